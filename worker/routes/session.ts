import { Hono } from 'hono';
import type { AppTypes } from '../app-types.ts';
import { keepSession, startSession } from '../auth-session.ts';
import { findDemoAdmin } from '../db/members.ts';
import { refuse } from '../problem.ts';
import { allow } from '../rights.ts';

export const session = new Hono<AppTypes>();

session.get('/session', allow('read'), async (c) => {
	const { user, role, organisation } = c.var.signedIn;
	await keepSession(c, c.var.signedIn);
	return c.json({ user, role, organisation });
});

session.post('/demo-sign-in', async (c) => {
	if (c.env.DEMO !== 'on') return refuse(c, 'not-found');
	const userId = await findDemoAdmin(c.env.DB);
	if (userId === null) return refuse(c, 'not-found');
	await startSession(c, userId);
	return c.body(null, 204);
});
