-- Cases that hang on an incident or a maintenance: who said so, and when.
CREATE TABLE case_incidents (
    case_reference TEXT NOT NULL REFERENCES cases (reference) ON DELETE CASCADE,
    incident TEXT NOT NULL REFERENCES status_incidents (id) ON DELETE CASCADE,
    account TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (case_reference, incident)
);
CREATE INDEX case_incidents_by_incident ON case_incidents (incident, case_reference);

-- The end of an incident on its way to its cases: one row a case, written with the update that ends it and deleted in the change that tells
-- the case. So whoever goes on after a crash tells nobody twice.
CREATE TABLE case_notices (
    update_id TEXT NOT NULL REFERENCES status_updates (id) ON DELETE CASCADE,
    case_reference TEXT NOT NULL REFERENCES cases (reference) ON DELETE CASCADE,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (update_id, case_reference)
);
CREATE INDEX case_notices_by_due_time ON case_notices (due_at);
CREATE INDEX case_notices_by_case ON case_notices (case_reference);
