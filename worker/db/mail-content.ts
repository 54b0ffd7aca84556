import type { DeliveryState } from '#shared/delivery/delivery.ts';
import type { Language } from '../mail/words.ts';

export interface CredentialContent {
	deliveryId: string;
	credentialId: string;
	state: 'issued' | 'revoked' | 'superseded';
	issuer: string;
	language: Language;
	timeZone: string;
	credential: string;
	firstName: string;
	lastName: string;
	validUntil: string | null;
}

/** What the mails of some credentials say. A name is the credential's definition as it was in the batch. */
export async function readCredentialContents(
	db: D1Database,
	deliveryIds: string[]
): Promise<CredentialContent[]> {
	const { results } = await db
		.prepare(
			`SELECT delivery.id AS deliveryId, credential.id AS credentialId, credential.state,
				organisation.name AS issuer, organisation.language, organisation.time_zone AS timeZone,
				batch_definition.name AS credential, first_name AS firstName, last_name AS lastName,
				valid_until AS validUntil
			FROM json_each(?1)
			JOIN delivery ON delivery.id = json_each.value
			JOIN credential ON credential.id = delivery.credential_id
			JOIN organisation ON organisation.id = credential.organisation_id
			JOIN batch_row ON batch_row.batch_id = credential.batch_id AND batch_row.position = credential.position
			JOIN batch_definition ON batch_definition.batch_id = credential.batch_id
				AND batch_definition.definition_id = credential.definition_id`
		)
		.bind(JSON.stringify(deliveryIds))
		.all<CredentialContent>();
	return results;
}

export interface ReportContent {
	label: string;
	issuer: string;
	language: Language;
	total: number;
	failures: {
		firstName: string;
		lastName: string;
		contact: string;
		credential: string;
		state: DeliveryState;
		code: string | null;
	}[];
}

/** What the mail of an error report says. */
export async function readReportContent(
	db: D1Database,
	report: { batchId: string; sequence: number }
): Promise<ReportContent | null> {
	const [batch, failures] = await db.batch([
		db
			.prepare(
				`SELECT label, organisation.name AS issuer, organisation.language,
					(SELECT count(*) FROM delivery WHERE batch_id = ?1 AND kind = 'credential') AS total
				FROM batch JOIN organisation ON organisation.id = batch.organisation_id WHERE batch.id = ?1`
			)
			.bind(report.batchId),
		db
			.prepare(
				`SELECT first_name AS firstName, last_name AS lastName, delivery.contact,
					batch_definition.name AS credential, delivery.state, delivery.code
				FROM error_report, json_each(credential_ids)
				JOIN credential ON credential.id = json_each.value
				JOIN delivery ON delivery.credential_id = credential.id AND delivery.kind = 'credential'
				JOIN batch_row ON batch_row.batch_id = credential.batch_id AND batch_row.position = credential.position
				JOIN batch_definition ON batch_definition.batch_id = credential.batch_id
					AND batch_definition.definition_id = credential.definition_id
				WHERE error_report.batch_id = ?1 AND error_report.sequence = ?2 ORDER BY credential.position`
			)
			.bind(report.batchId, report.sequence)
	]);
	const [head] = (batch?.results ?? []) as Omit<ReportContent, 'failures'>[];
	return head ? { ...head, failures: (failures?.results ?? []) as ReportContent['failures'] } : null;
}
