//! Changes of an account that exists.

#![expect(clippy::print_stdout, reason = "what was done is what was asked for")]

use guichet_model::viewer::{Role, StaffRole};

use super::Who;
use crate::cli::{Failure, organisation::called, place::RESET_LINK, table::plain};

pub(super) fn set_role(who: &Who, organisation: &str, role: Role) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        let organisation = office.organisation(organisation).await?;
        office.storage.set_membership(&account.id, &organisation.id, role, office.now).await?;
        println!(
            "{} is {} of {} (edition {}).",
            account.email,
            role.name(),
            plain(&organisation.name),
            organisation.edition
        );
        Ok(())
    })
}

pub(super) fn remove_role(who: &Who, organisation: &str) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        let organisation = office.organisation(organisation).await?;
        let removed = office.storage.remove_membership(&account.id, &organisation.id).await?;
        let how = if removed { "no longer belongs" } else { "did not belong" };
        println!("{} {how} to {}.", account.email, plain(&organisation.name));
        Ok(())
    })
}

pub(super) fn set_staff(who: &Who, staff: Option<StaffRole>) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        office.storage.set_staff(&account.id, staff, office.now).await?;
        match staff {
            Some(staff) => println!("{} works here as {}.", account.email, staff.name()),
            None => println!("{} is not of the staff.", account.email),
        }
        Ok(())
    })
}

pub(super) fn set_suspended(who: &Who, suspended: bool) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        office.storage.set_account_suspended(&account.id, suspended, office.now).await?;
        if suspended {
            println!("{} is suspended, and signed out everywhere.", account.email);
        } else {
            println!("{} may sign in.", account.email);
        }
        Ok(())
    })
}

pub(super) fn reset_link(who: &Who) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        if account.suspended {
            return Err(format!(
                "{0} is suspended\nhelp: `guichet account resume {0}` lets it in again",
                account.email
            )
            .into());
        }
        let link = office.password_link(&account, RESET_LINK).await?;
        eprintln!(
            "Whoever opens this link within {} minutes chooses the password of {}, once:",
            RESET_LINK.as_mins(),
            account.email
        );
        println!("{link}");
        Ok(())
    })
}

pub(super) fn remove_second_step(who: &Who) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        if office.storage.second_factor(&account.id).await?.is_none() {
            println!("{} signs in without a second step.", account.email);
            return Ok(());
        }
        office.storage.remove_second_factor(&account.id).await?;
        office.storage.end_sessions(&account.id, None).await?;
        println!("{} is signed out everywhere, and signs in without a second step.", account.email);
        Ok(())
    })
}

pub(super) fn sign_out(who: &Who) -> Result<(), Failure> {
    who.place.run(async |office| {
        let account = office.account(&who.email).await?;
        match office.storage.end_sessions(&account.id, None).await? {
            0 => println!("{} was signed in nowhere.", account.email),
            1 => println!("{} is signed out of 1 session.", account.email),
            count => println!("{} is signed out of {count} sessions.", account.email),
        }
        Ok(())
    })
}

/// What an organisation and a role in it are on the command line.
pub(super) fn membership(membership: &guichet_storage::Membership) -> String {
    format!("{} ({})", called(&membership.organisation), membership.role.name())
}
