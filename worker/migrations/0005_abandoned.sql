-- Batches that began to arrive and were never asked to be issued, oldest first: in the end the sweeper takes them back.
CREATE INDEX batch_receiving ON batch (declared_at) WHERE state = 'receiving';
