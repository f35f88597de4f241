//! `guichet organisation`: organisations, where no billing system or CRM keeps them by the API.

use clap::Subcommand;
use guichet_storage::{AccountFilter, Conflict, Organisation, OrganisationChange, StorageError};

use super::{
    Failure,
    place::{Office, Place},
    table::{plain, table, yes},
    window::Window,
};
use crate::{accounts::details, api::organisations::OrganisationAnswer};

/// How many members `show` names.
const SHOWN_MEMBERS: u32 = 200;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Creates an organisation
    Create(New),
    /// Lists organisations by name
    List {
        #[command(flatten)]
        window: Window,
        #[command(flatten)]
        place: Place,
    },
    /// Shows an organisation and its people
    Show {
        /// Its external identifier or id
        organisation: String,
        /// Prints JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Gives an organisation another name
    Rename {
        /// Its external identifier or id
        organisation: String,
        /// What people call it
        #[arg(value_parser = |text: &str| details::name(text))]
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Gives an organisation another edition; it holds from the next request on
    SetEdition {
        /// Its external identifier or id
        organisation: String,
        /// The id of an edition of portal.toml
        edition: String,
        #[command(flatten)]
        place: Place,
    },
    /// Closes the support channels to an organisation's people; they read and sign in as before
    Suspend {
        /// Its external identifier or id
        organisation: String,
        #[command(flatten)]
        place: Place,
    },
    /// Opens to an organisation's people again what its edition includes
    Resume {
        /// Its external identifier or id
        organisation: String,
        #[command(flatten)]
        place: Place,
    },
    /// Sets the verified domains: who signs in through a provider with such an address belongs to the organisation
    SetDomains {
        /// Its external identifier or id
        organisation: String,
        /// All its domains; none when absent
        domains: Vec<String>,
        #[command(flatten)]
        place: Place,
    },
}

/// A new organisation.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What people call it
    #[arg(long, value_parser = |text: &str| details::name(text))]
    name: String,
    /// The id of an edition of portal.toml
    #[arg(long)]
    edition: String,
    /// What billing or the CRM calls it
    #[arg(long, value_name = "ID", value_parser = |text: &str| details::external_id(text).map(str::to_owned))]
    external_id: Option<String>,
    /// A verified domain; may be given several times
    #[arg(long = "domain", value_name = "DOMAIN")]
    domains: Vec<String>,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Create(new) => create(&new),
        Command::List { window, place } => list(&window, &place),
        Command::Show { organisation, json, place } => show(&place, &organisation, json),
        Command::Rename { organisation, name, place } => {
            let change = OrganisationChange { name: Some(name), ..OrganisationChange::default() };
            place.run(async |office| alter(office, &organisation, change).await)
        }
        Command::SetEdition { organisation, edition, place } => place.run(async |office| {
            let edition = Some(details::edition(&office.outline()?.policy, &edition)?);
            let change = OrganisationChange { edition, ..OrganisationChange::default() };
            alter(office, &organisation, change).await
        }),
        Command::Suspend { organisation, place } => {
            place.run(async |office| alter(office, &organisation, suspended(true)).await)
        }
        Command::Resume { organisation, place } => {
            place.run(async |office| alter(office, &organisation, suspended(false)).await)
        }
        Command::SetDomains { organisation, domains, place } => place.run(async |office| {
            let texts = domains.iter().map(String::as_str);
            let domains = Some(details::domains(&office.outline()?.policy, texts)?);
            let change = OrganisationChange { domains, ..OrganisationChange::default() };
            alter(office, &organisation, change).await
        }),
    }
}

fn suspended(suspended: bool) -> OrganisationChange {
    OrganisationChange { suspended: Some(suspended), ..OrganisationChange::default() }
}

fn create(new: &New) -> Result<(), Failure> {
    new.place.run(async |office| {
        let policy = office.outline()?.policy;
        let domains = new.domains.iter().map(String::as_str);
        let change = OrganisationChange {
            name: Some(new.name.clone()),
            edition: Some(details::edition(&policy, &new.edition)?),
            suspended: None,
            domains: Some(details::domains(&policy, domains)?),
        };
        let external_id = new.external_id.as_deref();
        match office.storage.create_organisation(external_id, &change, office.now).await {
            Ok(organisation) => {
                say(&organisation);
                Ok(())
            }
            Err(error) => explain(office, error, None, &change).await,
        }
    })
}

