//! What the portal remembers: organisations, accounts, sessions, one-time tokens, second factors, incidents and who follows them, cases,
//! and mail that waits to be sent. SQLite or PostgreSQL, behind one set of queries.
//!
//! Read [`Storage`] first; each area adds its methods to it in a module of its own. Every query is written once: placeholders are `$1`,
//! every column is text or a 64-bit whole number, an instant is a count of milliseconds since 1970. Whoever calls gives the present.
//!
//! `database` alone knows what the two databases need apart, `query` alone speaks to the driver, and `error` says which failure means what.
//!
//! A method that changes something returns only when the change is durable. What belongs together is one transaction.
//! Nothing here decides who may do what: `guichet_model` does.

mod account;
mod address;
mod api_token;
mod attachment;
mod case;
mod database;
mod draft;
mod error;
mod id;
mod organisation;
mod outbox;
mod own_webhook;
mod query;
mod second_factor;
mod secret;
mod session;
mod signal;
mod status;
mod subscriber;
mod support_pin;
#[cfg(feature = "testing")]
pub mod testing;
mod token;
mod webhook;

pub use account::{Account, AccountFilter, Membership, NewAccount};
pub use api_token::ApiToken;
pub use attachment::{Announced, Attachment, Piece, Room, Sender};
pub use case::{
    Assignee, Audience, Case, CaseChange, CaseEvent, CaseFile, CaseNotice, CaseOpening,
    CaseOrganisation, CaseState, Changed, DeskPerson, Entry, IncidentChange, LinkedCount, Measured,
    NewsMark, Opened, Person, QueueCount, QueueFilter, Rated, SavedView, Whose, random_case_ref,
};
pub use database::Storage;
pub use draft::{Draft, DraftOwner, KEEP_ANONYMOUS, KEEP_OWNED};
pub use error::{Conflict, StorageError};
pub use id::{
    AccountId, ApiTokenId, AttachmentId, DraftId, OrganisationId, SessionId, TokenHash, hex,
    random_token,
};
pub use organisation::{Organisation, OrganisationChange};
pub use outbox::{Message, NewMessage, Thread};
pub use second_factor::SecondFactor;
pub use session::{NewSession, Session, SessionState};
pub use signal::Listener;
pub use status::{DETAILS, NewIncident, NewUpdate, Texts};
pub use subscriber::{Notice, Progress, Subscriber};
pub use support_pin::PinHolder;
pub use token::{OneTimeToken, Purpose};
pub use webhook::{Delivery, DeliveryRecord, Webhook, WebhookOwner};

/// What every method answers.
pub type Result<T, E = StorageError> = std::result::Result<T, E>;
