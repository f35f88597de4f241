-- To how many subscribers news were written, and how many they concerned and did not reach, since they came too late.
ALTER TABLE status_notices ADD COLUMN written BIGINT NOT NULL DEFAULT 0;
ALTER TABLE status_notices ADD COLUMN left_out BIGINT NOT NULL DEFAULT 0;
