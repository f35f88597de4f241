//! Looking at accounts.

#![expect(clippy::print_stdout, reason = "the answer is what was asked for")]

use guichet_model::viewer::StaffRole;
use guichet_storage::{Account, AccountFilter, Membership};
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::{Who, change::membership};
use crate::{
    api::organisations::OrganisationAnswer,
    cli::{
        Failure,
        place::{Office, Place},
        table::{plain, table, yes},
        window::Window,
    },
};

/// Flags of `guichet account list`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct List {
    /// Only members of this organisation, by its external identifier or id
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    /// Only those who work for the operator
    #[arg(long)]
    staff: bool,
    #[command(flatten)]
    window: Window,
    #[command(flatten)]
    place: Place,
}

pub(super) fn list(arguments: &List) -> Result<(), Failure> {
    let window = &arguments.window;
    let mut found = arguments.place.run(async |office| {
        let mut filter = AccountFilter { organisation: None, staff: arguments.staff };
        if let Some(name) = &arguments.organisation {
            filter.organisation = Some(office.organisation(name).await?.id);
        }
        let mut found = Vec::new();
        for account in office.storage.accounts(&filter, window.asked(), window.offset).await? {
            let memberships = office.storage.memberships(&account.id).await?;
            found.push((account, memberships));
        }
        Ok(found)
    })?;
    window.cut(&mut found);
    if window.json {
        let all: Vec<Value> = found.iter().map(|(account, of)| described(account, of)).collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    if found.is_empty() {
        eprintln!("There are no such accounts here; `guichet account create` makes one.");
        return Ok(());
    }
    let rows: Vec<_> = found
        .into_iter()
        .map(|(account, memberships)| {
            let organisations: Vec<String> = memberships.iter().map(membership).collect();
            [
                account.email.to_string(),
                account.staff.map_or("-", StaffRole::name).to_owned(),
                yes(account.suspended).to_owned(),
                if organisations.is_empty() { "-".to_owned() } else { organisations.join(", ") },
                account.name,
            ]
        })
        .collect();
    print!("{}", table(["EMAIL", "STAFF", "SUSPENDED", "ORGANISATIONS", "NAME"], &rows));
    Ok(())
}

pub(super) fn one(who: &Who, json: bool) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        let memberships = office.storage.memberships(&account.id).await?;
        let second_factor = office.storage.second_factor(&account.id).await?;
        let sessions = sessions(office, &account).await?;
        if json {
            let mut shown = described(&account, &memberships);
            shown["second_step"] = json!(second_factor.is_some());
            shown["sessions"] = sessions
                .iter()
                .map(|session| {
                    json!({
                        "browser": session.user_agent, "since": session.created_at.to_string(),
                        "last_seen": session.last_seen_at.to_string(),
                    })
                })
                .collect();
            println!("{}", serde_json::to_string_pretty(&shown)?);
            return Ok(());
        }
        println!("{}  {}", account.email, plain(&account.name));
        println!("  since          {}", account.created_at);
        println!("  staff          {}", account.staff.map_or("no", StaffRole::name));
        println!("  suspended      {}", yes(account.suspended));
        println!("  password       {}", yes(account.password_hash.is_some()));
        println!("  second step    {}", yes(second_factor.is_some()));
        for of in &memberships {
            let (name, edition) = (plain(&of.organisation.name), &of.organisation.edition);
            let state = if of.organisation.suspended { ", suspended" } else { "" };
            println!("  organisation   {}: {name}, edition {edition}{state}", membership(of));
        }
        for session in &sessions {
            println!(
                "  session        seen {}: {}",
                session.last_seen_at,
                plain(&session.user_agent)
            );
        }
        Ok(())
    })
}

async fn sessions(
    office: &Office,
    account: &Account,
) -> Result<Vec<guichet_storage::Session>, Failure> {
    let idle = i64::from(office.settings.session_idle_h).hours();
    let idle_since = office.now.checked_sub(idle).unwrap_or(office.now);
    Ok(office.storage.sessions(&account.id, idle_since, office.now).await?)
}

fn described(account: &Account, memberships: &[Membership]) -> Value {
    let organisations: Vec<Value> = memberships
        .iter()
        .map(|of| {
            let organisation = OrganisationAnswer::from(&of.organisation);
            json!({ "organisation": organisation, "role": of.role.name() })
        })
        .collect();
    json!({
        "email": account.email,
        "name": account.name,
        "staff": account.staff.map(StaffRole::name),
        "suspended": account.suspended,
        "has_password": account.password_hash.is_some(),
        "created_at": account.created_at.to_string(),
        "organisations": organisations,
    })
}
