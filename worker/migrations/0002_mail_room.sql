-- Set right before the provider may take the mail: a claim without it has certainly not been sent, and may be given back.
ALTER TABLE delivery ADD COLUMN handed_over_at TEXT;
-- Of the claims made before there was such a mark nobody knows how far they got.
UPDATE delivery SET handed_over_at = claimed_at WHERE claimed_at IS NOT NULL;

-- When the sweeper last asked whether the batch is settled: those it has not asked of for longest come first.
ALTER TABLE batch ADD COLUMN looked_at TEXT;
DROP INDEX batch_unsettled;
CREATE INDEX batch_unsettled ON batch (looked_at, completed_at) WHERE state = 'issued' AND settled_at IS NULL;
