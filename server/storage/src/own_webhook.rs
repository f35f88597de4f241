//! Webhooks that people add for themselves: a few each, silent until their address took a test, ended with the account.

use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::{
    AccountId, Delivery, Result, Storage, Webhook, id,
    query::sql,
    webhook::{joined, webhook_columns},
};

impl Storage {
    /// Adds a receiver of somebody's own, which gets nothing before it is verified. Answers its name; `None` when the account has `most`
    /// already.
    ///
    /// # Errors
    /// As every query.
    pub async fn add_own_webhook(
        &self,
        account: &AccountId,
        url: &str,
        secret: &str,
        components: &[String],
        most: u32,
        now: Timestamp,
    ) -> Result<Option<String>> {
        let id = id::hex(&id::random::<8>()?);
        let mut change = self.begin().await?;
        // Holds the account on PostgreSQL, so that of two who add at once the second counts the first.
        sql("UPDATE accounts SET updated_at = updated_at WHERE id = $1")
            .bind(account)
            .run(change.on())
            .await?;
        let added = sql("INSERT INTO webhooks (id, url, secret, components, created_at, account) \
             SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT COUNT(*) FROM webhooks \
             WHERE account = $6 AND ended_at IS NULL) < $7")
        .bind(id.as_str())
        .bind(url)
        .bind(secret)
        .bind(joined(components).as_str())
        .bind(now)
        .bind(account)
        .bind(most)
        .run(change.on())
        .await?;
        change.commit().await?;
        Ok((added > 0).then_some(id))
    }

    /// Somebody's own receivers that have not ended, oldest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn own_webhooks(&self, account: &AccountId) -> Result<Vec<Webhook>> {
        let rows = sql(concat!(
            "SELECT ",
            webhook_columns!(),
            " FROM webhooks w LEFT JOIN accounts a ON a.id = w.account \
             WHERE w.account = $1 AND w.ended_at IS NULL ORDER BY w.created_at, w.id"
        ))
        .bind(account)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Webhook::read).collect()
    }

    /// Notes that a receiver took a test: news go there from now on. Answers whether that is new.
    ///
    /// # Errors
    /// As every query.
    pub async fn verify_webhook(&self, id: &str, now: Timestamp) -> Result<bool> {
        let update = sql("UPDATE webhooks SET verified_at = $2 \
             WHERE id = $1 AND verified_at IS NULL AND ended_at IS NULL")
        .bind(id)
        .bind(now);
        Ok(self.change(update).await? > 0)
    }

    /// Writes down a test that is sent at once, by whoever asked for it.
    ///
    /// # Errors
    /// As every query.
    pub async fn put_test_delivery(&self, webhook: &Webhook, now: Timestamp) -> Result<Delivery> {
        let id = format!("msg_{}", id::hex(&id::random::<12>()?));
        let insert = sql("INSERT INTO webhook_deliveries \
             (id, webhook, incident, update_id, attempts, created_at) VALUES ($1, $2, '', '', 0, $3)")
        .bind(id.as_str())
        .bind(webhook.id.as_str())
        .bind(now);
        self.change(insert).await?;
        Ok(Delivery { id, webhook: webhook.clone(), news: None, attempts: 0, created_at: now })
    }

    /// Lets a delivery that was given up go out once more. Answers whether there was one; a test is none.
    ///
    /// # Errors
    /// As every query.
    pub async fn send_again(&self, webhook: &str, delivery: &str, now: Timestamp) -> Result<bool> {
        let update =
            sql("UPDATE webhook_deliveries SET due_at = $3 WHERE id = $2 AND webhook = $1 \
             AND incident <> '' AND due_at IS NULL AND delivered_at IS NULL")
            .bind(webhook)
            .bind(delivery)
            .bind(now);
        Ok(self.change(update).await? > 0)
    }
}

/// Ends every receiver of an account; what waits for them is given up.
pub(crate) async fn end_all_of(
    account: &AccountId,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<()> {
    sql("UPDATE webhook_deliveries SET due_at = NULL WHERE due_at IS NOT NULL \
         AND webhook IN (SELECT id FROM webhooks WHERE account = $1)")
    .bind(account)
    .run(&mut *on)
    .await?;
    sql("UPDATE webhooks SET ended_at = $2 WHERE account = $1 AND ended_at IS NULL")
        .bind(account)
        .bind(now)
        .run(on)
        .await
        .map(drop)
}
