//! `guichet incident`: incidents and maintenance from the command line. A server that runs shows them within seconds.

use clap::{ArgGroup, Args, Subcommand};
use guichet_content::is_language_tag;
use guichet_model::{
    Locale, Policy,
    status::{ComponentState, Impact, Incident, IncidentId, Stage},
};
use guichet_storage::Texts;
use jiff::{Timestamp, ToSpan as _, civil::DateTime, tz::TimeZone};

use super::{
    Failure,
    place::{Office, Place},
    table::{plain, table},
};
use crate::status::write::{self, Opening, Step};

/// How far back `list` looks without `--all`, in days.
const RECENT_DAYS: i64 = 7;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Opens an incident and tells everyone who follows the status; prints its id
    Open(Open),
    /// Announces maintenance, which then begins and ends by itself; prints its id
    Schedule(Schedule),
    /// Says something new of an incident or a maintenance
    Update(Update),
    /// Ends an incident, or completes a maintenance: its services work again
    Resolve {
        /// The incident's id, as listed
        id: IncidentId,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        place: Place,
    },
    /// Sets words right: the title, and what only those read to whom the support channels open
    #[command(group(ArgGroup::new("part").args(["title", "workaround", "credit", "report"]).required(true).multiple(true)))]
    Words {
        /// The incident's id, as listed
        id: IncidentId,
        /// The title, as TEXT or LANGUAGE=TEXT; may be given several times
        #[arg(long, value_name = "TEXT")]
        title: Vec<String>,
        /// A way around the trouble, for the entitled
        #[arg(long, value_name = "TEXT")]
        workaround: Vec<String>,
        /// Whether and how credit is given, for the entitled
        #[arg(long, value_name = "TEXT")]
        credit: Vec<String>,
        /// The incident report, for the entitled
        #[arg(long, value_name = "TEXT")]
        report: Vec<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Lists incidents and maintenance that are not over or ended in the last week
    List {
        /// All of them, however old
        #[arg(long)]
        all: bool,
        /// Prints JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// What every update says.
#[derive(Debug, Args)]
pub(super) struct Said {
    /// What is said, as TEXT or LANGUAGE=TEXT; may be given several times
    #[arg(long, value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// Since when it holds, in UTC, such as 2026-11-23T14:30 [default: now]
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: Option<Timestamp>,
    /// Tells no followers: only the status page, the feeds, and the cases that hang on it when it ends
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct Open {
    /// What people notice, as TEXT or LANGUAGE=TEXT; may be given several times
    #[arg(long, value_name = "TEXT", required = true)]
    title: Vec<String>,
    /// What it does to a service: `degraded_performance`, `partial_outage`, `major_outage` or `operational`; may be given several times
    #[arg(long = "component", value_name = "SERVICE=STATE", required = true, value_parser = component)]
    components: Vec<(String, ComponentState)>,
    /// How much it matters: none, minor, major or critical [default: from the services' states]
    #[arg(long, value_parser = impact)]
    impact: Option<Impact>,
    /// How far it has come: investigating, identified, monitoring or resolved
    #[arg(long, default_value = "investigating", value_parser = stage)]
    stage: Stage,
    #[command(flatten)]
    said: Said,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub(super) struct Schedule {
    /// What will be done, as TEXT or LANGUAGE=TEXT; may be given several times
    #[arg(long, value_name = "TEXT", required = true)]
    title: Vec<String>,
    /// A service it touches; may be given several times
    #[arg(long = "component", value_name = "SERVICE", required = true)]
    components: Vec<String>,
    /// When it begins, in UTC, such as 2026-12-01T22:00
    #[arg(long, value_name = "TIME", value_parser = time)]
    from: Timestamp,
    /// When it ends
    #[arg(long, value_name = "TIME", value_parser = time)]
    until: Timestamp,
    /// What is said of it, as TEXT or LANGUAGE=TEXT; may be given several times
    #[arg(long, value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// Tells no followers: only the status page, the feeds, and the cases that hang on it when it ends
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub(super) struct Update {
    /// The incident's id, as listed
    id: IncidentId,
    /// How far it has come; what is resolved is reopened by investigating, identified or monitoring [default: as it is]
    #[arg(long, value_parser = stage)]
    stage: Option<Stage>,
    /// What it does to a service from now on, as SERVICE=STATE; may be given several times, and what is reopened needs one
    #[arg(long = "component", value_name = "SERVICE=STATE", value_parser = component)]
    components: Vec<(String, ComponentState)>,
    /// How much it matters from now on
    #[arg(long, value_parser = impact)]
    impact: Option<Impact>,
    #[command(flatten)]
    said: Said,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Open(new) => open(&new),
        Command::Schedule(new) => schedule(&new),
        Command::Update(update) => update.place.run(async |office| {
            let incident = find(office, &update.id).await?;
            let stage = update.stage.unwrap_or(incident.stage);
            let (components, impact) = (update.components.clone(), update.impact);
            follow(office, &incident, stage, components, impact, &update.said).await
        }),
        Command::Resolve { id, said, place } => place.run(async |office| {
            let incident = find(office, &id).await?;
            let over =
                if incident.stage.is_maintenance() { Stage::Completed } else { Stage::Resolved };
            follow(office, &incident, over, Vec::new(), None, &said).await
        }),
        Command::Words { id, title, workaround, credit, report, place } => {
            place.run(async |office| {
                let incident = find(office, &id).await?;
                let ground = Ground::of(office)?;
                let parts = [
                    ("title", &title),
                    ("workaround", &workaround),
                    ("credit", &credit),
                    ("report", &report),
                ];
                // All of them are read before the first is set.
                let parts = parts.map(|(part, given)| Ok((part, ground.texts(given)?)));
                let parts: Vec<_> = parts.into_iter().collect::<Result<_, Failure>>()?;
                for (part, texts) in parts.into_iter().filter(|(_, texts)| !texts.is_empty()) {
                    write::set_words(&office.storage, &incident, part, &texts, office.now).await?;
                }
                Ok(())
            })
        }
        Command::List { all, json, place } => list(&place, all, json),
    }
}

/// What commands need of the content folder.
struct Ground {
    policy: Policy,
    locale: Locale,
    locales: Vec<Locale>,
}

impl Ground {
    fn of(office: &Office) -> Result<Self, Failure> {
        let outline = office.outline()?;
        if let Some(source) = &outline.policy.status.source {
            return Err(format!(
                "the status is read from {}\nhelp: write it there, or take [status] source out of portal.toml",
                source.url
            )
            .into());
        }
        let locale = outline.default_locale.ok_or(
            "the content folder has no articles in any language\nhelp: name another one with --content",
        )?;
        Ok(Self { policy: outline.policy, locale, locales: outline.locales })
    }

    /// Words by language: `fr=…` is in French where the portal offers it, anything else in the default language.
    fn texts(&self, given: &[String]) -> Result<Texts, Failure> {
        let mut texts = Texts::new();
        for text in given {
            let (locale, words) = self.in_language(text)?;
            if let Some(before) = texts.insert(locale.clone(), words) {
                return Err(format!(
                    "the words in `{locale}` are given twice; the first are: {}\nhelp: give those of each language once, as LANGUAGE=TEXT; without a language they are in `{}`",
                    plain(&before),
                    self.locale
                )
                .into());
            }
        }
        Ok(texts)
    }

    fn in_language(&self, text: &str) -> Result<(Locale, String), Failure> {
        if let Some((tag, words)) = text.split_once('=') {
            let named = tag.parse::<Locale>().ok().filter(|locale| self.locales.contains(locale));
            if let Some(locale) = named {
                return Ok((locale, words.to_owned()));
            }
            // Published in another language, it would be read by everyone before anybody notices.
            if is_language_tag(tag) {
                let offered: Vec<&str> = self.locales.iter().map(Locale::as_str).collect();
                return Err(format!(
                    "the content folder has no articles in `{tag}`, but in {}\nhelp: where `{tag}=` belongs to the text, write {}={tag}=…",
                    offered.join(", "),
                    self.locale
                )
                .into());
            }
        }
        Ok((self.locale.clone(), text.to_owned()))
    }
}

async fn find(office: &Office, id: &IncidentId) -> Result<Incident, Failure> {
    office.storage.incident(id).await?.ok_or_else(|| {
        format!("there is no incident `{id}`\nhelp: `guichet incident list --all` shows them")
            .into()
    })
}

fn open(new: &Open) -> Result<(), Failure> {
    new.place.run(async |office| {
        let ground = Ground::of(office)?;
        let opening = Opening {
            id: None,
            title: ground.texts(&new.title)?,
            body: ground.texts(&new.said.text)?,
            components: new.components.clone(),
            impact: new.impact,
            stage: new.stage,
            at: new.said.at,
            until: None,
            announce: !new.said.quiet,
        };
        if opening.stage == Stage::Scheduled {
            return Err("an incident begins as investigating, identified, monitoring or resolved\nhelp: `guichet incident schedule` announces maintenance".into());
        }
        put(office, &ground, &opening).await
    })
}

fn schedule(new: &Schedule) -> Result<(), Failure> {
    new.place.run(async |office| {
        let ground = Ground::of(office)?;
        let components = new.components.iter().cloned();
        let opening = Opening {
            id: None,
            title: ground.texts(&new.title)?,
            body: ground.texts(&new.text)?,
            components: components.map(|id| (id, ComponentState::UnderMaintenance)).collect(),
            impact: None,
            stage: Stage::Scheduled,
            at: Some(new.from),
            until: Some(new.until),
            announce: !new.quiet,
        };
        put(office, &ground, &opening).await
    })
}

#[expect(clippy::print_stdout, reason = "the id is what was asked for")]
async fn put(office: &Office, ground: &Ground, opening: &Opening) -> Result<(), Failure> {
    let id = write::open(&office.storage, &ground.policy, opening, None, office.now).await?;
    println!("{id}");
    Ok(())
}

async fn follow(
    office: &Office,
    incident: &Incident,
    stage: Stage,
    components: Vec<(String, ComponentState)>,
    impact: Option<Impact>,
    said: &Said,
) -> Result<(), Failure> {
    let ground = Ground::of(office)?;
    let step = Step {
        stage,
        body: ground.texts(&said.text)?,
        components,
        impact,
        at: said.at,
        announce: !said.quiet,
    };
    write::update(&office.storage, &ground.policy, incident, &step, None, office.now).await?;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the list is what was asked for")]
fn list(place: &Place, all: bool, json: bool) -> Result<(), Failure> {
    let (incidents, locale) = place.run(async |office| {
        let since = office.now.checked_sub((RECENT_DAYS * 24).hours())?;
        let since = if all { Timestamp::MIN.max(Timestamp::UNIX_EPOCH) } else { since };
        let locale = office.outline()?.default_locale;
        Ok((office.storage.incidents(since).await?, locale))
    })?;
    let locale = locale.or_else(|| "en".parse().ok()).ok_or("no language")?;
    if json {
        let rows: Vec<_> = incidents
            .iter()
            .map(|incident| {
                let components: Vec<_> =
                    incident.components().into_iter().map(|(id, _)| id.to_owned()).collect();
                serde_json::json!({
                    "id": incident.id, "title": incident.title.get(&locale), "stage": incident.stage,
                    "impact": incident.impact, "started_at": incident.started_at.to_string(),
                    "ended_at": incident.ended_at.map(|at| at.to_string()), "components": components,
                    "affected": incident.affected,
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    if incidents.is_empty() {
        eprintln!("There are none; `guichet incident open` opens one.");
        return Ok(());
    }
    let rows: Vec<_> = incidents
        .iter()
        .map(|incident| {
            [
                incident.id.to_string(),
                incident.stage.name().to_owned(),
                incident.impact.name().to_owned(),
                incident.started_at.to_string(),
                plain(incident.title.get(&locale)),
            ]
        })
        .collect();
    print!("{}", table(["ID", "STAGE", "IMPACT", "BEGAN", "TITLE"], &rows));
    Ok(())
}

fn time(text: &str) -> Result<Timestamp, String> {
    let bad = || {
        format!("`{}` is no time; write it in UTC, such as 2026-11-23T14:30", text.escape_debug())
    };
    let read = text.trim_end_matches('Z').parse::<DateTime>().map_err(|_| bad())?;
    read.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()).map_err(|_| bad())
}

fn component(text: &str) -> Result<(String, ComponentState), String> {
    let states: Vec<&str> = ComponentState::ALL.iter().map(|state| state.name()).collect();
    text.split_once('=')
        .and_then(|(id, state)| Some((id.to_owned(), ComponentState::parse(state)?)))
        .ok_or_else(|| format!("write SERVICE=STATE, with a state of {}", states.join(", ")))
}

fn impact(text: &str) -> Result<Impact, String> {
    Impact::parse(text)
        .filter(|impact| *impact != Impact::Maintenance)
        .ok_or_else(|| "write none, minor, major or critical".to_owned())
}

fn stage(text: &str) -> Result<Stage, String> {
    let stages: Vec<&str> = Stage::ALL.iter().map(|stage| stage.name()).collect();
    Stage::parse(text).ok_or_else(|| format!("write one of {}", stages.join(", ")))
}
