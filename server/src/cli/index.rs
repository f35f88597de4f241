//! `guichet index`: builds the search index ahead of a start.

use std::time::Instant;

use super::{Failure, log_to_stderr};
use crate::{
    serve,
    settings::{Flags, Settings},
};

/// Opens the index, which builds it where it is missing, outdated or damaged.
#[expect(clippy::print_stdout, reason = "the result is what was asked for")]
pub(super) fn run(flags: &Flags) -> Result<(), Failure> {
    let settings = Settings::load(flags)?;
    log_to_stderr(&settings)?;
    let started = Instant::now();
    let (_folder, library, index) = serve::open(&settings)?;
    println!(
        "{} articles indexed of {} in {:.2} s",
        index.documents(),
        library.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(())
}
