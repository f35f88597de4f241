-- The state of services: incidents and maintenance with what was said of them, who wants to hear of it, and what is on its way to them.

-- What is watched, and since when; a service that the policy loses stays known by its last name.
CREATE TABLE status_components (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE status_incidents (
    id TEXT NOT NULL PRIMARY KEY,
    impact TEXT NOT NULL,
    stage TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    until_at BIGINT,
    monitoring_at BIGINT,
    ended_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Counts updates, so that of two who follow the same one, one is told.
    version BIGINT NOT NULL
);
CREATE INDEX status_incidents_by_end ON status_incidents (ended_at);

CREATE TABLE status_updates (
    id TEXT NOT NULL PRIMARY KEY,
    incident TEXT NOT NULL REFERENCES status_incidents (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    stage TEXT NOT NULL,
    author TEXT,
    shown_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (incident, position)
);

CREATE TABLE status_changes (
    update_id TEXT NOT NULL REFERENCES status_updates (id) ON DELETE CASCADE,
    component TEXT NOT NULL,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    PRIMARY KEY (update_id, component)
);

-- Titles and details belong to an incident, bodies to an update; one row a language.
CREATE TABLE status_texts (
    incident TEXT NOT NULL REFERENCES status_incidents (id) ON DELETE CASCADE,
    update_id TEXT NOT NULL,
    field TEXT NOT NULL,
    locale TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (incident, update_id, field, locale)
);

CREATE TABLE status_affected (
    incident TEXT NOT NULL REFERENCES status_incidents (id) ON DELETE CASCADE,
    who TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (incident, who)
);

-- One row: counts every change, so that nodes see cheaply whether there was one.
CREATE TABLE status_revision (
    id BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);
INSERT INTO status_revision (id, revision) VALUES (1, 1);

-- `components` is a list parted and surrounded by commas; empty stands for all.
CREATE TABLE status_subscribers (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    locale TEXT NOT NULL,
    components TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    confirmed_at BIGINT
);

-- News that goes to every subscriber, in the order of their ids; `position` is the last one it was written to.
CREATE TABLE status_notices (
    update_id TEXT NOT NULL PRIMARY KEY REFERENCES status_updates (id) ON DELETE CASCADE,
    position TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX status_notices_by_end ON status_notices (done_at);

CREATE TABLE webhooks (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    components TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);

-- A delivery waits while it has a due time; afterwards it arrived, or it was given up.
CREATE TABLE webhook_deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    incident TEXT NOT NULL,
    update_id TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT,
    delivered_at BIGINT,
    last_status BIGINT,
    last_error TEXT
);
CREATE INDEX webhook_deliveries_by_due_time ON webhook_deliveries (due_at);
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook, created_at);

-- The last good answer of another status page.
CREATE TABLE status_sources (
    address TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    read_at BIGINT NOT NULL
);

-- Where whoever gets a mail of a list ends it by one click (RFC 8058).
ALTER TABLE outbox ADD COLUMN unsubscribe TEXT;
