-- Two more things that devices pull by what changed behind a number of the organisation's `history_seq`.

-- When anything that the API shows of a batch changed last, but for the chunks that arrive. A number belongs to one batch.
ALTER TABLE batch ADD COLUMN changed_seq INTEGER;
-- When a definition got a new version, was archived or had more of its credentials issued. A chunk's credentials may be of
-- several definitions, so that a number may belong to several.
ALTER TABLE definition ADD COLUMN changed_seq INTEGER NOT NULL DEFAULT 0;

-- What was there before, each batch behind all that was told until now. No device knows a catalog's number yet, so that of
-- the definitions is any that was reached.
UPDATE batch SET changed_seq = numbered.seq FROM (
	SELECT batch.id, organisation.history_seq
		+ row_number() OVER (PARTITION BY batch.organisation_id ORDER BY batch.declared_at, batch.id) AS seq
	FROM batch JOIN organisation ON organisation.id = batch.organisation_id
) AS numbered WHERE numbered.id = batch.id;
UPDATE organisation SET history_seq = max(history_seq,
	(SELECT coalesce(max(changed_seq), 0) FROM batch WHERE organisation_id = organisation.id));
UPDATE definition SET changed_seq = (SELECT history_seq FROM organisation WHERE id = definition.organisation_id);

CREATE UNIQUE INDEX batch_changed ON batch (organisation_id, changed_seq);
CREATE INDEX definition_changed ON definition (organisation_id, changed_seq);
