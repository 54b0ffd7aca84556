-- Something was heard of the mail that the batch's number of change does not show yet. Mails go one by one, and what is heard
-- of them is told together, so that a mail does not cost a number, a credential and a batch to be written.
ALTER TABLE delivery ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX delivery_untold ON delivery (batch_id, updated_at) WHERE untold = 1;
