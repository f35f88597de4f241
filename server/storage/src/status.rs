//! Incidents and maintenance: written whole, with the news of them, in one transaction; read whole in `read`.

mod read;

use std::collections::BTreeMap;

use guichet_model::{
    Locale,
    status::{Change, Impact, Incident, IncidentId, Stage},
};
use jiff::Timestamp;

use crate::{
    Result, Storage,
    case::incidents::{self, Turn},
    database::Change as Transaction,
    id,
    query::sql,
    webhook,
};

/// Words by language.
pub type Texts = BTreeMap<Locale, String>;

/// A new incident or maintenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIncident {
    /// Its name in addresses; a random one when absent.
    pub id: Option<IncidentId>,
    /// What people call it.
    pub title: Texts,
    /// How much it matters.
    pub impact: Impact,
    /// When it began or begins.
    pub started_at: Timestamp,
    /// When announced work is to end.
    pub until: Option<Timestamp>,
    /// What is said of it first.
    pub update: NewUpdate,
}

/// Something to be said of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpdate {
    /// The stage it brings.
    pub stage: Stage,
    /// What is said.
    pub body: Texts,
    /// Since when it holds.
    pub shown_at: Timestamp,
    /// What it does to components.
    pub changes: Vec<Change>,
    /// How much the incident matters from now on, where that changes.
    pub impact: Option<Impact>,
    /// Who says it.
    pub author: Option<String>,
    /// Whether subscribers and webhooks hear of it.
    pub announce: bool,
}

/// What the entitled read of an incident, field by field.
pub const DETAILS: [&str; 3] = ["workaround", "credit", "report"];

