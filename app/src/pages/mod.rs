//! The pages, one file each: what stands in `<main>` and what the document's head says of it.

pub(crate) mod article;
pub(crate) mod categories;
pub(crate) mod category;
pub(crate) mod contact;
pub(crate) mod home;
pub(crate) mod policies;
pub(crate) mod problem;
pub(crate) mod search;
