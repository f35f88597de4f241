//! Webhooks of the status, and the deliveries that wait for them: written with the update they tell of, tried until they arrive.

use guichet_model::status::IncidentId;
use jiff::Timestamp;

use crate::{
    AccountId, Result, Storage,
    database::Change,
    id,
    query::{Row, sql},
};

/// How many old secrets of a receiver sign at most: each makes the header longer that carries the signatures.
const OLD_SECRETS: u32 = 3;

/// The columns of a receiver, from a table called `w` with its owner in one called `a`.
macro_rules! webhook_columns {
    () => {
        "w.id AS webhook, w.url, w.components, w.created_at AS since, w.ended_at, \
         w.verified_at, w.account, a.name AS owner_name, a.email AS owner_email"
    };
}
pub(crate) use webhook_columns;

/// A receiver of news. Its secrets are read only where something is signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its name in lists.
    pub id: String,
    /// Where news go.
    pub url: String,
    /// The components it hears of; all when empty.
    pub components: Vec<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// Whose it is; the operator's when absent.
    pub owner: Option<WebhookOwner>,
    /// Since when its address is known to take what it gets; nothing is sent before but tests.
    pub verified_at: Option<Timestamp>,
    /// When it was ended: by its owner, by staff, by the receiver itself, or with the account.
    pub ended_at: Option<Timestamp>,
}

/// Who added a receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookOwner {
    /// Their account.
    pub id: AccountId,
    /// What they are called.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
}

impl std::fmt::Debug for Webhook {
    // The address, which may hold a key, stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("id", &self.id).finish_non_exhaustive()
    }
}

/// News that are due at a receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its name; the same at every attempt, so that a receiver knows one that comes twice.
    pub id: String,
    /// Where it goes.
    pub webhook: Webhook,
    /// The incident and the update that it tells of; a test tells of none.
    pub news: Option<(IncidentId, String)>,
    /// How often it has failed.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
}

/// A line of the delivery log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// The delivery.
    pub id: String,
    /// The incident it tells of; empty for a test.
    pub incident: String,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it is tried next.
    pub due_at: Option<Timestamp>,
    /// When it arrived.
    pub delivered_at: Option<Timestamp>,
    /// The receiver's last HTTP status.
    pub last_status: Option<i64>,
    /// Why it failed last.
    pub last_error: Option<String>,
}

/// A list as it is stored: parted and surrounded by commas, so that a member is found by its whole name; empty stands for all.
pub(crate) fn joined(components: &[String]) -> String {
    if components.is_empty() { String::new() } else { format!(",{},", components.join(",")) }
}

