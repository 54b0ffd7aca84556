-- Counts an organisation's changes to what it issued. It is raised in the transaction of the change that takes the number,
-- and D1 has one writer: nobody sees a number while a lower one is still to come.
ALTER TABLE organisation ADD COLUMN history_seq INTEGER NOT NULL DEFAULT 0;

-- When the rows of a chunk changed together for the last time: held, issued, taken back. A number belongs to one batch.
CREATE TABLE chunk_change (
	organisation_id TEXT NOT NULL REFERENCES organisation (id),
	seq INTEGER NOT NULL,
	batch_id TEXT NOT NULL,
	chunk INTEGER NOT NULL,
	PRIMARY KEY (batch_id, chunk)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX chunk_change_order ON chunk_change (organisation_id, seq, chunk);

-- When a credential changed after it was issued; NULL: with its chunk. Also here a number belongs to one batch.
ALTER TABLE credential ADD COLUMN changed_seq INTEGER;
CREATE UNIQUE INDEX credential_changed ON credential (organisation_id, changed_seq, position)
	WHERE changed_seq IS NOT NULL;

-- What was there before, batch by batch. Of what was taken back no device knows yet.
INSERT INTO chunk_change (organisation_id, seq, batch_id, chunk)
SELECT batch.organisation_id,
	dense_rank() OVER (PARTITION BY batch.organisation_id ORDER BY batch.issued_at, batch.id),
	batch.id, chunk.number
FROM batch JOIN chunk ON chunk.batch_id = batch.id
WHERE batch.state IN ('held', 'issuing', 'issued');
UPDATE organisation SET history_seq =
	(SELECT coalesce(max(seq), 0) FROM chunk_change WHERE organisation_id = organisation.id);
