//! What people see: pages rendered on the server, and a few islands that WebAssembly makes quicker.
//!
//! Two configurations, never mixed: `ssr` for the server (pages, components and the words of every language),
//! `hydrate` for the browser (the islands alone, so that no catalogue and no Markdown reaches WebAssembly).
//! Read [`page`] first: it is the way from a request to a document; [`portal`] is all that a page may ask for.

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
compile_error!(
    "guichet-app needs one of the features `ssr` (the server) and `hydrate` (the browser)"
);

pub mod islands;

#[cfg(feature = "ssr")]
pub mod accent;
#[cfg(feature = "ssr")]
pub mod case_words;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
mod hours;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod portal;
#[cfg(feature = "ssr")]
mod structured;
#[cfg(feature = "ssr")]
pub mod visitor;
#[cfg(feature = "ssr")]
pub mod words;

/// Starts the islands' runtime; the page's loader calls it once before it wakes the islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
