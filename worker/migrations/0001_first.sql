-- Times are RFC 3339 in UTC with milliseconds, as text: they sort as they stand. No ON DELETE CASCADE anywhere: a later
-- table rebuild on D1 would delete the children.

CREATE TABLE organisation (
	id TEXT PRIMARY KEY,
	slug TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	time_zone TEXT NOT NULL,
	language TEXT NOT NULL,
	hold_minutes INTEGER NOT NULL DEFAULT 10,
	created_at TEXT NOT NULL
) STRICT;

-- `sealed` is the private key under KEY_SECRET; `fragment` is the verification method's, such as `key-1`. A key stays listed
-- in the DID document for ever; the newest one signs.
CREATE TABLE organisation_key (
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	fragment TEXT NOT NULL,
	public_key_multibase TEXT NOT NULL,
	sealed TEXT NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (organisation_id, fragment)
) STRICT;

-- The next five are better-auth's, in its own spelling.
CREATE TABLE "user" (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	email TEXT NOT NULL UNIQUE,
	emailVerified INTEGER NOT NULL DEFAULT 0,
	image TEXT,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL
);
CREATE TABLE session (
	id TEXT PRIMARY KEY,
	expiresAt TEXT NOT NULL,
	token TEXT NOT NULL UNIQUE,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL,
	ipAddress TEXT,
	userAgent TEXT,
	userId TEXT NOT NULL REFERENCES "user" (id)
);
CREATE INDEX session_user ON session (userId);
CREATE TABLE account (
	id TEXT PRIMARY KEY,
	accountId TEXT NOT NULL,
	providerId TEXT NOT NULL,
	userId TEXT NOT NULL REFERENCES "user" (id),
	accessToken TEXT,
	refreshToken TEXT,
	idToken TEXT,
	accessTokenExpiresAt TEXT,
	refreshTokenExpiresAt TEXT,
	scope TEXT,
	password TEXT,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL
);
CREATE INDEX account_user ON account (userId);
CREATE TABLE verification (
	id TEXT PRIMARY KEY,
	identifier TEXT NOT NULL,
	value TEXT NOT NULL,
	expiresAt TEXT NOT NULL,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL
);
CREATE INDEX verification_identifier ON verification (identifier);
CREATE TABLE rateLimit (
	id TEXT PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	count INTEGER NOT NULL,
	lastRequest INTEGER NOT NULL
);

-- A person belongs to one organisation: a session then says which without asking.
CREATE TABLE member (
	id TEXT PRIMARY KEY,
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	user_id TEXT NOT NULL UNIQUE REFERENCES "user" (id),
	role TEXT NOT NULL CHECK (role IN ('admin', 'issuer')),
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX member_organisation ON member (organisation_id);

CREATE TABLE definition (
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	id TEXT NOT NULL,
	version INTEGER NOT NULL,
	archived INTEGER NOT NULL DEFAULT 0,
	-- Credentials issued from any of its versions.
	issued INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL,
	PRIMARY KEY (organisation_id, id)
) STRICT;
CREATE TABLE definition_version (
	organisation_id TEXT NOT NULL,
	definition_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	-- DefinitionContent as JSON.
	content TEXT NOT NULL,
	made_at TEXT NOT NULL,
	PRIMARY KEY (organisation_id, definition_id, version),
	FOREIGN KEY (organisation_id, definition_id) REFERENCES definition (organisation_id, id)
) STRICT;

CREATE TABLE image (
	sha256 TEXT PRIMARY KEY,
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	bytes BLOB NOT NULL,
	created_at TEXT NOT NULL
) STRICT;

CREATE TABLE batch (
	id TEXT PRIMARY KEY,
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	label TEXT NOT NULL,
	-- The label as it is searched: case and accents folded.
	label_folded TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('receiving', 'held', 'issuing', 'issued', 'taken-back')),
	row_count INTEGER NOT NULL,
	chunk_count INTEGER NOT NULL,
	-- The BatchDeclaration as JSON: the digests, and what a repeated declaration must equal.
	declaration TEXT NOT NULL,
	created_by TEXT NOT NULL,
	created_by_member TEXT NOT NULL,
	declared_at TEXT NOT NULL,
	-- When the issue request was accepted.
	issued_at TEXT,
	held_until TEXT,
	-- When the last credential was signed and stored.
	completed_at TEXT,
	-- When the last mail was settled.
	settled_at TEXT
) STRICT;
CREATE INDEX batch_newest ON batch (organisation_id, declared_at);
CREATE INDEX batch_unfinished ON batch (state, held_until) WHERE state IN ('held', 'issuing');
CREATE INDEX batch_unsettled ON batch (completed_at) WHERE state = 'issued' AND settled_at IS NULL;

-- The definition versions that a batch was validated against, and how many of its rows are of each.
CREATE TABLE batch_definition (
	batch_id TEXT NOT NULL REFERENCES batch (id),
	definition_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	name TEXT NOT NULL,
	row_count INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (batch_id, definition_id)
) STRICT;

