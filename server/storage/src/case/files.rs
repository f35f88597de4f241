//! Which files belong to which entry of a case. What is in them is elsewhere.

use guichet_model::case::{CaseRef, EventKind};
use sqlx::AnyConnection;

use super::Audience;
use crate::{Result, Storage, query::sql};

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The file's identifier.
    pub attachment: String,
    /// The entry it belongs to: its version and position.
    pub entry: (u32, u32),
}

impl Storage {
    /// The files of a case, in the order of its history.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_files(
        &self,
        reference: &CaseRef,
        audience: Audience,
    ) -> Result<Vec<CaseFile>> {
        let rows = sql("SELECT f.attachment, f.version, f.position FROM case_files f \
             JOIN case_events e ON e.case_reference = f.case_reference AND e.version = f.version \
             AND e.position = f.position WHERE f.case_reference = $1 AND (e.public = 1 OR $2 = 1) \
             ORDER BY f.version, f.position, f.attachment")
        .bind(reference.as_str())
        .bind(audience == Audience::Staff)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let entry = (row.count("version")?, row.count("position")?);
                Ok(CaseFile { attachment: row.text("attachment")?, entry })
            })
            .collect()
    }

    /// The case that a file belongs to, and whether customers see the entry it belongs to.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_of_file(&self, attachment: &str) -> Result<Option<(CaseRef, bool)>> {
        let row = sql("SELECT f.case_reference, e.kind FROM case_files f \
             JOIN case_events e ON e.case_reference = f.case_reference AND e.version = f.version \
             AND e.position = f.position WHERE f.attachment = $1")
        .bind(attachment)
        .row(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let kind = row.parsed("kind", EventKind::parse)?;
        Ok(Some((row.parsed("case_reference", |text| text.parse().ok())?, kind.is_public())))
    }
}

/// Lets files belong to the first entry of a version. A file belongs to one case: what another one has already is left there.
pub(super) async fn attach(
    reference: &CaseRef,
    version: u32,
    files: &[String],
    on: &mut AnyConnection,
) -> Result<()> {
    for attachment in files {
        sql("INSERT INTO case_files (attachment, case_reference, version, position) \
             VALUES ($1, $2, $3, 0) ON CONFLICT (attachment) DO NOTHING")
        .bind(attachment.as_str())
        .bind(reference.as_str())
        .bind(version)
        .run(&mut *on)
        .await?;
    }
    Ok(())
}
