//! `guichet status`: a copy of the status page for another host, and followers of another system.

use std::path::PathBuf;

use clap::Subcommand;
use guichet_model::{Locale, email::EmailAddress};

use super::{Failure, place::Place};
use crate::{
    clock::Clock,
    serve,
    settings::{Flags, Settings},
    status::export,
};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Writes a static copy of the status page, its incidents, feeds and API, for another host on the day the portal is down
    Export {
        /// The folder to write to
        folder: PathBuf,
        #[command(flatten)]
        flags: Flags,
    },
    /// Takes over people who follow another status page by mail and have confirmed it there
    ImportSubscribers {
        /// A CSV file whose first line names its columns: `email`, and any of `locale` and `components` (services, parted by blanks)
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Export { folder, flags } => copy(&folder, &flags),
        Command::ImportSubscribers { file, place } => import(&file, &place),
    }
}

/// Beside a server that runs: the copy has a data folder of its own for the moment, and reads the server's database.
#[expect(clippy::print_stdout, reason = "the result is what was asked for")]
fn copy(folder: &std::path::Path, flags: &Flags) -> Result<(), Failure> {
    let settings = Settings::load(flags)?;
    if settings.public_url.is_none() {
        return Err("public_url is missing\nhelp: the copy leads back to the portal by it; name it with --public-url".into());
    }
    let database = settings.database_address();
    let own = std::env::temp_dir().join(format!("guichet-export-{}", std::process::id()));
    let settings = Settings {
        database: Some(crate::settings::Concealed(database)),
        data: own.clone(),
        watch: false,
        ..settings
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let state = serve::state_without_index(settings, Clock::System).await?;
        let files = export::export(&state, folder).await?;
        state.accounts.storage.close().await;
        Ok::<_, Failure>(files)
    });
    _ = std::fs::remove_dir_all(&own);
    println!("{} files in {}", done?, folder.display());
    Ok(())
}

/// A line of the file.
#[derive(serde::Deserialize)]
struct Row {
    email: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    components: String,
}

/// Followers written in one step.
const BATCH: usize = 1_000;

#[expect(clippy::print_stdout, reason = "the result is what was asked for")]
fn import(file: &std::path::Path, place: &Place) -> Result<(), Failure> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_path(file)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let mut bad = 0;
    let new = place.run(async |office| {
        let outline = office.outline_of_news()?;
        let locale =
            outline.default_locale.ok_or("the content folder has no articles in any language")?;
        let mut all = Vec::new();
        for (number, row) in reader.deserialize::<Row>().enumerate() {
            let line = number + 2;
            let read = row.map_err(|error| error.to_string()).and_then(|row| {
                let email: EmailAddress = row
                    .email
                    .parse()
                    .map_err(|_| format!("`{}` is no address", row.email.escape_debug()))?;
                let locale: Locale = if row.locale.is_empty() {
                    locale.clone()
                } else {
                    row.locale.parse().map_err(|error| format!("{error}"))?
                };
                let components: Vec<String> =
                    row.components.split_whitespace().map(str::to_owned).collect();
                match components
                    .iter()
                    .find(|id| outline.policy.services.iter().all(|s| s.id != **id))
                {
                    Some(unknown) => {
                        Err(format!("`{}` is no service of portal.toml", unknown.escape_debug()))
                    }
                    None => Ok((email, locale, components)),
                }
            });
            match read {
                Ok(row) => all.push(row),
                Err(why) => {
                    bad += 1;
                    eprintln!("line {line}: {why}");
                }
            }
        }
        let mut new = 0;
        for part in all.chunks(BATCH) {
            new += office.storage.import_subscribers(part, office.now).await?;
        }
        Ok(new)
    })?;
    println!("{new} new followers");
    if bad > 0 { Err(format!("{bad} lines were left out").into()) } else { Ok(()) }
}
