//! The portal over HTTP: what a browser, a program and a mischief-maker get.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod api;
mod bad_input;
mod budgets;
mod caching;
mod contact;
mod corpora;
mod forgotten_password;
