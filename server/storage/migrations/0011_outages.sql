-- The outage that a case ended with: its incident on the status page, in the case and in its history, and there what the customer asked for.
-- Another status page may be the source, so the incident need not be one of the portal's.
ALTER TABLE cases ADD COLUMN outcome_incident TEXT;
ALTER TABLE case_events ADD COLUMN incident TEXT;
ALTER TABLE case_events ADD COLUMN credit BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_events ADD COLUMN report BIGINT NOT NULL DEFAULT 0;
