//! Where a command finds the portal it works on: the settings, the database, the policy. The server may run meanwhile.

use std::path::PathBuf;

use guichet_content::Outline;
use guichet_model::{Page, email::EmailAddress};
use guichet_storage::{Account, Organisation, Purpose, Storage, TokenHash, random_token};
use jiff::{SignedDuration, Timestamp};

use super::Failure;
use crate::{
    clock::Clock,
    serve::StartError,
    settings::{Flags, Settings},
};

/// How long a link to choose a new password holds.
pub(super) const RESET_LINK: SignedDuration = SignedDuration::from_mins(30);
/// How long the link that comes with a new account holds.
pub(super) const INVITATION: SignedDuration = SignedDuration::from_hours(24);

/// Flags that every command on accounts takes; the same settings as the server's.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Where")]
pub(super) struct Place {
    /// The settings file [default: guichet.toml, where there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data folder, which holds the database where no other is named
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The database: <sqlite:PATH> or <postgres://USER@HOST/NAME> [default: guichet.db in the data folder]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The content folder, whose policy names the editions
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Where readers reach the portal, for links that are printed
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

/// The portal that a command works on.
pub(super) struct Office {
    pub(super) settings: Settings,
    pub(super) storage: Storage,
    pub(super) now: Timestamp,
}

impl Place {
    /// Runs a task on the portal.
    pub(super) fn run<T>(
        &self,
        task: impl AsyncFnOnce(&Office) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let settings = Settings::load(&Flags {
            config: self.config.clone(),
            data: self.data.clone(),
            database: self.database.clone(),
            content: self.content.clone(),
            public_url: self.public_url.clone(),
            ..Flags::default()
        })?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let opened = Storage::open(&settings.database_address()).await;
            let storage = opened.map_err(StartError::Storage)?;
            let office = Office { settings, storage, now: Clock::System.now() };
            let done = task(&office).await;
            office.storage.close().await;
            done
        })
    }
}

impl Office {
    /// The content folder's policy and default language.
    pub(super) fn outline(&self) -> Result<Outline, Failure> {
        Outline::read(&self.settings.content).map_err(|error| {
            format!(
                "{error}\nhelp: name the content folder, which holds portal.toml, with --content"
            )
            .into()
        })
    }

    /// The content folder's policy and default language, where news of the status are sent from here.
    pub(super) fn outline_of_news(&self) -> Result<Outline, Failure> {
        let outline = self.outline()?;
        match &outline.policy.status.source {
            None => Ok(outline),
            Some(source) => Err(format!(
                "the status is read from {}, so no news are sent from here\nhelp: people follow it there; or take [status] source out of portal.toml",
                source.url
            )
            .into()),
        }
    }

    /// The account with this address.
    pub(super) async fn account(&self, email: &EmailAddress) -> Result<Account, Failure> {
        self.storage.account_by_email(email).await?.ok_or_else(|| {
            format!(
                "there is no account with the address {email}\nhelp: `guichet account list` shows them, `guichet account create` makes one"
            )
            .into()
        })
    }

    /// The organisation with this external identifier, or, where none has it, with this id.
    pub(super) async fn organisation(&self, name: &str) -> Result<Organisation, Failure> {
        if let Some(found) = self.storage.organisation_by_external_id(name).await? {
            return Ok(found);
        }
        self.storage.organisation(&name.to_owned().into()).await?.ok_or_else(|| {
            format!(
                "there is no organisation `{}`\nhelp: `guichet organisation list` shows them with their external identifiers and ids",
                name.escape_debug()
            )
            .into()
        })
    }

    /// A link with which the holder of an account chooses a password, once.
    pub(super) async fn password_link(
        &self,
        account: &Account,
        holds: SignedDuration,
    ) -> Result<String, Failure> {
        let page = self.password_page()?;
        let (token, until) = (random_token()?, self.now.checked_add(holds)?);
        let (hash, purpose) = (TokenHash::of(&token), Purpose::ResetPassword);
        self.storage
            .create_token(purpose, &hash, Some(&account.id), "", until, None, self.now)
            .await?;
        Ok(format!("{page}?token={token}"))
    }

    /// The page where a password is chosen, in the portal's default language; on this machine, while nobody has said where readers reach it.
    pub(super) fn password_page(&self) -> Result<String, Failure> {
        let locale = self.outline()?.default_locale.ok_or(
            "the content folder has no articles in any language\nhelp: name another one with --content",
        )?;
        Ok(format!("{}{}", self.settings.base_url(), Page::ResetPassword.path(&locale)))
    }
}
