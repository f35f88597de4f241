//! `guichet webhook`: receivers of the status' news, and what became of what was sent to them.

use std::time::Duration;

use clap::Subcommand;
use guichet_storage::Webhook;

use super::{
    Failure,
    place::Place,
    table::{plain, table},
};
use crate::status::{
    hooks::{self, OVERLAP_H, key_of, new_secret},
    outbound::Outbound,
};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Adds a receiver and prints its id and the secret that signs what it gets: this once, it is not shown again
    Add {
        /// Where news are sent, beginning with https://
        url: String,
        /// Only news of this service; may be given several times
        #[arg(long = "component", value_name = "SERVICE")]
        components: Vec<String>,
        /// The secret, where the receiver has one already: `whsec_` and 24 bytes or more in base64
        #[arg(long, value_name = "SECRET")]
        secret: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Lists the receivers: id, since when, state, whose they are, services, address
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Gives one of the operator's receivers another secret and prints it, this once; for 24 hours the one before it signs as well
    Rotate {
        /// The receiver's id, as listed
        id: String,
        /// The secret, where the receiver has one already: `whsec_` and 24 bytes or more in base64
        #[arg(long, value_name = "SECRET")]
        secret: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Ends a receiver; what waits for it is given up
    Remove {
        /// The receiver's id, as listed
        id: String,
        #[command(flatten)]
        place: Place,
    },
    /// Shows the last deliveries to a receiver: when, the incident, attempts, what became of it
    Log {
        /// The receiver's id, as listed
        id: String,
        /// How many to print at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1_000))]
        limit: u32,
        #[command(flatten)]
        place: Place,
    },
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Add { url, components, secret, place } => add(&url, &components, secret, &place),
        Command::List { place } => list(&place),
        Command::Rotate { id, secret, place } => rotate(&id, secret, &place),
        Command::Remove { id, place } => remove(&id, &place),
        Command::Log { id, limit, place } => log(&id, limit, &place),
    }
}

#[expect(clippy::print_stdout, reason = "the secret is what was asked for")]
fn add(
    url: &str,
    components: &[String],
    secret: Option<String>,
    place: &Place,
) -> Result<(), Failure> {
    let secret = given_or_new(secret)?;
    let id = place.run(async |office| {
        let private = office.settings.private_webhooks;
        let url = Outbound::new(Duration::from_secs(1), private, 0)?.typed(url)?;
        let policy = office.outline_of_news()?.policy;
        if let Some(unknown) =
            components.iter().find(|id| policy.services.iter().all(|s| s.id != **id))
        {
            return Err(format!("`{}` is no service of portal.toml", plain(unknown)).into());
        }
        Ok(office.storage.add_webhook(&url, &secret, components, office.now).await?)
    })?;
    eprintln!("Receiver {id}. Keep its secret where secrets are kept; it is not shown again.");
    println!("{id} {secret}");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the list is what was asked for")]
fn list(place: &Place) -> Result<(), Failure> {
    let hooks = place.run(async |office| Ok(office.storage.webhooks().await?))?;
    if hooks.is_empty() {
        eprintln!("There are no receivers; `guichet webhook add URL` adds one.");
        return Ok(());
    }
    let rows: Vec<_> = hooks
        .into_iter()
        .map(|hook| {
            let state = match (hook.ended_at, hook.verified_at) {
                (Some(_), _) => "ended",
                (None, None) => "untested",
                (None, Some(_)) => "active",
            };
            let owner = hook.owner.map_or("-".to_owned(), |owner| plain(&owner.email));
            let components = if hook.components.is_empty() {
                "all".to_owned()
            } else {
                hook.components.join(",")
            };
            let since = hook.created_at.to_string();
            [hook.id, since, state.to_owned(), owner, components, hook.url]
        })
        .collect();
    print!("{}", table(["ID", "SINCE", "STATE", "OWNER", "SERVICES", "ADDRESS"], &rows));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the secret is what was asked for")]
fn rotate(id: &str, secret: Option<String>, place: &Place) -> Result<(), Failure> {
    let secret = given_or_new(secret)?;
    place.run(async |office| {
        let hooks = office.storage.webhooks().await?;
        let own = |hook: &&Webhook| hook.owner.is_none() && hook.ended_at.is_none();
        let Some(hook) = hooks.iter().filter(own).find(|hook| hook.id == id) else {
            return Err("the operator has no active receiver with this id\nhelp: `guichet webhook list` shows them; people change the secrets of their own at /status/webhooks".into());
        };
        Ok(hooks::rotate(&office.storage, &hook.id, &secret, office.now).await?)
    })?;
    eprintln!(
        "Keep this secret where secrets are kept; it is not shown again. For {OVERLAP_H} hours the one before it signs as well."
    );
    println!("{secret}");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the result is what was asked for")]
fn remove(id: &str, place: &Place) -> Result<(), Failure> {
    place.run(async |office| {
        if office.storage.end_webhook(id, office.now).await? {
            println!("Receiver {} gets no more news.", plain(id));
            return Ok(());
        }
        Err("there is no active receiver with this id\nhelp: `guichet webhook list` shows them"
            .into())
    })
}

#[expect(clippy::print_stdout, reason = "the log is what was asked for")]
fn log(id: &str, limit: u32, place: &Place) -> Result<(), Failure> {
    let log = place.run(async |office| {
        let hooks = office.storage.webhooks().await?;
        if hooks.iter().all(|hook| hook.id != id) {
            return Err(
                "there is no receiver with this id\nhelp: `guichet webhook list` shows them".into(),
            );
        }
        Ok(office.storage.delivery_log(id, limit).await?)
    })?;
    if log.is_empty() {
        eprintln!("Nothing was sent to this receiver in the last 30 days.");
        return Ok(());
    }
    let rows: Vec<_> = log
        .into_iter()
        .map(|delivery| {
            let outcome = match (delivery.delivered_at, delivery.due_at) {
                (Some(at), _) => format!("arrived {at}"),
                (None, Some(at)) => format!("again {at}"),
                (None, None) => "given up".to_owned(),
            };
            let incident = match delivery.incident.as_str() {
                "" => "test".to_owned(),
                id => id.to_owned(),
            };
            let status = delivery.last_status.map_or("-".to_owned(), |s| s.to_string());
            let why = delivery.last_error.unwrap_or_default();
            [
                delivery.created_at.to_string(),
                incident,
                delivery.attempts.to_string(),
                status,
                outcome,
                why,
            ]
        })
        .collect();
    print!("{}", table(["WRITTEN", "INCIDENT", "FAILED", "STATUS", "OUTCOME", "WHY"], &rows));
    Ok(())
}

/// The secret that was given, if it is one, or a new one.
fn given_or_new(given: Option<String>) -> Result<String, Failure> {
    match given {
        Some(given) if key_of(&given).is_some() => Ok(given),
        Some(_) => Err("this is no secret\nhelp: write `whsec_` and 24 bytes or more in base64, or leave it out".into()),
        None => Ok(new_secret()?),
    }
}
