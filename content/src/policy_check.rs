//! What is wrong with a policy beyond its form: names that nothing bears, answers that no rule covers, languages that a text forgets.

mod forums;

use std::{collections::HashSet, fs, ops::Range};

use guichet_model::{
    ArticleKey, Locale,
    email::EmailAddress,
    policy::{ChannelKind, Within},
    priority::{Answers, first_response_due},
};
use jiff::Timestamp;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    diagnostic::{Diagnostic, Severity, nearest, place},
    languages,
    library::Library,
    links,
    portal::PORTAL_FILE,
};

/// Checks the policy of a library.
pub(crate) fn check(library: &Library, problems: &mut Vec<Diagnostic>) {
    if library.policy_hash.is_none() {
        return;
    }
    let Ok(text) = fs::read_to_string(library.root().join(PORTAL_FILE)) else { return };
    let Ok(tree) = DeTable::parse(&text) else { return };
    let mut checker = Checker { library, text: &text, tree: tree.get_ref(), problems };
    checker.portal();
    checker.sign_in();
    checker.names();
    checker.forums();
    checker.entries();
    checker.priorities();
    checker.checklists();
    checker.translations();
}

/// A step on the way to a value of the file.
#[derive(Clone, Copy)]
enum Step<'s> {
    Key(&'s str),
    Item(usize),
}
use Step::{Item, Key};

struct Checker<'c> {
    library: &'c Library,
    text: &'c str,
    tree: &'c DeTable<'c>,
    problems: &'c mut Vec<Diagnostic>,
}

