import { logFault } from './answer-throw.ts';
import { isCloudflareEmailEvent, recordCloudflareEmailEvent } from './cloudflare-email-event.ts';
import { deliverChunk } from './deliver.ts';
import type { Env, QueueMessage } from './env.ts';
import { issueChunk } from './issue.ts';
import { startIssuing } from './start-issuing.ts';

/** Before a message is tried again; the queue drops it after some tries, and the sweeper then takes up what it meant. */
const RETRY_SECONDS = 10;

/** Does what a message asks. One that fails comes again and does not hold up the others of its batch. */
export async function answerMessage(env: Env, message: Message<QueueMessage>): Promise<void> {
	try {
		const isDone = await doWhatItAsks(env, message.body);
		if (isDone) message.ack();
		else message.retry({ delaySeconds: RETRY_SECONDS });
	} catch (error) {
		logFault(error, { message: message.body.kind ?? 'foreign', attempts: message.attempts });
		message.retry({ delaySeconds: RETRY_SECONDS });
	}
}

async function doWhatItAsks(env: Env, body: QueueMessage): Promise<boolean> {
	if (isCloudflareEmailEvent(body)) {
		return (await recordCloudflareEmailEvent(env.DB, body, new Date())) !== 'early';
	}
	if (body.kind === 'start') await startIssuing(env, body.batchId, Date.now());
	else if (body.kind === 'issue') await issueChunk(env, body.batchId, body.chunk);
	else if (body.kind === 'deliver') await deliverChunk(env, { batchId: body.batchId, chunk: body.chunk });
	return true;
}
