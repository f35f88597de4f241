-- What people have begun to write, and files. Columns and instants as in 0001.

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    -- Whose it is: an account's, or the browser's that holds the token.
    account TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    token TEXT,
    answers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_account ON drafts (account, updated_at);
CREATE INDEX drafts_by_token ON drafts (token);
CREATE INDEX drafts_by_age ON drafts (updated_at);

-- A file is whole once it has its kind; until then `received` bytes of it are kept.
CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    -- Who sent it: a person, a program, or neither, when it came by mail.
    account TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    api_token TEXT REFERENCES api_tokens (id) ON DELETE SET NULL,
    draft TEXT REFERENCES drafts (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    received BIGINT NOT NULL,
    media_type TEXT,
    sha256 TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX attachments_by_draft ON attachments (draft);
CREATE INDEX attachments_by_account ON attachments (account);
CREATE INDEX attachments_by_age ON attachments (updated_at);
