//! Who follows the status by mail, and the news on their way to them: written out in batches, each with the place it got to, so that after
//! a crash nobody is left out and nobody is written to twice.

use guichet_model::{Locale, email::EmailAddress};
use jiff::{SignedDuration, Timestamp};

use crate::{
    NewMessage, Result, Storage, StorageError, id,
    outbox::put_message,
    query::{Row, sql},
    webhook::{joined, parted},
};

/// For how long somebody may confirm.
pub(crate) const UNCONFIRMED: SignedDuration = SignedDuration::from_hours(48);

/// Someone who follows the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// Their name in links.
    pub id: String,
    /// Their address.
    pub email: EmailAddress,
    /// The language they read.
    pub locale: Locale,
    /// The components they hear of; all when empty.
    pub components: Vec<String>,
    /// When they confirmed; nothing is sent before.
    pub confirmed_at: Option<Timestamp>,
    /// When they last asked for the link to confirm.
    pub asked_at: Timestamp,
}

/// News on their way to subscribers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The update that is told.
    pub update: String,
    /// The incident it belongs to.
    pub incident: String,
    /// The last subscriber it was written to.
    pub position: String,
    /// When it was queued; who confirmed later does not get it.
    pub created_at: Timestamp,
    /// Whether a later update of the same incident is told to subscribers as well.
    pub followed: bool,
}

/// How far news have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many subscribers were looked at in this step; after 0 there are no more.
    pub looked_at: usize,
    /// To how many of all they were written.
    pub written: u64,
    /// How many of all they concerned and left out.
    pub left_out: u64,
}

impl Storage {
    /// Notes that somebody wants to follow the status, with the mail that asks them to confirm. Who is there already gets the link again and
    /// keeps what they chose until they confirm; `mail` is given the subscriber's name.
    ///
    /// # Errors
    /// As every query.
    pub async fn ask_subscriber(
        &self,
        email: &EmailAddress,
        locale: &Locale,
        components: &[String],
        mail: impl FnOnce(&Subscriber) -> NewMessage,
        now: Timestamp,
    ) -> Result<()> {
        let fresh = id::hex(&id::random::<12>()?);
        let mut change = self.begin().await?;
        let row = sql("INSERT INTO status_subscribers (id, email, locale, components, created_at, asked_at) \
             VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (email) DO UPDATE SET asked_at = EXCLUDED.asked_at, \
             locale = CASE WHEN status_subscribers.confirmed_at IS NULL THEN EXCLUDED.locale ELSE status_subscribers.locale END, \
             components = CASE WHEN status_subscribers.confirmed_at IS NULL THEN EXCLUDED.components ELSE status_subscribers.components END \
             RETURNING id, email, locale, components, asked_at, confirmed_at")
            .bind(fresh.as_str())
            .bind(email.as_str())
            .bind(locale.as_str())
            .bind(joined(components).as_str())
            .bind(now)
            .row(change.on())
            .await?;
        if let Some(row) = row {
            let subscriber = Subscriber::read(&row)?;
            put_message(&mail(&subscriber), now)?.run(change.on()).await?;
        }
        change.commit().await
    }

    /// Takes over confirmed subscribers of another system: address, language, components. Answers how many were new.
    ///
    /// # Errors
    /// As every query.
    pub async fn import_subscribers(
        &self,
        subscribers: &[(EmailAddress, Locale, Vec<String>)],
        now: Timestamp,
    ) -> Result<u64> {
        let mut change = self.begin().await?;
        let mut new = 0;
        for (email, locale, components) in subscribers {
            new += sql("INSERT INTO status_subscribers (id, email, locale, components, created_at, asked_at, confirmed_at) \
                 VALUES ($1, $2, $3, $4, $5, $5, $5) ON CONFLICT (email) DO NOTHING")
                .bind(id::hex(&id::random::<12>()?).as_str())
                .bind(email.as_str())
                .bind(locale.as_str())
                .bind(joined(components).as_str())
                .bind(now)
                .run(change.on())
                .await?;
        }
        change.commit().await?;
        Ok(new)
    }

    /// A subscriber by their name.
    ///
    /// # Errors
    /// As every query.
    pub async fn subscriber(&self, id: &str) -> Result<Option<Subscriber>> {
        let row = sql("SELECT id, email, locale, components, asked_at, confirmed_at FROM status_subscribers WHERE id = $1")
            .bind(id)
            .row(&self.pool)
            .await?;
        row.as_ref().map(Subscriber::read).transpose()
    }

    /// How many people follow the status.
    ///
    /// # Errors
    /// As every query.
    pub async fn subscribers(&self) -> Result<u64> {
        let row =
            sql("SELECT COUNT(*) AS people FROM status_subscribers WHERE confirmed_at IS NOT NULL")
                .row(&self.pool)
                .await?;
        row.map_or(Ok(0), |row| Ok(u64::try_from(row.number("people")?).unwrap_or(0)))
    }

