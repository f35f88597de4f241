//! `guichet mail receive`: takes a mail that answers to a case, as a mail server's pipe delivers it.
//!
//! Its exit codes are those of sysexits.h, which mail servers understand: 0 taken (or left out with a reason), 65 no mail that can be read,
//! 67 no case is behind the address, 75 try again later, 78 not set up.

use std::{
    io::{self, Read as _},
    process::ExitCode,
};

use clap::Subcommand;

use super::{Failure, place::Place};
use crate::cases::{
    self, office,
    receive::{self, MAX_BYTES, ReceiveError, Received},
};

/// The mail cannot be read (`EX_DATAERR`).
const UNREADABLE: u8 = 65;
/// Nobody is behind the address (`EX_NOUSER`).
const NO_USER: u8 = 67;
/// Something is away for now (`EX_TEMPFAIL`).
const TRY_AGAIN: u8 = 75;
/// The settings do not allow it (`EX_CONFIG`).
const NOT_SET_UP: u8 = 78;

/// Commands on mail.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Reads a mail on standard input and puts it into the case it answers to
    #[command(
        after_help = "In Postfix's master.cf: `flags=Rq user=guichet argv=/usr/bin/guichet mail receive --recipient ${original_recipient}`.\nExit codes as in sysexits.h: 65 no mail, 67 no such case, 75 try again later, 78 not set up."
    )]
    Receive {
        /// The address it was sent to, as the mail server knows it; else the mail's own headers tell
        #[arg(long, value_name = "ADDRESS")]
        recipient: Vec<String>,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs a command on mail.
pub(super) fn run(command: Command) -> ExitCode {
    let Command::Receive { recipient, place } = command;
    match take(&recipient, &place) {
        Ok(Received::Taken(reference)) => {
            eprintln!("guichet: the mail is in case {reference}");
            ExitCode::SUCCESS
        }
        Ok(Received::Noted(reference)) => {
            eprintln!(
                "guichet: the mail is noted in case {reference}, for the agents: support does not answer whoever wrote it"
            );
            ExitCode::SUCCESS
        }
        Ok(Received::Before(reference)) => {
            eprintln!("guichet: the mail is in case {reference} already");
            ExitCode::SUCCESS
        }
        Ok(Received::Ignored(why)) => {
            eprintln!("guichet: the mail is left out: {why}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("guichet: {error}");
            ExitCode::from(code_of(error.as_ref()))
        }
    }
}

/// What a mail server shall do about a failure. What nobody foresaw is tried again: a mail lost is worse than one late.
fn code_of(error: &(dyn std::error::Error + 'static)) -> u8 {
    match error.downcast_ref::<ReceiveError>() {
        Some(ReceiveError::Unreadable | ReceiveError::Empty) => UNREADABLE,
        Some(ReceiveError::NoCase) => NO_USER,
        Some(ReceiveError::NotSetUp) => NOT_SET_UP,
        Some(
            ReceiveError::Storage(_)
            | ReceiveError::File(_)
            | ReceiveError::Bucket(_)
            | ReceiveError::TooMany,
        )
        | None => TRY_AGAIN,
    }
}

fn take(recipients: &[String], place: &Place) -> Result<Received, Failure> {
    let mut raw = Vec::new();
    io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut raw)?;
    if raw.len() as u64 > MAX_BYTES {
        return Err(ReceiveError::Unreadable.into());
    }
    place.run(async |found| {
        let outline = found.outline()?;
        let office = office::Office {
            storage: &found.storage,
            settings: &found.settings,
            policy: &outline.policy,
            now: found.now,
        };
        let received = receive::receive(&office, &raw, recipients).await?;
        if let Received::Taken(reference) = &received {
            // The mail is in its case: a server that does not hear of it at once sees it later.
            if let Err(error) = cases::signal(&found.storage, reference).await {
                eprintln!("guichet: the desk was not told at once: {error}");
            }
        }
        Ok(received)
    })
}
