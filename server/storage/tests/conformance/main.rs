//! One suite for both databases: each test runs on SQLite and on PostgreSQL, and its name says on which.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

mod accounts;
mod api_tokens;
mod attachments;
mod cases;
mod drafts;
mod harness;
mod incidents;
mod opening;
mod organisations;
mod outbox;
mod second_factors;
mod secrets;
mod sessions;
mod status;
mod subscribers;
mod support_pins;
mod tokens;