/// Changes an organisation and says what it is now.
async fn alter(office: &Office, name: &str, change: OrganisationChange) -> Result<(), Failure> {
    let id = office.organisation(name).await?.id;
    match office.storage.change_organisation(&id, &change, office.now).await {
        Ok(organisation) => {
            say(&organisation);
            Ok(())
        }
        Err(error) => explain(office, error, Some(&id), &change).await,
    }
}

/// Fails with what to do about it.
async fn explain(
    office: &Office,
    error: StorageError,
    own: Option<&guichet_storage::OrganisationId>,
    change: &OrganisationChange,
) -> Result<(), Failure> {
    match error {
        StorageError::Conflict(conflict @ Conflict::ExternalIdTaken) => Err(format!(
            "{conflict}\nhelp: `guichet organisation show` shows it; `set-edition`, `rename` and `set-domains` change it"
        )
        .into()),
        StorageError::Conflict(Conflict::DomainTaken) => {
            for domain in change.domains.iter().flatten() {
                let owner = office.storage.organisation_by_domain(domain).await?;
                if let Some(owner) = owner.filter(|owner| Some(&owner.id) != own) {
                    return Err(format!(
                        "{domain} belongs to {} ({})\nhelp: take it away there first, with `guichet organisation set-domains`",
                        plain(&owner.name),
                        called(&owner)
                    )
                    .into());
                }
            }
            Err(error.into())
        }
        error => Err(error.into()),
    }
}

/// What an organisation is called on the command line.
pub(super) fn called(organisation: &Organisation) -> &str {
    organisation.external_id.as_deref().unwrap_or(organisation.id.as_str())
}

#[expect(clippy::print_stdout, reason = "the result is what was asked for")]
fn say(organisation: &Organisation) {
    let domains = organisation.domains.join(", ");
    println!(
        "{} ({}): edition {}{}{}",
        plain(&organisation.name),
        called(organisation),
        organisation.edition,
        if organisation.suspended { ", suspended" } else { "" },
        if domains.is_empty() { String::new() } else { format!(", domains {domains}") }
    );
}

#[expect(clippy::print_stdout, reason = "the list is what was asked for")]
fn list(window: &Window, place: &Place) -> Result<(), Failure> {
    let mut found = place.run(async |office| {
        Ok(office.storage.organisations(window.asked(), window.offset).await?)
    })?;
    window.cut(&mut found);
    if window.json {
        let found: Vec<OrganisationAnswer<'_>> = found.iter().map(Into::into).collect();
        println!("{}", serde_json::to_string_pretty(&found)?);
        return Ok(());
    }
    if found.is_empty() {
        eprintln!("There are no organisations here; `guichet organisation create` makes one.");
        return Ok(());
    }
    let rows: Vec<_> = found
        .into_iter()
        .map(|organisation| {
            [
                called(&organisation).to_owned(),
                organisation.edition,
                yes(organisation.suspended).to_owned(),
                organisation.name,
            ]
        })
        .collect();
    print!("{}", table(["ID", "EDITION", "SUSPENDED", "NAME"], &rows));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the organisation is what was asked for")]
fn show(place: &Place, name: &str, json: bool) -> Result<(), Failure> {
    place.run(async |office| {
        let organisation = office.organisation(name).await?;
        let filter = AccountFilter { organisation: Some(organisation.id.clone()), staff: false };
        let mut members = Vec::new();
        let found = office.storage.accounts(&filter, SHOWN_MEMBERS, 0).await?;
        if found.len() == SHOWN_MEMBERS as usize {
            let name = called(&organisation);
            eprintln!("Further people: `guichet account list --organisation {name} --offset {SHOWN_MEMBERS}`.");
        }
        for account in found {
            let memberships = office.storage.memberships(&account.id).await?;
            let role = memberships.iter().find(|m| m.organisation.id == organisation.id);
            let role = role.map_or("", |membership| membership.role.name());
            members.push([account.email.to_string(), role.to_owned(), account.name]);
        }
        if json {
            let mut shown = serde_json::to_value(OrganisationAnswer::from(&organisation))?;
            let members = members.iter().map(
                |[email, role, name]| serde_json::json!({ "email": email, "role": role, "name": name }),
            );
            shown["members"] = members.collect();
            println!("{}", serde_json::to_string_pretty(&shown)?);
            return Ok(());
        }
        say(&organisation);
        println!("id {}, since {}\n", organisation.id, organisation.created_at);
        if members.is_empty() {
            println!("Nobody belongs to it yet; `guichet account create --organisation {}` adds someone.", called(&organisation));
        } else {
            print!("{}", table(["EMAIL", "ROLE", "NAME"], &members));
        }
        Ok(())
    })
}
