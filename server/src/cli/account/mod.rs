//! `guichet account`: people who can sign in. What is changed here holds from their next request on, whether the server runs or not.

mod change;
mod create;
mod import;
mod show;

use clap::{
    Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use guichet_model::{
    email::EmailAddress,
    viewer::{Role, StaffRole},
};

use super::{Failure, place::Place};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Creates an account, and prints a link with which its holder chooses a password
    Create(create::Arguments),
    /// Lists accounts by address
    List(show::List),
    /// Shows an account: roles, organisations, second step, sessions
    Show {
        #[command(flatten)]
        who: Who,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Makes a person a member of an organisation, or changes their role there
    SetRole {
        #[command(flatten)]
        who: Who,
        /// The organisation's external identifier or id
        #[arg(long, value_name = "ID")]
        organisation: String,
        /// What they are there
        #[arg(long, value_parser = role())]
        role: Role,
    },
    /// Takes a person out of an organisation
    RemoveRole {
        #[command(flatten)]
        who: Who,
        /// The organisation's external identifier or id
        #[arg(long, value_name = "ID")]
        organisation: String,
    },
    /// Sets what a person does for the operator; `none` takes it away
    SetStaff {
        #[command(flatten)]
        who: Who,
        /// What they do
        #[arg(value_parser = PossibleValuesParser::new(["agent", "editor", "operator", "none"]))]
        staff: String,
    },
    /// Keeps an account out and ends its sessions
    Suspend(Who),
    /// Lets a suspended account in again
    Resume(Who),
    /// Prints a link with which the account's holder chooses a new password, once, within 30 minutes
    ResetLink(Who),
    /// Takes the second step of signing in away from whoever lost its app and the recovery codes; make sure first who asks
    RemoveSecondStep(Who),
    /// Ends every session of an account
    SignOut(Who),
    /// Creates accounts, and the organisations they belong to, from a CSV file
    Import(import::Arguments),
}

/// The account that a command is about.
#[derive(Debug, clap::Args)]
pub(super) struct Who {
    /// The address it signs in with
    #[arg(value_name = "EMAIL")]
    email: EmailAddress,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Create(arguments) => create::run(&arguments),
        Command::List(arguments) => show::list(&arguments),
        Command::Show { who, json } => show::one(&who, json),
        Command::SetRole { who, organisation, role } => change::set_role(&who, &organisation, role),
        Command::RemoveRole { who, organisation } => change::remove_role(&who, &organisation),
        Command::SetStaff { who, staff } => change::set_staff(&who, StaffRole::parse(&staff)),
        Command::Suspend(who) => change::set_suspended(&who, true),
        Command::Resume(who) => change::set_suspended(&who, false),
        Command::ResetLink(who) => change::reset_link(&who),
        Command::RemoveSecondStep(who) => change::remove_second_step(&who),
        Command::SignOut(who) => change::sign_out(&who),
        Command::Import(arguments) => import::run(&arguments),
    }
}

/// Reads a role in an organisation.
fn role() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.map(Role::name))
        .try_map(|name| Role::parse(&name).ok_or("administrator or member is needed"))
}

/// Reads what someone does for the operator.
fn staff() -> impl TypedValueParser<Value = StaffRole> {
    PossibleValuesParser::new(StaffRole::ALL.map(StaffRole::name))
        .try_map(|name| StaffRole::parse(&name).ok_or("agent, editor or operator is needed"))
}
