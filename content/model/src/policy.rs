//! The policy: what the operator decides in `portal.toml`. Unknown keys are refused.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

use crate::{
    Locale, Text,
    email::EmailAddress,
    hours::Hours,
    priority::{Answers, Effect, Level, Reach, Workaround},
    viewer::Tier,
};

/// A whole policy file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// The portal itself.
    pub portal: Portal,
    /// The services that articles, status and the guided form speak of, in order.
    pub services: Vec<Service>,
    /// Whom the portal serves, in order.
    pub audiences: Vec<AudienceText>,
    /// The editions organisations may have.
    pub editions: Vec<Edition>,
    /// How people sign in.
    pub sign_in: SignIn,
    /// How entitled people reach support.
    pub channels: Vec<Channel>,
    /// Where everyone can ask everyone.
    pub forums: Vec<Forum>,
    /// The priorities, most urgent first.
    pub priorities: Vec<Priority>,
    /// Rules from answers to a priority; the first that matches holds.
    pub priority_rules: Vec<PriorityRule>,
    /// What support promises and how it works.
    pub support: Support,
    /// The status page.
    pub status: Status,
}

impl Policy {
    /// Every timetable that may name a calendar of holidays.
    pub fn hours(&self) -> impl Iterator<Item = &Hours> {
        let desks = self.channels.iter().flat_map(|channel| &channel.desks);
        desks.map(|desk| &desk.hours).chain([&self.support.business_hours])
    }

    /// The same, for whoever fills in the holidays.
    pub fn hours_mut(&mut self) -> impl Iterator<Item = &mut Hours> {
        let desks = self.channels.iter_mut().flat_map(|channel| &mut channel.desks);
        desks.map(|desk| &mut desk.hours).chain([&mut self.support.business_hours])
    }
}

/// How people sign in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignIn {
    /// Domains of personal addresses: whoever tries to sign in with one is shown help for personal accounts besides.
    pub personal_domains: Vec<String>,
}

impl SignIn {
    /// Whether an address is, by its domain, most likely a personal one.
    pub fn is_personal(&self, address: &EmailAddress) -> bool {
        self.personal_domains.iter().any(|domain| domain == address.domain())
    }
}

/// The portal itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Portal {
    /// The help centre's name, in the header and in titles.
    pub name: Text,
    /// The organisation or product that is helped with.
    pub organisation: Text,
    /// One sentence under the question on the start page.
    pub tagline: Text,
    /// The accent colour, `#rrggbb`. Adjusted where it would be too faint to read.
    pub accent: String,
    /// The locale of readers whose languages are not offered; the first folder of articles when absent.
    pub default_locale: Option<Locale>,
    /// The most useful articles, `category/slug`, shown on the start page.
    pub featured: Vec<String>,
    /// Where the organisation says who it is.
    pub imprint_url: Option<String>,
    /// Where it says what it does with personal data.
    pub privacy_url: Option<String>,
    /// Where administrators pay invoices, for those whose organisation is suspended.
    pub billing_url: Option<String>,
    /// The status page, where it lies elsewhere; the portal's own is left out of menus then.
    pub status_url: Option<String>,
}

impl Default for Portal {
    fn default() -> Self {
        Self {
            name: "Help centre".into(),
            organisation: Text::default(),
            tagline: Text::default(),
            accent: "#1f5fbf".to_owned(),
            default_locale: None,
            featured: Vec::new(),
            imprint_url: None,
            privacy_url: None,
            billing_url: None,
            status_url: None,
        }
    }
}

/// Something people use and may need help with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// What front matter and answers call it.
    pub id: String,
    /// What people call it.
    pub name: Text,
}

/// One of the groups of people the portal serves, as the policies page tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceText {
    /// A short name.
    pub title: Text,
    /// What these people get, and where.
    pub text: Text,
    /// Whether the contact desk opens to them.
    #[serde(default)]
    pub entitled: bool,
}

/// An edition that an organisation may have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// What the account system calls it.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Whether it includes support. Education and nonprofit editions count as paid.
    pub tier: Tier,
}

/// The kinds of channels.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// A voice call.
    Phone,
    /// A written conversation at once.
    Chat,
    /// A support request, answered by e-mail.
    Email,
}

/// A way to reach support.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// What kind it is.
    pub kind: ChannelKind,
    /// What it is good for, in a sentence.
    #[serde(default)]
    pub good_for: Text,
    /// Who answers: one desk a language, or a group of languages with the same hours.
    pub desks: Vec<Desk>,
}

/// The people who answer a channel in some languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// The languages they answer in.
    pub languages: Vec<Locale>,
    /// When they answer.
    #[serde(default)]
    pub hours: Hours,
    /// Numbers, addresses or links. For the entitled only.
    #[serde(default)]
    pub entries: Vec<Entry>,
}

/// A number, an address or a link of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What tells it from the others: a country, a city.
    #[serde(default)]
    pub label: Text,
    /// The number, address or link itself.
    pub value: Secret,
}

/// Text that only an entitled viewer may see: it is neither printed by `Debug` nor serialisable, so it cannot reach a log or a page's props by accident.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself. Call it only where a [`crate::contact::Access::Granted`] is at hand.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A place where people help one another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forum {
    /// What people call it.
    pub name: Text,
    /// Its address, by locale where it differs.
    pub url: Text,
    /// Whom it is for, in a sentence.
    #[serde(default)]
    pub text: Text,
    /// The service it is about; every service when absent.
    #[serde(default)]
    pub service: Option<String>,
    /// The languages people speak there; those its address is given for when empty.
    #[serde(default)]
    pub languages: Vec<Locale>,
    /// The editions whose people may go there; everyone when empty.
    #[serde(default)]
    pub editions: Vec<String>,
    /// The software it runs on, where the portal knows how to speak with it.
    #[serde(default)]
    pub kind: Option<ForumKind>,
    /// The category of a Discourse forum that is meant, as its path: `en/mail`, or with its number, `mail/12`. Without one it is the
    /// category that the forum's address names.
    #[serde(default)]
    pub category: Option<Text>,
    /// The category by service.
    #[serde(default)]
    pub categories: BTreeMap<String, Text>,
    /// Where any other forum searches, with `{query}` in it.
    #[serde(default)]
    pub search_url: Text,
    /// Where a topic is begun in any other forum, with `{title}` and `{body}` in it.
    #[serde(default)]
    pub new_topic_url: Text,
}