impl Storage {
    /// Writes a new incident, and queues the news of it.
    ///
    /// # Errors
    /// As every query.
    pub async fn open_incident(&self, new: &NewIncident, now: Timestamp) -> Result<IncidentId> {
        let id = match &new.id {
            Some(id) => id.clone(),
            None => random_id()?,
        };
        let mut change = self.begin().await?;
        let stage = new.update.stage;
        sql("INSERT INTO status_incidents (id, impact, stage, started_at, until_at, monitoring_at, ended_at, created_at, updated_at, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)")
            .bind(id.as_str())
            .bind(new.impact.name())
            .bind(stage.name())
            .bind(new.started_at)
            .bind(new.until)
            .bind((stage == Stage::Monitoring).then_some(new.update.shown_at))
            .bind(stage.is_over().then_some(new.update.shown_at))
            .bind(now)
            .run(change.on())
            .await?;
        put_texts(&mut change, &id, "", "title", &new.title).await?;
        put_update(&mut change, &id, 1, &new.update, now).await?;
        bump(&mut change).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Says something of an incident, and queues the news of it, and for its cases the word that it ended or is back. Answers whether the incident was
    /// still what it is taken for: one that was changed meanwhile is left as it is.
    ///
    /// # Errors
    /// As every query.
    pub async fn update_incident(
        &self,
        incident: &Incident,
        new: &NewUpdate,
        now: Timestamp,
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        let ended_at = match (new.stage.is_over(), incident.ended_at) {
            (true, None) => Some(new.shown_at),
            (true, ended_at) => ended_at,
            (false, _) => None,
        };
        let monitoring = new.stage == Stage::Monitoring && incident.monitoring_at.is_none();
        let position = i64::try_from(incident.updates.len()).unwrap_or(i64::MAX);
        // Announced work that begins earlier than it was to has begun then.
        let begins = incident.stage == Stage::Scheduled
            && new.stage != Stage::Scheduled
            && !new.stage.is_over();
        let early = begins && new.shown_at < incident.started_at;
        let changed = sql("UPDATE status_incidents SET stage = $2, impact = $3, updated_at = $4, version = version + 1, \
                 ended_at = $5, monitoring_at = COALESCE($6, monitoring_at), started_at = COALESCE($8, started_at) \
             WHERE id = $1 AND version = $7")
            .bind(incident.id.as_str())
            .bind(new.stage.name())
            .bind(new.impact.unwrap_or(incident.impact).name())
            .bind(now)
            .bind(ended_at)
            .bind(monitoring.then_some(new.shown_at))
            .bind(position)
            .bind(early.then_some(new.shown_at))
            .run(change.on())
            .await?;
        if changed == 0 {
            return Ok(false);
        }
        let update = put_update(&mut change, &incident.id, position + 1, new, now).await?;
        let turn = match (incident.stage.is_over(), new.stage.is_over()) {
            (false, true) => Some(Turn::Ends),
            (true, false) => Some(Turn::Returns),
            _ => None,
        };
        if let Some(turn) = turn {
            incidents::queue_turn(&mut change, &incident.id, &update, turn, now).await?;
        }
        bump(&mut change).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Sets words of an incident: its title or a detail, or, where an update is named, that one's body. Words that are empty are taken out.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_incident_texts(
        &self,
        incident: &IncidentId,
        update: Option<&str>,
        field: &str,
        texts: &Texts,
        now: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        put_texts(&mut change, incident, update.unwrap_or(""), field, texts).await?;
        sql("UPDATE status_incidents SET updated_at = $2 WHERE id = $1")
            .bind(incident.as_str())
            .bind(now)
            .run(change.on())
            .await?;
        bump(&mut change).await?;
        change.commit().await
    }

    /// Notes that somebody is affected, once. Answers whether that is news.
    ///
    /// # Errors
    /// As every query.
    pub async fn add_affected(&self, id: &IncidentId, who: &str, now: Timestamp) -> Result<bool> {
        let insert =
            sql("INSERT INTO status_affected (incident, who, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT (incident, who) DO NOTHING")
            .bind(id.as_str())
            .bind(who)
            .bind(now);
        Ok(self.change(insert).await? > 0)
    }

    /// Counts every change of the status, of whichever node.
    ///
    /// # Errors
    /// As every query.
    pub async fn status_revision(&self) -> Result<i64> {
        let row = sql("SELECT revision FROM status_revision WHERE id = 1").row(&self.pool).await?;
        row.map_or(Ok(0), |row| row.number("revision"))
    }

    /// Notes what is watched, and since when: what is new since now, or since `since` if that is earlier; what was known keeps its time.
    ///
    /// # Errors
    /// As every query.
    pub async fn watch_components(
        &self,
        components: &[(&str, &str)],
        since: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        for (id, name) in components {
            sql("INSERT INTO status_components (id, name, since) VALUES ($1, $2, $3) \
                 ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, \
                 since = CASE WHEN EXCLUDED.since < status_components.since THEN EXCLUDED.since ELSE status_components.since END")
                .bind(*id)
                .bind(*name)
                .bind(since)
                .run(change.on())
                .await?;
        }
        change.commit().await
    }

    /// What is or was watched: since when, and its last name.
    ///
    /// # Errors
    /// As every query.
    pub async fn components(&self) -> Result<BTreeMap<String, (Timestamp, String)>> {
        let rows = sql("SELECT id, name, since FROM status_components").rows(&self.pool).await?;
        rows.iter()
            .map(|row| Ok((row.text("id")?, (row.instant("since")?, row.text("name")?))))
            .collect()
    }

    /// Keeps the last good answer of another status page.
    ///
    /// # Errors
    /// As every query.
    pub async fn keep_status_source(
        &self,
        address: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<()> {
        let put = sql("INSERT INTO status_sources (address, body, read_at) VALUES ($1, $2, $3) \
             ON CONFLICT (address) DO UPDATE SET body = EXCLUDED.body, read_at = EXCLUDED.read_at")
        .bind(address)
        .bind(body)
        .bind(now);
        self.change(put).await.map(drop)
    }

    /// The last good answer of another status page, and when it came.
    ///
    /// # Errors
    /// As every query.
    pub async fn kept_status_source(&self, address: &str) -> Result<Option<(String, Timestamp)>> {
        let row = sql("SELECT body, read_at FROM status_sources WHERE address = $1")
            .bind(address)
            .row(&self.pool)
            .await?;
        row.map(|row| Ok((row.text("body")?, row.instant("read_at")?))).transpose()
    }
}

/// A random identifier.
fn random_id() -> Result<IncidentId> {
    let hex = id::hex(&id::random::<6>()?);
    hex.parse().map_err(|_| crate::StorageError::Random(hex))
}

async fn bump(change: &mut Transaction) -> Result<()> {
    sql("UPDATE status_revision SET revision = revision + 1 WHERE id = 1").run(change.on()).await?;
    Ok(())
}

async fn put_texts(
    change: &mut Transaction,
    incident: &IncidentId,
    update: &str,
    field: &str,
    texts: &Texts,
) -> Result<()> {
    for (locale, text) in texts {
        let statement = if text.trim().is_empty() {
            sql(
                "DELETE FROM status_texts WHERE incident = $1 AND update_id = $2 AND field = $3 AND locale = $4",
            )
        } else {
            sql(
                "INSERT INTO status_texts (incident, update_id, field, locale, text) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (incident, update_id, field, locale) DO UPDATE SET text = EXCLUDED.text",
            )
        };
        let statement =
            statement.bind(incident.as_str()).bind(update).bind(field).bind(locale.as_str());
        let statement =
            if text.trim().is_empty() { statement } else { statement.bind(text.trim()) };
        statement.run(change.on()).await?;
    }
    Ok(())
}

/// Answers the update's name.
async fn put_update(
    change: &mut Transaction,
    incident: &IncidentId,
    position: i64,
    new: &NewUpdate,
    now: Timestamp,
) -> Result<String> {
    let id = id::hex(&id::random::<8>()?);
    sql(
        "INSERT INTO status_updates (id, incident, position, stage, author, shown_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.as_str())
    .bind(incident.as_str())
    .bind(position)
    .bind(new.stage.name())
    .bind(new.author.as_deref())
    .bind(new.shown_at)
    .bind(now)
    .run(change.on())
    .await?;
    for one in &new.changes {
        sql("INSERT INTO status_changes (update_id, component, state_before, state_after) VALUES ($1, $2, $3, $4)")
            .bind(id.as_str())
            .bind(one.component.as_str())
            .bind(one.from.name())
            .bind(one.to.name())
            .run(change.on())
            .await?;
    }
    put_texts(change, incident, &id, "body", &new.body).await?;
    if new.announce {
        sql("INSERT INTO status_notices (update_id, position, created_at, done_at) VALUES ($1, '', $2, NULL)")
            .bind(id.as_str())
            .bind(now)
            .run(change.on())
            .await?;
        webhook::queue(change, incident, &id, now).await?;
    }
    Ok(id)
}
