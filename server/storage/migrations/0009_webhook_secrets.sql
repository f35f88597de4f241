-- Secrets that webhooks had before: they still sign beside the one that followed, so that a receiver has time to change.
CREATE TABLE webhook_old_secrets (
    webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (webhook, secret)
);