impl Checker<'_> {
    /// Where a value stands, or the nearest thing around it that stands anywhere.
    fn span(&self, path: &[Step<'_>]) -> Range<usize> {
        let mut span = 0..0;
        let mut value: Option<&Spanned<DeValue<'_>>> = None;
        for step in path {
            let next = match (*step, value.map(Spanned::get_ref)) {
                (Key(key), None) => self.tree.get(key),
                (Key(key), Some(DeValue::Table(table))) => table.get(key),
                (Item(at), Some(DeValue::Array(items))) => items.get(at),
                _ => None,
            };
            let Some(found) = next else { break };
            span = found.span();
            value = Some(found);
        }
        span
    }

    fn push(
        &mut self,
        severity: Severity,
        path: &[Step<'_>],
        code: &'static str,
        message: String,
        help: String,
    ) {
        let (line, column) = place(self.text, self.span(path).start);
        self.problems.push(Diagnostic {
            path: PORTAL_FILE.to_owned(),
            line,
            column,
            severity,
            code,
            message,
            help,
        });
    }

    fn error(&mut self, path: &[Step<'_>], code: &'static str, message: String, help: &str) {
        self.push(Severity::Error, path, code, message, help.to_owned());
    }

    /// Domains are compared as they stand, so one that is no domain, or not in small letters, would never match.
    fn sign_in(&mut self) {
        for (at, domain) in self.library.policy().sign_in.personal_domains.iter().enumerate() {
            let read = format!("x@{domain}").parse::<EmailAddress>();
            if read.is_ok_and(|address| address.domain() == domain) {
                continue;
            }
            let message = format!("`{}` is no domain of addresses", domain.escape_debug());
            self.error(
                &[Key("sign_in"), Key("personal_domains"), Item(at)],
                "sign-in-domain",
                message,
                "write what follows the @, in small letters, such as \"example.com\"",
            );
        }
    }

    fn portal(&mut self) {
        let portal = &self.library.policy().portal;
        let accent = portal
            .accent
            .strip_prefix('#')
            .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if !accent {
            let message = format!("`{}` is no colour", portal.accent.escape_debug());
            self.error(
                &[Key("portal"), Key("accent")],
                "portal-accent",
                message,
                "write six hexadecimal digits, such as \"#1f5fbf\"",
            );
        }
        if let Some(locale) = portal
            .default_locale
            .clone()
            .filter(|l| !self.library.articles().any(|a| a.locale == *l))
        {
            let message = format!("there is no article in the default locale `{locale}`");
            self.error(
                &[Key("portal"), Key("default_locale")],
                "portal-locale",
                message,
                "name a folder below articles/, or add articles to it",
            );
        }
        for (section, keys) in
            [("portal", &portal.featured), ("support", &self.library.policy().support.related)]
        {
            let name = if section == "portal" { "featured" } else { "related" };
            for (at, key) in keys.iter().enumerate() {
                self.article(&[Key(section), Key(name), Item(at)], key);
            }
        }
        let urls = [
            ("imprint_url", &portal.imprint_url),
            ("privacy_url", &portal.privacy_url),
            ("billing_url", &portal.billing_url),
            ("status_url", &portal.status_url),
        ];
        for (name, url) in urls {
            if let Some(url) = url {
                self.url(&[Key("portal"), Key(name)], url);
            }
        }
    }

    fn article(&mut self, path: &[Step<'_>], written: &str) {
        let library = self.library;
        let key = match ArticleKey::parse(written) {
            Ok(key) => key,
            Err(error) => {
                return self.error(
                    path,
                    "portal-article",
                    error.to_string(),
                    "write `category/slug` of an article",
                );
            }
        };
        if !library.families.contains_key(&key) {
            let names: Vec<String> = library.families.keys().map(ToString::to_string).collect();
            let near =
                library.families.keys().find(|k| k.slug == key.slug).map(ToString::to_string);
            let near = near
                .or_else(|| nearest(written, names.iter().map(String::as_str)).map(str::to_owned));
            let help = near.map_or_else(
                || "write `category/slug` of an article".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.error(path, "portal-article", format!("there is no article `{key}`"), &help);
        }
    }

    fn url(&mut self, path: &[Step<'_>], url: &str) {
        let site = links::scheme(url).is_some_and(|s| matches!(s, "http" | "https"))
            && url.contains("://");
        let own = url.starts_with('/') && !url.starts_with("//");
        if !site && !own {
            self.error(
                path,
                "portal-url",
                format!("`{}` is no address of a page", url.escape_debug()),
                "write a whole address that begins with https://",
            );
        }
    }

    /// Identifiers: each once, and each use of one known.
    fn names(&mut self) {
        let policy = self.library.policy();
        let lists: [(&str, Vec<&str>); 4] = [
            ("services", policy.services.iter().map(|s| s.id.as_str()).collect()),
            ("editions", policy.editions.iter().map(|e| e.id.as_str()).collect()),
            ("priority_rules", policy.priority_rules.iter().map(|r| r.id.as_str()).collect()),
            ("priorities", Vec::new()),
        ];
        for (list, ids) in &lists {
            let mut seen = HashSet::new();
            for (at, id) in ids.iter().enumerate() {
                if id.is_empty() || !seen.insert(id) {
                    let message = if id.is_empty() {
                        "the id is empty".to_owned()
                    } else {
                        format!("the id `{id}` is given twice")
                    };
                    self.error(
                        &[Key(list), Item(at), Key("id")],
                        "portal-id",
                        message,
                        "give each its own id",
                    );
                }
            }
        }
        let services = &lists[0].1;
        self.status(services);
        for (at, channel) in policy.channels.iter().enumerate() {
            for (desk, _) in
                channel.desks.iter().enumerate().filter(|(_, d)| d.languages.is_empty())
            {
                let path = [Key("channels"), Item(at), Key("desks"), Item(desk)];
                self.error(
                    &path,
                    "portal-desk",
                    "this desk answers in no language".to_owned(),
                    "name its languages, such as languages = [\"en\"]",
                );
            }
        }
    }

    /// The status page's groups: known services, each in one group, none of them hidden; and a source that can be asked.
    fn status(&mut self, services: &[&str]) {
        let status = &self.library.policy().status;
        let mut seen = HashSet::new();
        let groups = status.groups.iter().enumerate().flat_map(|(at, group)| {
            let path = move |n| [Key("status"), Key("groups"), Item(at), Key("services"), Item(n)];
            group.services.iter().enumerate().map(move |(n, id)| (path(n).to_vec(), id))
        });
        let hidden = status.hidden.iter().enumerate();
        let hidden = hidden.map(|(n, id)| (vec![Key("status"), Key("hidden"), Item(n)], id));
        for (path, id) in groups.chain(hidden) {
            if !services.contains(&id.as_str()) {
                let help = nearest(id, services.iter().copied()).map_or_else(
                    || "name one of the services above".to_owned(),
                    |n| format!("did you mean `{n}`?"),
                );
                let message = format!("`{id}` is no service of the portal");
                self.error(&path, "service-unknown", message, &help);
            } else if !seen.insert(id) {
                let message = format!("the status page names `{id}` twice");
                self.error(&path, "status-group", message, "name it in one group, or hide it");
            }
        }
        if let Some(source) = &status.source {
            self.url(&[Key("status"), Key("source"), Key("url")], &source.url);
            for id in source.names.keys().filter(|id| !services.contains(&id.as_str())) {
                let message = format!("`{id}` is no service of the portal");
                let path = [Key("status"), Key("source"), Key("names"), Key(id)];
                self.error(&path, "service-unknown", message, "name one of the services above");
            }
        }
    }

    /// Numbers that can be dialled, addresses that can be opened and written to. What is wrong is not repeated: it is for the entitled alone.
    fn entries(&mut self) {
        let policy = self.library.policy();
        for (at, channel) in policy.channels.iter().enumerate() {
            for (desk_at, desk) in channel.desks.iter().enumerate() {
                for (entry_at, entry) in desk.entries.iter().enumerate() {
                    let value = entry.value.reveal();
                    let (fine, message, help) = match channel.kind {
                        ChannelKind::Phone => (
                            value.bytes().filter(u8::is_ascii_digit).count() >= 3,
                            "this is no telephone number",
                            "write it with its country, such as \"+1 202 555 0114\"",
                        ),
                        ChannelKind::Chat => (
                            value.starts_with("https://") && !value.contains(char::is_whitespace),
                            "this is no address that a chat can be opened at",
                            "write a whole address that begins with https://",
                        ),
                        ChannelKind::Email => (
                            value.parse::<EmailAddress>().is_ok(),
                            "this is no e-mail address",
                            "write an address such as \"support@example.org\"",
                        ),
                    };
                    if !fine {
                        let path = [
                            Key("channels"),
                            Item(at),
                            Key("desks"),
                            Item(desk_at),
                            Key("entries"),
                            Item(entry_at),
                            Key("value"),
                        ];
                        self.error(&path, "portal-entry", message.to_owned(), help);
                    }
                }
            }
        }
    }

    /// Every combination of answers leads to a priority that is described, and every rule can be the one that does.
    fn priorities(&mut self) {
        let policy = self.library.policy();
        if policy.priority_rules.is_empty() && policy.priorities.is_empty() {
            return;
        }
        let mut levels = HashSet::new();
        for (at, priority) in policy.priorities.iter().enumerate() {
            if !levels.insert(priority.level) {
                self.error(
                    &[Key("priorities"), Item(at), Key("level")],
                    "portal-priority",
                    format!("{} is described twice", priority.level),
                    "remove one of the two",
                );
            }
        }
        self.promises();
        let mut used = vec![false; policy.priority_rules.len()];
        for answers in Answers::all() {
            match policy.priority_rules.iter().position(|rule| rule.matches(answers)) {
                Some(at) => used[at] = true,
                None => self.error(
                    &[Key("priority_rules")],
                    "portal-rules",
                    format!("no rule covers {}", words(answers)),
                    "add a rule for it, or a last rule without conditions",
                ),
            }
        }
        for (at, rule) in policy.priority_rules.iter().enumerate() {
            let path = [Key("priority_rules"), Item(at), Key("priority")];
            if !levels.contains(&rule.priority) {
                self.error(
                    &path,
                    "portal-priority",
                    format!("{} is described nowhere", rule.priority),
                    "add it to [[priorities]]",
                );
            }
            if !used[at] {
                let message = format!("the rule `{}` is never the first to match", rule.id);
                self.push(
                    Severity::Warning,
                    &path[..2],
                    "portal-rules",
                    message,
                    "move it up, or remove it".to_owned(),
                );
            }
        }
    }

    /// Checklists are for services that there are.
    fn checklists(&mut self) {
        let policy = self.library.policy();
        let services: Vec<&str> = policy.services.iter().map(|s| s.id.as_str()).collect();
        for (at, list) in policy.support.checklists.iter().enumerate() {
            for (item, service) in list.services.iter().enumerate() {
                let path =
                    [Key("support"), Key("checklists"), Item(at), Key("services"), Item(item)];
                self.known(&path, "service", service, &services);
            }
        }
    }

    /// Times in which a first answer can come.
    fn promises(&mut self) {
        let policy = self.library.policy();
        let counts = |within: Within| !within.round_the_clock && within.minutes > 0;
        // Any Monday will do: what business hours do not come to within a year, they never do.
        let monday = Timestamp::from_second(1_767_571_200).unwrap_or(Timestamp::UNIX_EPOCH);
        for (at, priority) in policy.priorities.iter().enumerate() {
            let path = [Key("priorities"), Item(at), Key("first_response_within")];
            let Some(within) = priority.first_response_within else {
                let message = format!("{} has no time to count with", priority.level);
                self.push(
                    Severity::Warning,
                    &path[..2],
                    "portal-due",
                    message,
                    "add first_response_within = { minutes = 240 }, and `round_the_clock = true` where nights and weekends count"
                        .to_owned(),
                );
                continue;
            };
            if within.minutes == 0 {
                self.error(
                    &path,
                    "portal-due",
                    "a first answer needs some minutes".to_owned(),
                    "write how many it may take at most",
                );
            }
            if counts(within) && first_response_due(priority.level, monday, policy).is_none() {
                self.error(
                    &[Key("support"), Key("business_hours")],
                    "portal-due",
                    format!(
                        "{} never has its first answer: these hours are too few",
                        priority.level
                    ),
                    "name the days and times at which business goes on",
                );
            }
        }
    }

    /// Texts that are written by language but not in every language the portal has.
    fn translations(&mut self) {
        let locales: Vec<Locale> = self.library.locales().to_vec();
        let mut open: Vec<&DeTable<'_>> = vec![self.tree];
        let mut found = Vec::new();
        while let Some(table) = open.pop() {
            for (key, value) in table {
                collect(key.get_ref(), value, &mut open, &mut found);
            }
        }
        for (name, span, written) in found {
            let lacking: Vec<&str> = locales
                .iter()
                .filter(|l| !written.iter().any(|w| w.language() == l.language()))
                .map(Locale::as_str)
                .collect();
            if !lacking.is_empty() {
                let (line, column) = place(self.text, span.start);
                let message = format!("`{name}` has no words in {}", lacking.join(", "));
                self.problems.push(
                    Diagnostic::warning(
                        PORTAL_FILE,
                        "portal-language",
                        message,
                        "readers of that language get another one; add a line for it",
                    )
                    .at(line, column),
                );
            }
        }
    }
}

type Written = (String, Range<usize>, Vec<Locale>);

/// Notes a table of texts by language; opens any other.
fn collect<'t>(
    name: &str,
    value: &'t Spanned<DeValue<'t>>,
    open: &mut Vec<&'t DeTable<'t>>,
    found: &mut Vec<Written>,
) {
    match value.get_ref() {
        DeValue::Table(table) => {
            let texts: Option<Vec<Locale>> = table
                .iter()
                .map(|(key, value)| {
                    languages::locale(key.get_ref()).filter(|_| value.get_ref().is_str())
                })
                .collect();
            match texts.filter(|t| !t.is_empty()) {
                Some(written) => found.push((name.to_owned(), value.span(), written)),
                None => open.push(table),
            }
        }
        DeValue::Array(items) => {
            for item in items {
                collect(name, item, open, found);
            }
        }
        _ => {}
    }
}

/// Answers as the policy file writes them.
fn words(answers: Answers) -> String {
    let Answers { effect, reach, workaround } = answers;
    format!(
        "effect = {}, reach = {}, workaround = {}",
        effect.name(),
        reach.name(),
        workaround.name()
    )
}
