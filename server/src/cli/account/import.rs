//! `guichet account import`: people from a CSV file. Good rows are kept, bad ones told; the same file twice changes nothing.

use std::{collections::HashSet, fmt::Write as _, path::PathBuf};

use guichet_storage::{NewAccount, Organisation, OrganisationChange};

use crate::{
    accounts::roster::{self, Belonging, Person, Row},
    cli::{
        Failure,
        organisation::called,
        place::{Office, Place},
    },
    demo,
};

/// Flags of `guichet account import`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The first line names the columns: email, and any of name, organisation, role, organisation_name, edition.\n\
    An organisation is named by its external identifier; one that does not exist is created where organisation_name and edition are given.\n\
    Whoever has an account keeps their name, and gets the role. Rows that cannot be used are told by their line, and the others are kept."
)]
pub(in crate::cli) struct Arguments {
    /// The file: UTF-8, separated by commas, semicolons or tabs
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// What became of the rows.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    organisations: usize,
    accounts: usize,
    roles: usize,
    unchanged: usize,
    bad: usize,
}

impl Outcome {
    fn summary(&self) -> String {
        let mut parts = Vec::new();
        let mut count = |number: usize, one: &str, many: &str| {
            if number > 0 {
                parts.push(format!("{number} {}", if number == 1 { one } else { many }));
            }
        };
        count(self.organisations, "organisation created", "organisations created");
        count(self.accounts, "account created", "accounts created");
        count(self.roles, "role set", "roles set");
        count(self.unchanged, "row was true already", "rows were true already");
        count(self.bad, "row was left out", "rows were left out");
        if self.organisations + self.accounts + self.roles == 0 {
            parts.insert(0, "nothing changed".to_owned());
        }
        let mut text = parts.join(", ");
        if self.accounts > 0 {
            _ = write!(
                text,
                "\nNew accounts have no password: their holders choose one by “Forgot password”, or sign in through a provider."
            );
        }
        text
    }
}

#[expect(clippy::print_stdout, reason = "the summary is what was asked for")]
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = arguments.file.display();
    let bytes = std::fs::read(&arguments.file).map_err(|error| format!("{file}: {error}"))?;
    let outcome = arguments.place.run(async |office| {
        demo::refuse_left_behind(&office.storage).await?;
        let policy = office.outline()?.policy;
        let rows = roster::read(&bytes, &policy).map_err(|error| format!("{file}: {error}"))?;
        let mut import = Import { office, outcome: Outcome::default(), noted: HashSet::new() };
        for row in rows {
            let line = row.line;
            match import.row(row).await {
                Ok(Ok(())) => {}
                Ok(Err(why)) => {
                    eprintln!("{file}:{line}: {why}");
                    import.outcome.bad += 1;
                }
                Err(error) => {
                    return Err(format!(
                        "{error}\nThe rows before line {line} are kept; import the file again to go on."
                    )
                    .into());
                }
            }
        }
        Ok(import.outcome)
    })?;
    println!("{}", outcome.summary());
    match outcome.bad {
        0 => Ok(()),
        1 => Err("1 row was left out; see above".into()),
        bad => Err(format!("{bad} rows were left out; see above").into()),
    }
}

struct Import<'o> {
    office: &'o Office,
    outcome: Outcome,
    /// Organisations about whose edition something has been said.
    noted: HashSet<String>,
}

impl Import<'_> {
    /// Makes a row true. The inner error is what is wrong with the row, the outer one with the database.
    async fn row(&mut self, row: Row) -> Result<Result<(), String>, Failure> {
        let person = match row.person {
            Ok(person) => person,
            Err(why) => return Ok(Err(why)),
        };
        let (storage, now) = (&self.office.storage, self.office.now);
        let known = storage.account_by_email(&person.email).await?;
        if known.is_none() && person.name.is_none() {
            return Ok(Err("name: a person without an account needs one".to_owned()));
        }
        let organisation = match &person.membership {
            None => None,
            Some(of) => match self.organisation(of).await? {
                Ok(organisation) => Some((organisation, of.role)),
                Err(why) => return Ok(Err(why)),
            },
        };
        let Some(account) = known else {
            let Person { email, name, .. } = person;
            let new = NewAccount {
                email,
                name: name.unwrap_or_default(),
                password_hash: None,
                staff: None,
                membership: organisation.map(|(organisation, role)| (organisation.id, role)),
                identity: None,
            };
            storage.create_account(&new, now).await?;
            self.outcome.accounts += 1;
            return Ok(Ok(()));
        };
        if let Some((organisation, role)) = organisation {
            let before = storage.memberships(&account.id).await?;
            let is = |m: &guichet_storage::Membership| {
                m.organisation.id == organisation.id && m.role == role
            };
            if !before.iter().any(is) {
                storage.set_membership(&account.id, &organisation.id, role, now).await?;
                self.outcome.roles += 1;
                return Ok(Ok(()));
            }
        }
        self.outcome.unchanged += 1;
        Ok(Ok(()))
    }

    /// The organisation of a row, created where the row describes it.
    async fn organisation(
        &mut self,
        of: &Belonging,
    ) -> Result<Result<Organisation, String>, Failure> {
        let (storage, now) = (&self.office.storage, self.office.now);
        if let Some(found) = storage.organisation_by_external_id(&of.organisation).await? {
            self.note_edition(&found, of);
            return Ok(Ok(found));
        }
        let Some((name, edition)) = of.new.clone() else {
            return Ok(Err(format!(
                "organisation: there is no `{}`; fill in organisation_name and edition, or create it with `guichet organisation create`",
                of.organisation
            )));
        };
        let change = OrganisationChange {
            name: Some(name),
            edition: Some(edition),
            ..OrganisationChange::default()
        };
        let (organisation, created) =
            storage.put_organisation(&of.organisation, &change, now).await?;
        self.outcome.organisations += usize::from(created);
        Ok(Ok(organisation))
    }

    /// Says, once, that an organisation has another edition than the file says: what it has bought is not for a list of people to change.
    fn note_edition(&mut self, found: &Organisation, of: &Belonging) {
        let Some(edition) = of.edition.as_ref().filter(|edition| **edition != found.edition) else {
            return;
        };
        if self.noted.insert(of.organisation.clone()) {
            eprintln!(
                "note: {0} stays on {1}; `guichet organisation set-edition {0} {edition}` changes that",
                called(found),
                found.edition
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_happened_and_nothing_else() {
        let second = Outcome { unchanged: 2, ..Outcome::default() };
        assert_eq!(second.summary(), "nothing changed, 2 rows were true already");
        let first = Outcome { accounts: 1, roles: 2, bad: 1, ..Outcome::default() };
        assert!(
            first.summary().starts_with("1 account created, 2 roles set, 1 row was left out\n")
        );
    }
}
