import { answerMessage } from './answer-message.ts';
import { app } from './app.ts';
import { deleteEnded } from './db/sessions.ts';
import { sweepDeliveries } from './deliver.ts';
import type { Env, QueueMessage } from './env.ts';
import { sweepReports } from './report.ts';
import { sweepAbandoned, sweepBatches } from './sweep.ts';

export default {
	fetch: app.fetch,

	async queue(messages, env) {
		for (const message of messages.messages) await answerMessage(env, message);
	},

	/** Each minute: whatever a lost message, a restart or a break left lying is taken up from the states in D1. */
	async scheduled(controller, env) {
		const now = new Date(controller.scheduledTime);
		await sweepBatches(env, now.getTime());
		await sweepDeliveries(env, now);
		await sweepReports(env, now);
		await sweepAbandoned(env, now.getTime());
		await deleteEnded(env.DB, now.getTime());
	}
} satisfies ExportedHandler<Env, QueueMessage>;