/// The software of a forum that the portal can search and write drafts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForumKind {
    /// Discourse, by its public JSON and its `/new-topic` address.
    Discourse,
}

/// A priority as people read of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    /// P1 to P4.
    pub level: Level,
    /// Its name in a few words.
    pub title: Text,
    /// What counts as such.
    pub meaning: Text,
    /// An example people recognise.
    pub example: Text,
    /// When the first answer comes, in words.
    pub first_response: Text,
    /// The same to count with; without it no due time is told.
    #[serde(default)]
    pub first_response_within: Option<Within>,
    /// How soon it shall be solved: what the desk measures itself by. Nobody is promised it.
    #[serde(default)]
    pub solved_within: Option<Within>,
}

/// How soon something is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// Minutes at most, counted in [`Support::business_hours`].
    pub minutes: u32,
    /// Whether every minute counts instead, day and night.
    #[serde(default)]
    pub round_the_clock: bool,
}

/// A rule of the priority table. An absent condition matches every answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityRule {
    /// The rule's stable name.
    pub id: String,
    /// The effects it is for.
    #[serde(default)]
    pub effect: Vec<Effect>,
    /// The reaches it is for.
    #[serde(default)]
    pub reach: Vec<Reach>,
    /// The workarounds it is for.
    #[serde(default)]
    pub workaround: Vec<Workaround>,
    /// The priority it gives.
    pub priority: Level,
    /// Why, in a sentence to the reader.
    pub because: Text,
}

impl PriorityRule {
    /// Whether this rule covers the answers.
    pub fn matches(&self, answers: Answers) -> bool {
        (self.effect.is_empty() || self.effect.contains(&answers.effect))
            && (self.reach.is_empty() || self.reach.contains(&answers.reach))
            && (self.workaround.is_empty() || self.workaround.contains(&answers.workaround))
    }
}

/// What support promises and how it works, as the policies page tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Support {
    /// When the first answer comes, in general.
    pub response_times: Text,
    /// The hours in which promises are counted that do not hold round the clock.
    pub business_hours: Hours,
    /// What a deeper investigation asks for, a sentence first.
    pub investigation: Text,
    /// What to have at hand, item by item.
    pub evidence: Vec<Text>,
    /// What to have at hand besides, by service and by what happens.
    pub checklists: Vec<Checklist>,
    /// How a case can end.
    pub outcomes: Vec<Outcome>,
    /// What is asked once a case is solved.
    pub questionnaire: Text,
    /// Who answers, and how what is said is kept.
    pub providers: Text,
    /// Articles that belong to the policies, `category/slug`.
    pub related: Vec<String>,
}

/// What helps to understand problems of some kind. An absent condition matches every problem.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The services it is for.
    #[serde(default)]
    pub services: Vec<String>,
    /// The effects it is for.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// What to have at hand, item by item.
    pub items: Vec<Text>,
}

/// A way in which a case ends.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The outcome's stable name.
    pub id: String,
    /// In a few words.
    pub title: Text,
    /// What it means for the person.
    pub text: Text,
}

/// The status page. Its components are the services.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Status {
    /// Services that the status page leaves out.
    pub hidden: Vec<String>,
    /// Services under a common heading, in order; those of no group follow.
    pub groups: Vec<StatusGroup>,
    /// Another status page that says how the services do, instead of the portal's own incidents. The portal then counts nobody and sends no
    /// news, by mail or to webhooks: people follow that page.
    pub source: Option<StatusSource>,
}

/// Services under a common heading of the status page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusGroup {
    /// What people call it.
    pub name: Text,
    /// The services in it.
    pub services: Vec<String>,
}

/// Another status page, read again and again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusSource {
    /// Its address: of a Statuspage the page itself (`https://status.example.org`), of the Google kind the whole `incidents.json`.
    pub url: String,
    /// What it speaks.
    pub format: StatusFormat,
    /// What it calls services, by the portal's identifier: `{ mail = "Email delivery" }`. Names that are the same need no line.
    #[serde(default)]
    pub names: std::collections::BTreeMap<String, String>,
}

impl StatusSource {
    /// The address below which a Statuspage answers.
    pub fn base(&self) -> &str {
        let base = self.url.trim_end_matches('/');
        base.strip_suffix("/api/v2/summary.json").unwrap_or(base)
    }

    /// Where people read it, as far as the address tells: the page itself, or the folder of the list of incidents. None over plain HTTP,
    /// which only a page in the portal's own network speaks.
    pub fn page(&self) -> Option<&str> {
        let page = match self.format {
            StatusFormat::Statuspage => self.base(),
            StatusFormat::Google => match self.url.rsplit_once('/') {
                Some((folder, _)) if !folder.ends_with('/') => folder,
                _ => &self.url,
            },
        };
        page.starts_with("https://").then_some(page)
    }
}

/// What another status page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusFormat {
    /// Statuspage's public API, version 2, and those compatible with it.
    Statuspage,
    /// A bare list of incidents with `begin`, `end` and `affected_products`, as Google's dashboards publish it.
    Google,
}
