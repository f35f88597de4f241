//! Parts that several pages share, rendered on the server.

pub(crate) mod account_menu;
pub(crate) mod cards;
pub(crate) mod copy;
pub(crate) mod forms;
pub(crate) mod forum;
pub(crate) mod header;
pub(crate) mod icons;
pub(crate) mod password;
pub(crate) mod shell;
pub mod status;
pub(crate) mod view_as;
pub(crate) mod ways;
pub(crate) mod why;
