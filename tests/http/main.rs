//! The portal over HTTP: what a browser, a program and a mischief-maker get.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod account;
mod api;
mod attachments;
mod bad_input;
mod budgets;
mod caching;
mod case_access;
mod case_api;
mod case_limits;
mod case_mail;
mod case_sharing;
mod cases;
mod contact;
mod corpora;
mod desk;
mod desk_cases;
mod desk_files;
mod drafts;
mod follow;
mod forgotten_password;
mod forum;
mod given_back;
mod guided;
mod incidents;
mod languages;
mod leaks;
mod mail;
mod oidc;
mod organisations;
mod outages;
mod pages;
mod priority;
mod reload;
mod restricted;
mod second_factor;
mod security;
mod sign_in;
mod status;
mod status_desk;
mod status_readers;
mod status_source;
mod webhooks;
