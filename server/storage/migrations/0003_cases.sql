-- Cases: what people ask support. Columns and instants as in 0001.

CREATE TABLE cases (
    reference TEXT NOT NULL CONSTRAINT cases_reference PRIMARY KEY,
    requester TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    organisation TEXT REFERENCES organisations (id) ON DELETE SET NULL,
    -- The edition for which the due times hold.
    edition TEXT,
    locale TEXT NOT NULL,
    service TEXT NOT NULL,
    effect TEXT NOT NULL,
    reach TEXT NOT NULL,
    workaround TEXT NOT NULL,
    since TEXT NOT NULL,
    title TEXT NOT NULL,
    suggested TEXT NOT NULL,
    priority TEXT NOT NULL,
    status TEXT NOT NULL,
    assignee TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    outcome TEXT,
    outcome_detail TEXT NOT NULL,
    outcome_credit BIGINT NOT NULL,
    outcome_report BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- By when support does the next thing; none while it is not its turn.
    due_at BIGINT,
    answer_due_at BIGINT,
    answered_at BIGINT,
    solve_due_at BIGINT,
    solved_at BIGINT,
    appealed_at BIGINT,
    reminded_at BIGINT,
    asked_at BIGINT,
    -- Counts the changes: whoever changes a case says which state of it they saw.
    version BIGINT NOT NULL
);
CREATE INDEX cases_by_requester ON cases (requester, updated_at);
CREATE INDEX cases_by_organisation ON cases (organisation, updated_at);
CREATE INDEX cases_by_status ON cases (status, due_at);
CREATE INDEX cases_by_age ON cases (created_at);

CREATE TABLE case_events (
    case_reference TEXT NOT NULL REFERENCES cases (reference) ON DELETE CASCADE,
    -- The case's version that the change made, and the place within the change.
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    public BIGINT NOT NULL,
    side TEXT NOT NULL,
    author TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    author_name TEXT NOT NULL,
    via TEXT NOT NULL,
    body TEXT NOT NULL,
    quoted TEXT NOT NULL,
    before TEXT,
    after TEXT,
    -- The mail it came as: the same one twice is one.
    message_id TEXT CONSTRAINT case_events_message_id UNIQUE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (case_reference, version, position)
);

CREATE TABLE case_files (
    attachment TEXT NOT NULL CONSTRAINT case_files_attachment PRIMARY KEY,
    case_reference TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    FOREIGN KEY (case_reference, version, position)
        REFERENCES case_events (case_reference, version, position) ON DELETE CASCADE
);
CREATE INDEX case_files_by_case ON case_files (case_reference);

-- What was sent twice under the same key is one case.
CREATE TABLE case_keys (
    requester TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    case_reference TEXT NOT NULL REFERENCES cases (reference) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (requester, key)
);

CREATE TABLE case_ratings (
    case_reference TEXT NOT NULL PRIMARY KEY REFERENCES cases (reference) ON DELETE CASCADE,
    rating TEXT NOT NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX case_ratings_by_age ON case_ratings (created_at);

-- Who has a case open at the desk right now.
CREATE TABLE case_presence (
    case_reference TEXT NOT NULL REFERENCES cases (reference) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    writing BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (case_reference, account)
);

-- Filters of the queue under a name, each an agent's own.
CREATE TABLE desk_views (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    PRIMARY KEY (account, name)
);

-- Organisations whose administrators read the cases of all their people.
CREATE TABLE shared_cases (
    organisation TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id) ON DELETE CASCADE,
    since BIGINT NOT NULL
);

-- Mail that belongs to a conversation.
ALTER TABLE outbox ADD COLUMN thread_id TEXT;
ALTER TABLE outbox ADD COLUMN thread_references TEXT;
ALTER TABLE outbox ADD COLUMN reply_to TEXT;
