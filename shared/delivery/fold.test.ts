import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELIVERY_EVENT_KINDS, foldDelivery, type DeliveryEvent } from './fold.ts';

const event: fc.Arbitrary<DeliveryEvent> = fc.record({
	key: fc.uuid(),
	kind: fc.constantFrom(...DELIVERY_EVENT_KINDS),
	permanent: fc.boolean(),
	at: fc.integer({ min: 0, max: 5 }).map((minute) => `2026-11-23T10:0${minute}:00.000Z`),
	code: fc.option(fc.constantFrom('5.1.1', '4.2.1')),
	detail: fc.constant(null)
});

function make(kind: DeliveryEvent['kind'], permanent = false): DeliveryEvent {
	return { key: kind, kind, permanent, at: '2026-11-23T10:00:00.000Z', code: null, detail: null };
}

describe('foldDelivery', () => {
	test('without events the mail is pending', () => expect(foldDelivery([]).state).toBe('pending'));

	test.each([
		[[make('sent')], 'sent'],
		[[make('refused')], 'delayed'],
		[[make('refused'), make('sent')], 'sent'],
		[[make('unknown')], 'failed'],
		[[make('unknown'), make('sent')], 'sent'],
		[[make('sent'), make('delayed')], 'delayed'],
		[[make('delayed'), make('delivered')], 'delivered'],
		[[make('delivered'), make('sent')], 'delivered'],
		[[make('delivered'), make('bounced', true)], 'bounced'],
		[[make('bounced', false), make('delivered')], 'delivered'],
		[[make('complained'), make('bounced', true)], 'complained'],
		[[make('sent'), make('failed')], 'failed']
	] as const)('%#: the heaviest event tells the state', (events, state) => {
		expect(foldDelivery(events).state).toBe(state);
	});

	test('the order of the events makes no difference', () => {
		fc.assert(
			fc.property(
				fc
					.uniqueArray(event, { selector: ({ key }) => key })
					.chain((events) =>
						fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))
					),
				([events, shuffled]) => {
					expect(foldDelivery(shuffled)).toEqual(foldDelivery(events));
				}
			)
		);
	});

	test('a repeated event makes no difference', () => {
		fc.assert(
			fc.property(fc.array(event), (events) => {
				expect(foldDelivery([...events, ...events])).toEqual(foldDelivery(events));
			})
		);
	});

	test('a further event never makes a state weaker than it was', () => {
		fc.assert(
			fc.property(fc.array(event), event, (events, further) => {
				const before = foldDelivery(events);
				const after = foldDelivery([...events, further]);
				expect([before, foldDelivery([further])]).toContainEqual(after);
			})
		);
	});
});
