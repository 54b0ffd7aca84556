import { readWorkbook } from '../read-workbook.ts';
import { checkAnswer } from './check-read.ts';
import { damage, garbage, type Damaged, type Sound } from './damage.ts';
import { makeRandom } from './random.ts';

// A thread of its own, so that a file that hangs it can be named and the thread be ended.

export interface FuzzRequest {
	sounds: Sound[];
	from: number;
	to: number;
}

export type FuzzReport =
	| { kind: 'begins'; seed: number; file: string; how: string }
	| { kind: 'wrong'; seed: number; file: string; how: string; what: string }
	| {
			kind: 'done';
			answers: Record<string, number>;
			slowest: { seed: number; file: string; milliseconds: number };
	  };

/** One file in so many is no damaged workbook but garbage. */
const GARBAGE_EVERY = 10;
const report = (message: FuzzReport) => postMessage(message);
let current = { seed: -1, file: '', how: '' };

addEventListener('unhandledrejection', (event) => {
	event.preventDefault();
	report({ kind: 'wrong', ...current, what: `unhandled: ${event.reason?.stack ?? event.reason}` });
});

addEventListener('message', async ({ data }: MessageEvent<FuzzRequest>) => {
	const answers: Record<string, number> = {};
	const slowest = { seed: -1, file: '', milliseconds: 0 };
	const before = new Map<string, string>();
	for (const { file, bytes } of data.sounds)
		before.set(file, JSON.stringify(await readWorkbook(bytes, file)));
	for (let seed = data.from; seed < data.to; seed++) {
		const random = makeRandom(seed);
		const sound = random.pick(data.sounds);
		const damaged = seed % GARBAGE_EVERY === 0 ? garbage(random) : damage(sound, random);
		current = { seed, file: sound.file, how: damaged.how };
		report({ kind: 'begins', ...current });
		const started = performance.now();
		const answer = await readDamaged(damaged, sound.file, before.get(sound.file)!);
		const milliseconds = performance.now() - started;
		if (milliseconds > slowest.milliseconds) Object.assign(slowest, { seed, file: sound.file, milliseconds });
		if (answer.wrong) report({ kind: 'wrong', ...current, what: answer.wrong });
		answers[answer.code] = (answers[answer.code] ?? 0) + 1;
	}
	report({ kind: 'done', answers, slowest });
});

async function readDamaged(
	damaged: Damaged,
	name: string,
	sound: string
): Promise<{ code: string; wrong?: string }> {
	try {
		const answer = await readWorkbook(damaged.bytes, name);
		const code = 'code' in answer ? answer.code : 'read';
		const wrong = checkAnswer(answer, name);
		if (wrong !== null) return { code, wrong };
		if (damaged.container && code === 'read' && JSON.stringify(answer) !== sound) {
			return {
				code,
				wrong: `reads otherwise than the sound workbook: ${JSON.stringify(answer).slice(0, 200)}`
			};
		}
		return { code };
	} catch (error) {
		return { code: 'thrown', wrong: error instanceof Error ? `${error.stack}`.slice(0, 600) : String(error) };
	}
}
