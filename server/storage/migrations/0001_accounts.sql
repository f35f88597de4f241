-- One text for SQLite and PostgreSQL: every column is TEXT or BIGINT. Instants are milliseconds since 1970, truth is 0 or 1.

CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    external_id TEXT CONSTRAINT organisations_external_id UNIQUE,
    name TEXT NOT NULL,
    edition TEXT NOT NULL,
    suspended BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX organisations_by_name ON organisations (LOWER(name), id);

CREATE TABLE organisation_domains (
    domain TEXT NOT NULL CONSTRAINT organisation_domains_domain PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE
);
CREATE INDEX organisation_domains_by_organisation ON organisation_domains (organisation);

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL CONSTRAINT accounts_email UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    staff TEXT,
    suspended BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    CONSTRAINT identities_issuer_subject PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_by_account ON identities (account);

CREATE TABLE memberships (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    organisation TEXT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, organisation)
);
CREATE INDEX memberships_by_organisation ON memberships (organisation);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    organisation TEXT REFERENCES organisations (id) ON DELETE SET NULL,
    view_as TEXT,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE one_time_tokens (
    token TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    account TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    payload TEXT NOT NULL,
    failures BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX one_time_tokens_by_account ON one_time_tokens (account);
CREATE INDEX one_time_tokens_by_expiry ON one_time_tokens (expires_at);

CREATE TABLE second_factors (
    account TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
    account TEXT NOT NULL REFERENCES second_factors (account) ON DELETE CASCADE,
    code TEXT NOT NULL,
    PRIMARY KEY (account, code)
);

CREATE TABLE support_pins (
    account TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    pin TEXT NOT NULL CONSTRAINT support_pins_pin UNIQUE,
    organisation TEXT REFERENCES organisations (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX support_pins_by_expiry ON support_pins (expires_at);

CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);

-- A mail waits while it has a due time; afterwards it was sent, or it was given up.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    language TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT,
    sent_at BIGINT,
    last_error TEXT
);
CREATE INDEX outbox_by_due_time ON outbox (due_at);
CREATE INDEX outbox_by_age ON outbox (created_at);

CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