/// A list as it was stored.
pub(crate) fn parted(list: &str) -> Vec<String> {
    list.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// Queues the news of an update for each receiver that hears of a component its incident names.
pub(crate) async fn queue(
    change: &mut Change,
    incident: &IncidentId,
    update: &str,
    now: Timestamp,
) -> Result<()> {
    let receivers =
        sql("SELECT id FROM webhooks WHERE ended_at IS NULL AND verified_at IS NOT NULL AND (components = '' OR EXISTS \
         (SELECT 1 FROM status_changes c JOIN status_updates u ON u.id = c.update_id \
          WHERE u.incident = $1 AND webhooks.components LIKE '%,' || c.component || ',%'))")
        .bind(incident.as_str())
        .rows(change.on())
        .await?;
    for receiver in receivers {
        sql("INSERT INTO webhook_deliveries (id, webhook, incident, update_id, attempts, created_at, due_at) \
             VALUES ($1, $2, $3, $4, 0, $5, $5)")
            .bind(format!("msg_{}", id::hex(&id::random::<12>()?)).as_str())
            .bind(receiver.text("id")?.as_str())
            .bind(incident.as_str())
            .bind(update)
            .bind(now)
            .run(change.on())
            .await?;
    }
    Ok(())
}

impl Storage {
    /// Adds a receiver of the operator's, and what signs its news (Standard Webhooks: `whsec_…`). Answers its name.
    ///
    /// # Errors
    /// As every query.
    pub async fn add_webhook(
        &self,
        url: &str,
        secret: &str,
        components: &[String],
        now: Timestamp,
    ) -> Result<String> {
        let id = id::hex(&id::random::<4>()?);
        let insert =
            sql("INSERT INTO webhooks (id, url, secret, components, created_at, verified_at) \
             VALUES ($1, $2, $3, $4, $5, $5)")
            .bind(id.as_str())
            .bind(url)
            .bind(secret)
            .bind(joined(components).as_str())
            .bind(now);
        self.change(insert).await?;
        Ok(id)
    }

    /// Every receiver, newest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>> {
        let rows = sql(concat!(
            "SELECT ",
            webhook_columns!(),
            " FROM webhooks w LEFT JOIN accounts a ON a.id = w.account \
             ORDER BY w.created_at DESC, w.id"
        ))
        .rows(&self.pool)
        .await?;
        rows.iter().map(Webhook::read).collect()
    }

    /// Gives a receiver another secret. The one before signs beside it until an instant, and so does what was before that one for as long as
    /// was said then; of many, only the last three.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_webhook_secret(
        &self,
        id: &str,
        secret: &str,
        old_until: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        sql("INSERT INTO webhook_old_secrets (webhook, secret, until_at) \
             SELECT id, secret, $2 FROM webhooks WHERE id = $1 \
             ON CONFLICT (webhook, secret) DO UPDATE SET until_at = EXCLUDED.until_at")
        .bind(id)
        .bind(old_until)
        .run(change.on())
        .await?;
        sql("UPDATE webhooks SET secret = $2 WHERE id = $1")
            .bind(id)
            .bind(secret)
            .run(change.on())
            .await?;
        // One that comes back is the one that signs, not an old one beside it.
        sql("DELETE FROM webhook_old_secrets WHERE webhook = $1 AND secret = $2")
            .bind(id)
            .bind(secret)
            .run(change.on())
            .await?;
        sql("DELETE FROM webhook_old_secrets WHERE webhook = $1 AND secret NOT IN \
             (SELECT secret FROM webhook_old_secrets WHERE webhook = $1 ORDER BY until_at DESC LIMIT $2)")
        .bind(id)
        .bind(OLD_SECRETS)
        .run(change.on())
        .await?;
        change.commit().await
    }

    /// What signs the news of a receiver now: its secret, then those before it that still count, the latest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn webhook_secrets(&self, id: &str, now: Timestamp) -> Result<Vec<String>> {
        let rows = sql(
            "SELECT secret, 0 AS old, CAST(0 AS BIGINT) AS until_at FROM webhooks WHERE id = $1 \
             UNION ALL SELECT secret, 1 AS old, until_at FROM webhook_old_secrets \
             WHERE webhook = $1 AND until_at > $2 ORDER BY old, until_at DESC",
        )
        .bind(id)
        .bind(now)
        .rows(&self.pool)
        .await?;
        rows.iter().map(|row| row.text("secret")).collect()
    }

    /// Ends a receiver; what waits for it is given up. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_webhook(&self, id: &str, now: Timestamp) -> Result<bool> {
        let mut change = self.begin().await?;
        let ended = sql("UPDATE webhooks SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
            .bind(id)
            .bind(now)
            .run(change.on())
            .await?;
        sql(
            "UPDATE webhook_deliveries SET due_at = NULL WHERE webhook = $1 AND due_at IS NOT NULL",
        )
        .bind(id)
        .run(change.on())
        .await?;
        change.commit().await?;
        Ok(ended > 0)
    }

    /// Takes at most `limit` deliveries that are due, oldest first, of receivers that have not ended. No other node gets them before `lease` ends.
    ///
    /// # Errors
    /// As every query.
    pub async fn claim_deliveries(
        &self,
        limit: u32,
        lease: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Delivery>> {
        let mut change = self.begin().await?;
        let rows = sql("UPDATE webhook_deliveries SET due_at = $1 WHERE due_at <= $2 AND id IN \
             (SELECT d.id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook \
              WHERE d.due_at <= $2 AND w.ended_at IS NULL ORDER BY d.due_at, d.id LIMIT $3) RETURNING id")
        .bind(lease)
        .bind(now)
        .bind(limit)
        .rows(change.on())
        .await?;
        let mut deliveries = Vec::with_capacity(rows.len());
        for row in rows {
            let found = sql(concat!(
                "SELECT d.id, d.incident, d.update_id, d.attempts, d.created_at, ",
                webhook_columns!(),
                " FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook \
                 LEFT JOIN accounts a ON a.id = w.account WHERE d.id = $1"
            ))
            .bind(row.text("id")?.as_str())
            .row(change.on())
            .await?;
            deliveries.extend(found.as_ref().map(Delivery::read).transpose()?);
        }
        change.commit().await?;
        deliveries.sort_by_key(|delivery| delivery.created_at);
        Ok(deliveries)
    }

    /// Notes that a delivery arrived.
    ///
    /// # Errors
    /// As every query.
    pub async fn delivered(&self, id: &str, status: u16, now: Timestamp) -> Result<()> {
        let update = sql("UPDATE webhook_deliveries SET due_at = NULL, delivered_at = $2, last_status = $3, last_error = NULL \
             WHERE id = $1")
        .bind(id)
        .bind(now)
        .bind(i64::from(status));
        self.change(update).await.map(drop)
    }

    /// Notes that a delivery failed, and when to try again; `None` gives it up, and so does the end of its receiver.
    ///
    /// # Errors
    /// As every query.
    pub async fn delivery_failed(
        &self,
        id: &str,
        status: Option<u16>,
        why: &str,
        again_at: Option<Timestamp>,
    ) -> Result<()> {
        let update = sql("UPDATE webhook_deliveries SET attempts = attempts + 1, last_status = $2, last_error = $3, \
             due_at = (SELECT CAST($4 AS BIGINT) FROM webhooks w WHERE w.id = webhook_deliveries.webhook AND w.ended_at IS NULL) \
             WHERE id = $1 AND delivered_at IS NULL")
        .bind(id)
        .bind(i64::from(status.unwrap_or(0)))
        .bind(why)
        .bind(again_at);
        self.change(update).await.map(drop)
    }

    /// The last deliveries to a receiver, newest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn delivery_log(&self, webhook: &str, limit: u32) -> Result<Vec<DeliveryRecord>> {
        let rows = sql("SELECT id, incident, attempts, created_at, due_at, delivered_at, last_status, last_error \
             FROM webhook_deliveries WHERE webhook = $1 ORDER BY created_at DESC, id LIMIT $2")
        .bind(webhook)
        .bind(limit)
        .rows(&self.pool)
        .await?;
        rows.iter().map(DeliveryRecord::read).collect()
    }
}