    /// Confirms a subscriber, with what they chose. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn confirm_subscriber(
        &self,
        id: &str,
        components: &[String],
        now: Timestamp,
    ) -> Result<bool> {
        let update = sql("UPDATE status_subscribers SET confirmed_at = COALESCE(confirmed_at, $2), components = $3 WHERE id = $1")
            .bind(id)
            .bind(now)
            .bind(joined(components).as_str());
        Ok(self.change(update).await? > 0)
    }

    /// Forgets a subscriber. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_subscriber(&self, id: &str) -> Result<bool> {
        let delete = sql("DELETE FROM status_subscribers WHERE id = $1").bind(id);
        Ok(self.change(delete).await? > 0)
    }

    /// The oldest news that have not reached everyone.
    ///
    /// # Errors
    /// As every query.
    pub async fn next_notice(&self) -> Result<Option<Notice>> {
        let row =
            sql("SELECT n.update_id, u.incident, n.position, n.created_at, \
             (SELECT COUNT(*) FROM status_notices m JOIN status_updates v ON v.id = m.update_id \
              WHERE v.incident = u.incident AND v.position > u.position) AS followers \
             FROM status_notices n JOIN status_updates u ON u.id = n.update_id WHERE n.done_at IS NULL \
             ORDER BY n.created_at, n.update_id LIMIT 1")
            .row(&self.pool)
            .await?;
        row.as_ref().map(Notice::read).transpose()
    }

    /// Mail that waits to be sent: news are held back while there is much of it.
    ///
    /// # Errors
    /// As every query.
    pub async fn waiting_mail(&self) -> Result<u64> {
        let row = sql("SELECT COUNT(*) AS waiting FROM outbox WHERE due_at IS NOT NULL")
            .row(&self.pool)
            .await?;
        row.map_or(Ok(0), |row| Ok(u64::try_from(row.number("waiting")?).unwrap_or(0)))
    }

    /// Writes news to those of the next `limit` subscribers whom they concern: their mail and the place that was reached become true
    /// together. Without a letter these are left out, and counted. Answers how far the news have come; `None` where they were done already.
    ///
    /// # Errors
    /// As every query.
    pub async fn spread_notice(
        &self,
        notice: &Notice,
        limit: u32,
        concerns: impl Fn(&Subscriber) -> bool,
        letter: Option<&(dyn Fn(&Subscriber) -> NewMessage + Sync)>,
        now: Timestamp,
    ) -> Result<Option<Progress>> {
        let mut change = self.begin().await?;
        // Holds the row on PostgreSQL, so that another node waits here and then sees how far this one came.
        let held = sql("UPDATE status_notices SET position = position WHERE update_id = $1 AND done_at IS NULL \
             RETURNING position, written, left_out")
            .bind(notice.update.as_str())
            .row(change.on())
            .await?;
        let Some(held) = held else { return Ok(None) };
        let rows = sql(
            "SELECT id, email, locale, components, asked_at, confirmed_at FROM status_subscribers \
             WHERE id > $1 AND confirmed_at <= $2 ORDER BY id LIMIT $3",
        )
        .bind(held.text("position")?.as_str())
        .bind(notice.created_at)
        .bind(limit)
        .rows(change.on())
        .await?;
        let subscribers = rows.iter().map(Subscriber::read).collect::<Result<Vec<_>>>()?;
        let count =
            |column| Ok::<_, StorageError>(u64::try_from(held.number(column)?).unwrap_or(0));
        let (mut written, mut left_out) = (count("written")?, count("left_out")?);
        for subscriber in subscribers.iter().filter(|subscriber| concerns(subscriber)) {
            if let Some(letter) = letter {
                put_message(&letter(subscriber), now)?.run(change.on()).await?;
                written += 1;
            } else {
                left_out += 1;
            }
        }
        let statement = match subscribers.last() {
            Some(last) => sql("UPDATE status_notices SET position = $2, written = $3, left_out = $4 WHERE update_id = $1")
                .bind(notice.update.as_str())
                .bind(last.id.as_str())
                .bind(written)
                .bind(left_out),
            None => sql("UPDATE status_notices SET done_at = $2 WHERE update_id = $1")
                .bind(notice.update.as_str())
                .bind(now),
        };
        statement.run(change.on()).await?;
        change.commit().await?;
        Ok(Some(Progress { looked_at: subscribers.len(), written, left_out }))
    }
}

impl Subscriber {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            email: row.parsed("email", |text| text.parse().ok())?,
            locale: row.parsed("locale", |text| text.parse().ok())?,
            components: parted(&row.text("components")?),
            asked_at: row.instant("asked_at")?,
            confirmed_at: row.instant_if_any("confirmed_at")?,
        })
    }
}

impl Notice {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            update: row.text("update_id")?,
            incident: row.text("incident")?,
            position: row.text("position")?,
            created_at: row.instant("created_at")?,
            followed: row.number("followers")? > 0,
        })
    }
}
