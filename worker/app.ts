import { Hono } from 'hono';
import { API } from '#shared/contract/protocol.ts';
import type { AppTypes } from './app-types.ts';
import { answerThrow } from './answer-throw.ts';
import { checkOrigin, checkProtocol, hardenAnswer, openToAll, prepareRequest } from './every-request.ts';
import { refuse } from './problem.ts';
import { auth } from './routes/auth.ts';
import { batchRows } from './routes/batch-rows.ts';
import { batches } from './routes/batches.ts';
import { chunks } from './routes/chunks.ts';
import { definitions } from './routes/definitions.ts';
import { deliveryEvents } from './routes/delivery-events.ts';
import { history } from './routes/history.ts';
import { images } from './routes/images.ts';
import { organisation } from './routes/organisation.ts';
import { publicCredentials } from './routes/public-credentials.ts';
import { publicOrganisation } from './routes/public-organisation.ts';
import { recipients } from './routes/recipients.ts';
import { revocations } from './routes/revocations.ts';
import { session } from './routes/session.ts';
import { setup } from './routes/setup.ts';

/** Every address that the worker answers. */
export const app = new Hono<AppTypes>();

app.use(prepareRequest, hardenAnswer);
app.use(`${API}/*`, checkProtocol, checkOrigin);
for (const path of ['/orgs/*', '/images/*', '/credentials/*']) app.use(path, openToAll);

app.get(`${API}/health`, (c) => c.json({ ok: true, demo: c.env.DEMO === 'on' }));
app.route(`${API}/auth`, auth);
app.route(`${API}/delivery-events`, deliveryEvents);
app.route(API, setup);
app.route(API, session);
app.route(API, organisation);
app.route(`${API}/definitions`, definitions);
app.route(`${API}/images`, images);
app.route(`${API}/batches`, batches);
app.route(`${API}/batches`, chunks);
app.route(`${API}/batches`, batchRows);
app.route(`${API}/revocations`, revocations);
app.route(`${API}/recipients`, recipients);
app.route(`${API}/history`, history);
app.route('/orgs', publicOrganisation);
app.route('/', publicCredentials);

app.notFound((c) => refuse(c, 'not-found'));
app.onError(answerThrow);
