//! `guichet account create`. There is no default password: it is read from standard input, or its holder chooses it by a link.

use std::io::{BufRead as _, IsTerminal as _};

use guichet_model::{
    email::EmailAddress,
    password::{MAX_CHARS, MIN_CHARS, Pattern, Unfit},
    viewer::{Role, StaffRole},
};
use guichet_storage::{Conflict, NewAccount, Organisation, StorageError};

use super::{role, staff};
use crate::{
    accounts::{details, password::Passwords},
    cli::{
        Failure,
        place::{INVITATION, Place},
        table::plain,
    },
    demo,
};

/// Flags of `guichet account create`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The address to sign in with
    #[arg(long)]
    email: EmailAddress,
    /// What the person is called
    #[arg(long, value_parser = |text: &str| details::name(text))]
    name: String,
    /// The organisation they belong to, by its external identifier or id; none for a personal account
    #[arg(long, value_name = "ID", requires = "role")]
    organisation: Option<String>,
    /// What they are in the organisation
    #[arg(long, value_parser = role(), requires = "organisation")]
    role: Option<Role>,
    /// What they do for the operator
    #[arg(long, value_parser = staff())]
    staff: Option<StaffRole>,
    /// Reads the password from the first line of standard input
    #[arg(long, conflicts_with = "invite")]
    password_stdin: bool,
    /// Prints a link with which the holder chooses a password, once, within 24 hours; this is so where no password is given
    #[arg(long)]
    invite: bool,
    #[command(flatten)]
    place: Place,
}

#[expect(clippy::print_stdout, reason = "the link is what was asked for")]
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let password = if arguments.password_stdin { Some(read_password()?) } else { None };
    arguments.place.run(async |office| {
        demo::refuse_left_behind(&office.storage).await?;
        let organisation = match &arguments.organisation {
            Some(name) => Some(office.organisation(name).await?),
            None => None,
        };
        let hash = match &password {
            Some(password) => Some(hash(arguments, organisation.as_ref(), password).await?),
            None => None,
        };
        // A link that cannot be made is told before there is an account that lacks one.
        if hash.is_none() {
            office.password_page()?;
        }
        let new = NewAccount {
            email: arguments.email.clone(),
            name: arguments.name.clone(),
            password_hash: hash,
            staff: arguments.staff,
            membership: organisation.map(|organisation| organisation.id).zip(arguments.role),
            identity: None,
        };
        let account = match office.storage.create_account(&new, office.now).await {
            Ok(account) => account,
            Err(error) => return Err(explained(error, &arguments.email)),
        };
        if account.password_hash.is_some() {
            println!("{} can sign in with the password.", account.email);
            return Ok(());
        }
        let link = office.password_link(&account, INVITATION).await?;
        eprintln!(
            "The account of {} is there. Whoever opens this link within {} hours chooses its password, once:",
            plain(&account.name),
            INVITATION.as_hours()
        );
        println!("{link}");
        Ok(())
    })
}

fn read_password() -> Result<String, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprintln!("The password, which will be seen as you type it:");
    }
    let mut line = String::new();
    let read = stdin.lock().read_line(&mut line);
    read.map_err(|error| format!("the password cannot be read from standard input: {error}"))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The hash of a password that is strong enough.
async fn hash(
    arguments: &Arguments,
    organisation: Option<&Organisation>,
    password: &str,
) -> Result<String, Failure> {
    let passwords = Passwords::default();
    let mut personal = vec![arguments.name.as_str(), arguments.email.as_str()];
    personal.extend(organisation.map(|organisation| organisation.name.as_str()));
    let busy = |code: guichet_model::ProblemCode| code.title();
    if let Err(unfit) = passwords.measure(password, &personal).await.map_err(busy)? {
        return Err(format!(
            "the password cannot be taken: {}\nhelp: several unusual words, or a dozen random characters, are strong",
            because(unfit)
        )
        .into());
    }
    Ok(passwords.hash(password).await.map_err(busy)?)
}

fn because(unfit: Unfit) -> String {
    match unfit {
        Unfit::Missing => "nothing arrived on standard input".to_owned(),
        Unfit::TooShort => format!("it has fewer than {MIN_CHARS} characters"),
        Unfit::TooLong => format!("it has more than {MAX_CHARS} characters"),
        Unfit::Guessable(pattern) => {
            let pattern = match pattern {
                Pattern::Common => "many people use it, or one much like it",
                Pattern::Personal => "it is made of the person's name, address or organisation",
                Pattern::Word => "it is one word",
                Pattern::Name => "it is a name",
                Pattern::Keyboard => "its keys lie beside one another",
                Pattern::Repeat => "it repeats itself",
                Pattern::Sequence => "it counts, or goes through the alphabet",
                Pattern::Date => "it is a date",
                Pattern::Short => "it is too short for what it is made of",
            };
            format!("it is easily guessed, since {pattern}")
        }
    }
}

fn explained(error: StorageError, email: &EmailAddress) -> Failure {
    match error {
        StorageError::Conflict(conflict @ Conflict::EmailTaken) => format!(
            "{conflict}: {email}\nhelp: `guichet account show {email}` shows it; `set-role`, `set-staff` and `reset-link` change it"
        )
        .into(),
        error => error.into(),
    }
}
