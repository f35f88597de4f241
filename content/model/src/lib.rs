//! What the whole portal agrees on: plain types and pure rules.
//!
//! Everything here compiles to WebAssembly, performs no I/O and reads no clock: an instant is always an argument.
//! Each decision of the portal is one pure function, called by pages, API, search and exports alike:
//! [`article::visible`], [`contact::contact_access`], [`forum::forums_for`], [`hours::channel_state`], [`priority::suggest_priority`],
//! [`status::sees_details`].

pub mod article;
pub mod case;
pub mod contact;
pub mod email;
pub mod forum;
pub mod guided;
pub mod hours;
pub mod locale;
pub mod password;
pub mod policy;
pub mod priority;
pub mod problem;
pub mod route;
pub mod search;
pub mod slug;
pub mod status;
pub mod text;
pub mod viewer;

pub use article::{ArticleKey, Audience};
pub use locale::Locale;
pub use policy::Policy;
pub use problem::ProblemCode;
pub use route::Page;
pub use slug::Slug;
pub use text::Text;
pub use viewer::Viewer;