-- `body` is the chunk's parsed rows as JSON, kept until they are issued or taken back.
CREATE TABLE chunk (
	batch_id TEXT NOT NULL REFERENCES batch (id),
	number INTEGER NOT NULL,
	row_count INTEGER NOT NULL,
	body TEXT,
	state TEXT NOT NULL CHECK (state IN ('received', 'issued')),
	received_at TEXT NOT NULL,
	-- When its issuing was last put on the queue: the sweeper takes up what is stale.
	queued_at TEXT,
	PRIMARY KEY (batch_id, number)
) STRICT;
CREATE INDEX chunk_waiting ON chunk (queued_at) WHERE state = 'received' AND queued_at IS NOT NULL;

-- A row of a batch, from its arrival on. Its state follows from its batch and its credential. A taken-back batch's rows may
-- come again in another batch under the same credential id, so that id is unique among credentials only.
CREATE TABLE batch_row (
	batch_id TEXT NOT NULL,
	-- Place in the draft: 250 for each chunk before, and the place in the chunk.
	position INTEGER NOT NULL,
	key TEXT NOT NULL,
	credential_id TEXT NOT NULL,
	definition_id TEXT NOT NULL,
	definition_version INTEGER NOT NULL,
	first_name TEXT NOT NULL,
	last_name TEXT NOT NULL,
	contact TEXT NOT NULL,
	-- Names and contact as they are searched: case and accents folded.
	folded TEXT NOT NULL,
	PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_row_credential ON batch_row (credential_id);

CREATE TABLE credential (
	id TEXT PRIMARY KEY,
	organisation_id TEXT NOT NULL,
	batch_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	definition_id TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'issued' CHECK (state IN ('issued', 'revoked', 'superseded')),
	valid_from TEXT NOT NULL,
	valid_until TEXT,
	status_list INTEGER NOT NULL,
	status_index INTEGER NOT NULL,
	revoked_at TEXT,
	revoked_reason TEXT,
	-- The signed credential, JSON.
	document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX credential_status ON credential (organisation_id, status_list, status_index);
CREATE INDEX credential_batch ON credential (batch_id, state);
CREATE INDEX credential_newest ON credential (organisation_id, valid_from, id);
CREATE INDEX credential_revoked ON credential (organisation_id, status_list, status_index) WHERE revoked_at IS NOT NULL;

-- `revision` grows with each revocation; `document` is the list as signed at `signed_revision`.
CREATE TABLE status_list (
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	list INTEGER NOT NULL,
	-- Permutes the running number into an index.
	seed TEXT NOT NULL,
	allotted INTEGER NOT NULL DEFAULT 0,
	revision INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL,
	signed_revision INTEGER,
	document TEXT,
	PRIMARY KEY (organisation_id, list)
) STRICT;

-- One mail. `claimed_at` is set before the provider is called; the id is the key under which a mail is sent once.
CREATE TABLE delivery (
	id TEXT PRIMARY KEY,
	organisation_id TEXT NOT NULL,
	batch_id TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('credential', 'error-report')),
	-- For a credential's mail: the chunk it was issued in.
	chunk INTEGER,
	credential_id TEXT,
	-- For an error report's mail.
	report_sequence INTEGER,
	member_id TEXT,
	contact TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'pending'
		CHECK (state IN ('pending', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed')),
	claimed_at TEXT,
	attempts INTEGER NOT NULL DEFAULT 0,
	provider TEXT,
	provider_message_id TEXT,
	-- The provider's or RFC 3463's code, and its words.
	code TEXT,
	detail TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX delivery_credential ON delivery (credential_id) WHERE kind = 'credential';
CREATE UNIQUE INDEX delivery_report ON delivery (batch_id, report_sequence, member_id) WHERE kind = 'error-report';
CREATE INDEX delivery_batch ON delivery (batch_id, kind, state, chunk);
CREATE INDEX delivery_message ON delivery (provider_message_id) WHERE provider_message_id IS NOT NULL;
CREATE INDEX delivery_waiting ON delivery (updated_at) WHERE state IN ('pending', 'delayed');

-- What the provider said, as it came; appended only. The delivery's state is folded from these.
CREATE TABLE delivery_event (
	event_key TEXT PRIMARY KEY,
	delivery_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	permanent INTEGER NOT NULL,
	code TEXT,
	detail TEXT,
	at TEXT NOT NULL,
	received_at TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_event_delivery ON delivery_event (delivery_id);

-- The newest sequence is the one that is shown; `credential_ids` is a JSON array.
CREATE TABLE error_report (
	batch_id TEXT NOT NULL REFERENCES batch (id),
	sequence INTEGER NOT NULL,
	organisation_id TEXT NOT NULL,
	made_at TEXT NOT NULL,
	failures INTEGER NOT NULL,
	credential_ids TEXT NOT NULL,
	-- When its mails to the admins were put down as deliveries.
	mailed_at TEXT,
	PRIMARY KEY (batch_id, sequence)
) STRICT;
