//! The mails that cases have taken.

use guichet_model::case::CaseRef;
use sqlx::AnyConnection;

use crate::{Result, query::sql};

/// Whether a case has a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It has it now.
    Now,
    /// It has it now, and so has another case, whose history holds the identifier.
    Elsewhere,
    /// It had it before.
    Before,
}

/// Notes that a case takes a mail.
pub(super) async fn take(
    reference: &CaseRef,
    message_id: &str,
    on: &mut AnyConnection,
) -> Result<Taken> {
    let inserted = sql("INSERT INTO case_mails (case_reference, message_id) VALUES ($1, $2) \
         ON CONFLICT (case_reference, message_id) DO NOTHING")
    .bind(reference.as_str())
    .bind(message_id)
    .run(&mut *on)
    .await?;
    if inserted == 0 {
        return Ok(Taken::Before);
    }
    let elsewhere = sql("SELECT version FROM case_events WHERE message_id = $1").bind(message_id);
    let elsewhere = elsewhere.row(on).await?;
    Ok(if elsewhere.is_some() { Taken::Elsewhere } else { Taken::Now })
}
