//! The portal as a server: everything that knows HTTP, files and the clock.
//!
//! Read [`router`] first (what is answered where), then [`portal`] (how pages get their data).
//! [`state`] holds what lives as long as the process; [`reload`] swaps it when the content folder changes.

pub mod accounts;
pub mod api;
pub mod assets;
pub mod attachments;
pub mod cases;
pub mod cli;
pub mod clock;
pub mod compress;
pub mod data_folder;
pub mod demo;
pub mod demo_cases;
mod demo_status;
pub mod forum;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod markup;
pub mod media;
pub mod page_cache;
pub mod pages;
pub mod portal;
pub mod problem;
pub mod reload;
pub mod router;
pub mod search_gate;
pub mod search_titles;
pub mod security;
pub mod serve;
pub mod settings;
pub mod site_map;
pub mod state;
pub mod status;
