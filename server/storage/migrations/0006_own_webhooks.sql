-- Webhooks that people add for themselves: whose each is, and since when its address is known to take what it gets. Those without an account
-- are the operator's. A delivery without an incident is a test.
ALTER TABLE webhooks ADD COLUMN account TEXT REFERENCES accounts (id) ON DELETE CASCADE;
ALTER TABLE webhooks ADD COLUMN verified_at BIGINT;
UPDATE webhooks SET verified_at = created_at;
CREATE INDEX webhooks_by_account ON webhooks (account);
