//! `portal.toml`: the policy as a file, and what is wrong with it.

use std::{fs, io, path::Path};

use guichet_model::Policy;

use crate::{
    diagnostic::{Diagnostic, place},
    hash::{self, Hash},
    holidays,
};

/// The policy's file in a content folder.
pub const PORTAL_FILE: &str = "portal.toml";

/// Reads the policy and the calendars it names; the default one where there is no file. A file that cannot be read becomes problems.
pub(crate) fn read(
    root: &Path,
    previous: Option<&Policy>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(Policy, Option<Hash>), ()> {
    let bytes = match fs::read(root.join(PORTAL_FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok((Policy::default(), None));
        }
        Err(error) => {
            problems.push(Diagnostic::error(
                PORTAL_FILE,
                "unreadable",
                format!("cannot be read: {error}"),
                "check that the server may read it",
            ));
            return Err(());
        }
    };
    let text = crate::article::utf8(PORTAL_FILE, &bytes, problems).ok_or(())?;
    match toml::from_str(text) {
        Ok(mut policy) => {
            let own = hash::of(&bytes);
            let calendars = holidays::fill(root, &mut policy, text, previous, problems);
            Ok((policy, Some(calendars.map_or(own, |read| hash::of_parts([&own[..], &read[..]])))))
        }
        Err(error) => {
            let (line, column) = error.span().map_or((0, 0), |span| place(text, span.start));
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            problems.push(Diagnostic::error(PORTAL_FILE, "portal", message, "").at(line, column));
            Err(())
        }
    }
}
