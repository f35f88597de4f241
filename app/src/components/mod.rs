//! Parts that several pages share, rendered on the server.

pub(crate) mod cards;
pub(crate) mod forms;
pub(crate) mod header;
pub(crate) mod icons;
pub(crate) mod shell;
pub(crate) mod ways;