impl Webhook {
    pub(crate) fn read(row: &Row) -> Result<Self> {
        let owner = row.text_if_any("account")?.zip(row.text_if_any("owner_name")?);
        let email = row.text_if_any("owner_email")?;
        let owner =
            owner.zip(email).map(|((id, name), email)| WebhookOwner { id: id.into(), name, email });
        Ok(Self {
            owner,
            verified_at: row.instant_if_any("verified_at")?,
            id: row.text("webhook")?,
            url: row.text("url")?,
            components: parted(&row.text("components")?),
            created_at: row.instant("since")?,
            ended_at: row.instant_if_any("ended_at")?,
        })
    }
}

impl Delivery {
    fn read(row: &Row) -> Result<Self> {
        let update = row.text("update_id")?;
        let news = if update.is_empty() {
            None
        } else {
            Some((row.parsed("incident", |text| text.parse().ok())?, update))
        };
        Ok(Self {
            id: row.text("id")?,
            webhook: Webhook::read(row)?,
            news,
            attempts: row.count("attempts")?,
            created_at: row.instant("created_at")?,
        })
    }
}

impl DeliveryRecord {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            incident: row.text("incident")?,
            attempts: row.count("attempts")?,
            created_at: row.instant("created_at")?,
            due_at: row.instant_if_any("due_at")?,
            delivered_at: row.instant_if_any("delivered_at")?,
            last_status: row.number_if_any("last_status")?.filter(|status| *status > 0),
            last_error: row.text_if_any("last_error")?,
        })
    }
}
