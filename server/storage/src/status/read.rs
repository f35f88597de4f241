//! Reading incidents whole: the rows of each table at once, put together here.

use std::collections::BTreeMap;

use guichet_model::{
    Text,
    status::{Change, ComponentState, Details, Impact, Incident, IncidentId, Stage, Update},
};
use jiff::Timestamp;

use super::{DETAILS, Texts};
use crate::{
    Result, Storage,
    query::{Row, sql},
};

impl Storage {
    /// Every incident that is not over, or ended after an instant: those that began last first.
    ///
    /// # Errors
    /// As every query.
    pub async fn incidents(&self, ended_after: Timestamp) -> Result<Vec<Incident>> {
        self.read_incidents(None, ended_after).await
    }

    /// One incident, however old.
    ///
    /// # Errors
    /// As every query.
    pub async fn incident(&self, id: &IncidentId) -> Result<Option<Incident>> {
        Ok(self.read_incidents(Some(id), Timestamp::MIN).await?.pop())
    }

    async fn read_incidents(
        &self,
        only: Option<&IncidentId>,
        ended_after: Timestamp,
    ) -> Result<Vec<Incident>> {
        let pick = |all: &'static str, one: &'static str| if only.is_some() { one } else { all };
        let bound = |text: &'static str| match only {
            Some(id) => sql(text).bind(id.as_str()),
            None => sql(text).bind(ended_after),
        };
        let incidents = bound(pick(
            "SELECT * FROM status_incidents WHERE ended_at IS NULL OR ended_at > $1 ORDER BY started_at DESC, id",
            "SELECT * FROM status_incidents WHERE id = $1",
        ))
        .rows(&self.pool)
        .await?;
        let texts = bound(pick(
            "SELECT t.incident, t.update_id, t.field, t.locale, t.text FROM status_texts t \
             JOIN status_incidents i ON i.id = t.incident WHERE i.ended_at IS NULL OR i.ended_at > $1",
            "SELECT incident, update_id, field, locale, text FROM status_texts WHERE incident = $1",
        ))
        .rows(&self.pool)
        .await?;
        let updates = bound(pick(
            "SELECT u.id, u.incident, u.stage, u.shown_at, u.created_at FROM status_updates u \
             JOIN status_incidents i ON i.id = u.incident \
             WHERE i.ended_at IS NULL OR i.ended_at > $1 ORDER BY u.incident, u.position DESC",
            "SELECT id, incident, stage, shown_at, created_at FROM status_updates WHERE incident = $1 ORDER BY position DESC",
        ))
        .rows(&self.pool)
        .await?;
        let changes = bound(pick(
            "SELECT c.update_id, c.component, c.state_before, c.state_after FROM status_changes c \
             JOIN status_updates u ON u.id = c.update_id JOIN status_incidents i ON i.id = u.incident \
             WHERE i.ended_at IS NULL OR i.ended_at > $1 ORDER BY c.component",
            "SELECT c.update_id, c.component, c.state_before, c.state_after FROM status_changes c \
             JOIN status_updates u ON u.id = c.update_id WHERE u.incident = $1 ORDER BY c.component",
        ))
        .rows(&self.pool)
        .await?;
        let affected = bound(pick(
            "SELECT a.incident, COUNT(*) AS people FROM status_affected a JOIN status_incidents i ON i.id = a.incident \
             WHERE i.ended_at IS NULL OR i.ended_at > $1 GROUP BY a.incident",
            "SELECT incident, COUNT(*) AS people FROM status_affected WHERE incident = $1 GROUP BY incident",
        ))
        .rows(&self.pool)
        .await?;
        Read::new(&texts, &updates, &changes, &affected)?.incidents(&incidents)
    }

    /// How many people said so, by incident, of those that are not over.
    ///
    /// # Errors
    /// As every query.
    pub async fn affected(&self) -> Result<BTreeMap<String, u64>> {
        let rows = sql("SELECT a.incident, COUNT(*) AS people FROM status_affected a \
             JOIN status_incidents i ON i.id = a.incident WHERE i.ended_at IS NULL GROUP BY a.incident")
        .rows(&self.pool)
        .await?;
        rows.iter().map(|row| Ok((row.text("incident")?, people(row)?))).collect()
    }
}

/// Rows that belong to incidents, by what they belong to.
#[derive(Default)]
struct Read {
    texts: BTreeMap<(String, String, String), Texts>,
    updates: BTreeMap<String, Vec<Update>>,
    affected: BTreeMap<String, u64>,
}

impl Read {
    fn new(texts: &[Row], updates: &[Row], changes: &[Row], affected: &[Row]) -> Result<Self> {
        let mut read = Self::default();
        for row in texts {
            let key = (row.text("incident")?, row.text("update_id")?, row.text("field")?);
            let locale = row.parsed("locale", |text| text.parse().ok())?;
            read.texts.entry(key).or_default().insert(locale, row.text("text")?);
        }
        let mut by_update: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        for row in changes {
            by_update.entry(row.text("update_id")?).or_default().push(Change {
                component: row.text("component")?,
                from: row.parsed("state_before", ComponentState::parse)?,
                to: row.parsed("state_after", ComponentState::parse)?,
            });
        }
        for row in updates {
            let (id, incident) = (row.text("id")?, row.text("incident")?);
            let body = read.take(&incident, &id, "body");
            let changes = by_update.remove(&id).unwrap_or_default();
            read.updates.entry(incident).or_default().push(Update {
                id,
                stage: row.parsed("stage", Stage::parse)?,
                body,
                shown_at: row.instant("shown_at")?,
                created_at: row.instant("created_at")?,
                changes,
            });
        }
        for row in affected {
            read.affected.insert(row.text("incident")?, people(row)?);
        }
        Ok(read)
    }

    fn take(&mut self, incident: &str, update: &str, field: &str) -> Text {
        let key = (incident.to_owned(), update.to_owned(), field.to_owned());
        self.texts.remove(&key).map_or_else(Text::default, Text::Translated)
    }

    fn incidents(mut self, rows: &[Row]) -> Result<Vec<Incident>> {
        rows.iter().map(|row| self.incident(row)).collect()
    }

    fn incident(&mut self, row: &Row) -> Result<Incident> {
        let id = row.text("id")?;
        let [workaround, credit, report] = DETAILS.map(|field| self.take(&id, "", field));
        Ok(Incident {
            title: self.take(&id, "", "title"),
            impact: row.parsed("impact", Impact::parse)?,
            stage: row.parsed("stage", Stage::parse)?,
            started_at: row.instant("started_at")?,
            until: row.instant_if_any("until_at")?,
            monitoring_at: row.instant_if_any("monitoring_at")?,
            ended_at: row.instant_if_any("ended_at")?,
            created_at: row.instant("created_at")?,
            updated_at: row.instant("updated_at")?,
            updates: self.updates.remove(&id).unwrap_or_default(),
            details: Details { workaround, credit, report },
            affected: self.affected.remove(&id).unwrap_or(0),
            id: row.parsed("id", |text| text.parse().ok())?,
        })
    }
}

fn people(row: &Row) -> Result<u64> {
    Ok(u64::try_from(row.number("people")?).unwrap_or(0))
}
