//! Which forum a question belongs to, and the addresses there: its search, and a new topic that is already written.

use std::fmt::Write as _;

use crate::{
    Locale, Policy, Text, Viewer,
    contact::{Access, contact_access},
    policy::{Forum, ForumKind},
    route::encode,
};

/// The longest address, in bytes: what every sender and receiver of HTTP should bear (RFC 9110 section 4.1).
pub const MAX_ADDRESS: usize = 8_000;
/// The most bytes that a Discourse address may take in a cookie. Discourse sends people who are not signed in to its sign-in page and keeps
/// the address they came with in the cookie `destination_url`, percent-encoded once more; a browser drops cookies of more than 4,096 bytes, name
/// included (RFC 6265 section 6.1), and the draft would be gone.
pub const MAX_IN_COOKIE: usize = 4_000;
/// The most characters of a topic's title: Discourse's default `max_topic_title_length`.
pub const MAX_TITLE_CHARS: usize = 255;
/// The most bytes of the title in that cookie, so that room is left for the question.
const MAX_TITLE_IN_COOKIE: usize = 1_500;
/// The most characters of a search that are handed on to a forum.
pub const MAX_SEARCH_CHARS: usize = 200;
/// Where a text was cut.
const CUT: char = '…';

/// Who asks about what, in which language.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// The service the question is about, if it is about one.
    pub service: Option<&'a str>,
    /// The language of the person.
    pub locale: &'a Locale,
    /// The edition of their organisation.
    pub edition: Option<&'a str>,
}

/// The forums that are open to someone, the best for their question first: in their language, about their service, for their edition, and
/// otherwise in the policy's order. Forums of other services are left out, unless there is none besides.
pub fn forums_for<'p>(policy: &'p Policy, asker: &Asker<'_>) -> Vec<&'p Forum> {
    let mut found: Vec<&Forum> =
        policy.forums.iter().filter(|forum| forum.is_open_to(asker.edition)).collect();
    if found.iter().any(|forum| !forum.is_elsewhere(asker.service)) {
        found.retain(|forum| !forum.is_elsewhere(asker.service));
    }
    found.sort_by_key(|forum| {
        let about = match asker.service {
            Some(service) => forum.is_about(service),
            None => forum.service.is_none(),
        };
        (forum.distance(asker.locale), !about, forum.editions.is_empty())
    });
    found
}

/// Whether a forum is open to people of an edition, or of none: whatever their question, it then has a place.
pub fn has_forum(policy: &Policy, edition: Option<&str>) -> bool {
    policy.forums.iter().any(|forum| forum.is_open_to(edition))
}

/// The best forum for a question.
pub fn forum_for<'p>(policy: &'p Policy, asker: &Asker<'_>) -> Option<&'p Forum> {
    forums_for(policy, asker).into_iter().next()
}

/// Whether the forum is the first way on for a viewer: for all whom support does not answer.
pub fn comes_first(viewer: Viewer, policy: &Policy) -> bool {
    !matches!(contact_access(viewer, policy), Access::Granted { .. })
}

/// A topic before it is written in the forum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The question in a line.
    pub title: String,
    /// The question itself, in Markdown.
    pub body: String,
    /// Tags, where the forum has them.
    pub tags: Vec<String>,
}

/// Where a new topic is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTopic {
    /// The address.
    pub url: String,
    /// How much of the draft it carries.
    pub carries: Carries,
}

/// How much of a draft an address carries. What it does not carry, a page offers to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// All of it.
    Everything,
    /// Its beginning: the address would have been too long.
    Beginning,
    /// Nothing: the forum has no address for drafts.
    Nothing,
}

/// A Discourse forum as its addresses are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discourse {
    /// The forum's root, without a slash at the end.
    pub base: String,
    /// The category that is meant, as its path: `en/mail`, `mail/12` or `12`.
    pub category: Option<String>,
}

impl Forum {
    /// Whether people of an edition, or of none, may go there.
    fn is_open_to(&self, edition: Option<&str>) -> bool {
        self.editions.is_empty()
            || edition.is_some_and(|edition| self.editions.iter().any(|own| own == edition))
    }

    /// Whether it has a place of its own for a service.
    fn is_about(&self, service: &str) -> bool {
        self.service.as_deref() == Some(service) || self.categories.contains_key(service)
    }

    /// Whether it is about another service than this one.
    fn is_elsewhere(&self, service: Option<&str>) -> bool {
        service.is_some_and(|service| self.service.is_some() && !self.is_about(service))
    }

    /// How far a forum is from a language: 0 when it is named for it, 1 when it is named for none, 2 when it is named for others.
    fn distance(&self, locale: &Locale) -> u8 {
        let named = match (&self.url, self.languages.is_empty()) {
            (Text::Same(_), true) => return 1,
            (url, true) => !url.lacks(locale),
            (_, false) => self.languages.iter().any(|l| l.language() == locale.language()),
        };
        if named { 0 } else { 2 }
    }

    /// The forum as Discourse, if it is one. The category is the one of the service, else the forum's own, else the one its address names.
    pub fn discourse(&self, asker: &Asker<'_>) -> Option<Discourse> {
        if self.kind != Some(ForumKind::Discourse) {
            return None;
        }
        let url = self.url.get(asker.locale).trim_end_matches('/');
        let (base, named) = match url.split_once("/c/") {
            Some((base, path)) => (base, Some(path)),
            None => (url, None),
        };
        let given = asker.service.and_then(|service| self.categories.get(service));
        let given = given.or(self.category.as_ref()).map(|text| text.get(asker.locale));
        let category = given.or(named).map(|path| path.trim_matches('/').to_owned());
        Some(Discourse {
            base: base.to_owned(),
            category: category.filter(|path| !path.is_empty()),
        })
    }

    /// The page to go to with a question: the forum's own, or that of the category that is meant.
    pub fn page(&self, asker: &Asker<'_>) -> String {
        let named = asker.service.is_some_and(|service| self.categories.contains_key(service));
        match self.discourse(asker) {
            Some(Discourse { base, category: Some(path) }) if named || self.category.is_some() => {
                format!("{base}/c/{path}")
            }
            _ => self.url.get(asker.locale).to_owned(),
        }
    }

    /// The page on which the forum itself searches, if it has one.
    pub fn search_page(&self, asker: &Asker<'_>, query: &str) -> Option<String> {
        if let Some(discourse) = self.discourse(asker) {
            return Some(discourse.search("/search", query));
        }
        let template = self.search_url.get(asker.locale);
        let query: String = query.chars().take(MAX_SEARCH_CHARS).collect();
        (!template.is_empty()).then(|| template.replace("{query}", &encode(&query)))
    }

    /// Where a new topic is begun, with as much of the draft as an address can carry.
    pub fn new_topic(&self, asker: &Asker<'_>, draft: &Draft) -> NewTopic {
        let title = cut_title(draft.title.trim());
        let body = draft.body.trim();
        let template = self.new_topic_url.get(asker.locale);
        if let Some(discourse) = self.discourse(asker) {
            let fits = |url: &str| url.len() <= MAX_ADDRESS && in_cookie(url) <= MAX_IN_COOKIE;
            fitted(&title, body, fits, |title, body| discourse.new_topic(title, body, &draft.tags))
        } else if template.is_empty() {
            let url = self.url.get(asker.locale).to_owned();
            NewTopic { url, carries: Carries::Nothing }
        } else {
            let fits = |url: &str| url.len() <= MAX_ADDRESS;
            fitted(&title, body, fits, |title, body| {
                filled(template, &[("{title}", title), ("{body}", body)])
            })
        }
    }
}

impl Discourse {
    /// An address of the forum's search, as a page (`/search`) or as JSON (`/search.json`), within the category.
    pub fn search(&self, path: &str, query: &str) -> String {
        let mut words: String = query.chars().take(MAX_SEARCH_CHARS).collect();
        if let Some(filter) = self.search_filter() {
            words.push(' ');
            words.push_str(&filter);
        }
        format!("{}{path}?q={}", self.base, encode(&words))
    }

    /// The address of the category's most read topics of a year, as JSON.
    pub fn top_json(&self) -> String {
        let category = self.category.as_ref().map_or_else(String::new, |path| {
            let segments: Vec<String> = path.split('/').map(encode).collect();
            format!("/c/{}/l", segments.join("/"))
        });
        format!("{}{category}/top.json?period=yearly", self.base)
    }

    /// The page of a topic.
    pub fn topic(&self, id: u64, slug: &str) -> String {
        let slug = if slug.is_empty() { "-".to_owned() } else { encode(slug) };
        format!("{}/t/{slug}/{id}", self.base)
    }

    /// The category's names, without its number, and its number.
    fn slugs_and_id(&self) -> (Vec<&str>, Option<&str>) {
        let mut segments: Vec<&str> =
            self.category.as_deref().unwrap_or("").split('/').filter(|s| !s.is_empty()).collect();
        let number = |s: &&str| s.bytes().all(|byte| byte.is_ascii_digit());
        let id = segments.pop_if(|last| number(&*last));
        (segments, id)
    }

    /// The words that keep a search within the category (`#parent:child`), subcategories included.
    fn search_filter(&self) -> Option<String> {
        match self.slugs_and_id() {
            (slugs, _) if !slugs.is_empty() => Some(format!("#{}", slugs.join(":"))),
            (_, Some(id)) => Some(format!("category:{id}")),
            _ => None,
        }
    }

    /// `/new-topic` reads `title`, `body`, `tags`, and the category as `category=parent/child` or `category_id`.
    fn new_topic(&self, title: &str, body: &str, tags: &[String]) -> String {
        let mut url =
            format!("{}/new-topic?title={}&body={}", self.base, encode(title), encode(body));
        let category = match self.slugs_and_id() {
            (_, Some(id)) => Some(("category_id", id.to_owned())),
            (slugs, None) if !slugs.is_empty() => Some(("category", slugs.join("/"))),
            _ => None,
        };
        for (name, value) in
            category.into_iter().chain((!tags.is_empty()).then(|| ("tags", tags.join(","))))
        {
            write!(url, "&{name}={}", encode(&value)).expect("writing to a string cannot fail");
        }
        url
    }
}

/// Replaces placeholders in one pass, so that a text with braces of its own stays as it is.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut url = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        url.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((name, value)) = values.iter().find(|(name, _)| rest.starts_with(name)) {
            url.push_str(&encode(value));
            rest = &rest[name.len()..];
        } else {
            url.push('{');
            rest = &rest[1..];
        }
    }
    url.push_str(rest);
    url
}

/// The address with the whole body, else with as much of its beginning as fits.
fn fitted(
    title: &str,
    body: &str,
    fits: impl Fn(&str) -> bool,
    address: impl Fn(&str, &str) -> String,
) -> NewTopic {
    let whole = address(title, body);
    if fits(&whole) {
        return NewTopic { url: whole, carries: Carries::Everything };
    }
    let ends: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
    let shortened = |end: usize| address(title, &format!("{}{CUT}", body[..end].trim_end()));
    let fitting = ends.partition_point(|end| fits(&shortened(*end)));
    let last = fitting.checked_sub(1).map_or(0, |at| ends[at]);
    // Rather between two words than within one, where one ends nearby.
    let word = body[..last].rfind(char::is_whitespace).filter(|space| last - space < 40);
    NewTopic { url: shortened(word.unwrap_or(last)), carries: Carries::Beginning }
}

/// The bytes that an address takes once it is percent-encoded as a whole.
fn in_cookie(url: &str) -> usize {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
    url.bytes().map(|byte| if plain(byte) { 1 } else { 3 }).sum()
}

/// A title within both of its limits; what is cut is marked.
fn cut_title(title: &str) -> String {
    let fits = |title: &str| {
        title.chars().count() <= MAX_TITLE_CHARS && in_cookie(&encode(title)) <= MAX_TITLE_IN_COOKIE
    };
    if fits(title) {
        return title.to_owned();
    }
    let mut kept: String = title.chars().take(MAX_TITLE_CHARS - 1).collect();
    while !fits(&format!("{kept}{CUT}")) {
        kept.pop();
    }
    kept.push(CUT);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(forums: &str) -> Policy {
        toml::from_str(forums).unwrap()
    }

    fn en() -> Locale {
        "en".parse().unwrap()
    }

    fn asker<'a>(
        service: Option<&'a str>,
        locale: &'a Locale,
        edition: Option<&'a str>,
    ) -> Asker<'a> {
        Asker { service, locale, edition }
    }

    const SEVERAL: &str = r#"
        [[forums]]
        name = "mail"
        url = "https://f.example/mail"
        service = "mail"
        [[forums]]
        name = "all"
        url = "https://f.example"
        [[forums]]
        name = "japanese"
        url = "https://f.example/ja"
        languages = ["ja"]
        [[forums]]
        name = "plus"
        url = "https://f.example/plus"
        editions = ["plus"]
    "#;

    fn names(policy: &Policy, asker: &Asker<'_>) -> Vec<String> {
        forums_for(policy, asker).iter().map(|f| f.name.get(asker.locale).to_owned()).collect()
    }

    #[test]
    fn the_forum_of_the_service_language_and_edition_comes_first() {
        let policy = policy(SEVERAL);
        let (en, ja) = (en(), "ja".parse().unwrap());
        assert_eq!(names(&policy, &asker(None, &en, None)), ["all", "mail", "japanese"]);
        assert_eq!(names(&policy, &asker(Some("mail"), &en, None)), ["mail", "all", "japanese"]);
        assert_eq!(names(&policy, &asker(Some("drive"), &en, None)), ["all", "japanese"]);
        assert_eq!(names(&policy, &asker(None, &ja, None)), ["japanese", "all", "mail"]);
        assert_eq!(names(&policy, &asker(None, &en, Some("plus")))[..2], ["plus", "all"]);
        assert_eq!(
            names(&policy, &asker(None, &en, Some("free")))[0],
            "all",
            "not for this edition"
        );
    }

    #[test]
    fn a_forum_of_another_service_is_better_than_none() {
        let policy =
            policy("[[forums]]\nname = \"mail\"\nurl = \"https://f.example\"\nservice = \"mail\"");
        assert_eq!(names(&policy, &asker(Some("drive"), &en(), None)), ["mail"]);
        assert!(names(&Policy::default(), &asker(None, &en(), None)).is_empty());
    }

    #[test]
    fn forums_come_first_for_those_whom_support_does_not_answer() {
        let policy = policy(SEVERAL);
        for (kind, viewer) in Viewer::KINDS {
            let answered = matches!(kind, "paid_administrator" | "staff");
            assert_eq!(comes_first(viewer, &policy), !answered, "{kind}");
        }
    }

    const DISCOURSE: &str = r#"
        [[forums]]
        name = "F"
        kind = "discourse"
        url = { en = "https://f.example/sub/c/en", fr = "https://f.example/sub/c/fr/7" }
        categories = { mail = { en = "en/mail", fr = "12" } }
    "#;

    #[test]
    fn discourse_addresses_name_the_category_of_service_and_language() {
        let policy = policy(DISCOURSE);
        let forum = &policy.forums[0];
        let (en, fr) = (en(), "fr".parse().unwrap());
        let draft = Draft {
            title: "A & B".into(),
            body: "x\ny".into(),
            tags: vec!["a".into(), "b".into()],
        };
        let topic = forum.new_topic(&asker(Some("mail"), &en, None), &draft);
        assert_eq!(
            topic.url,
            "https://f.example/sub/new-topic?title=A%20%26%20B&body=x%0Ay&category=en%2Fmail&tags=a%2Cb"
        );
        assert_eq!(topic.carries, Carries::Everything);
        let search =
            |service, locale| forum.search_page(&asker(service, locale, None), "é").unwrap();
        assert_eq!(
            search(Some("mail"), &en),
            "https://f.example/sub/search?q=%C3%A9%20%23en%3Amail"
        );
        assert_eq!(search(None, &en), "https://f.example/sub/search?q=%C3%A9%20%23en");
        assert_eq!(
            search(Some("mail"), &fr),
            "https://f.example/sub/search?q=%C3%A9%20category%3A12"
        );
        assert_eq!(search(None, &fr), "https://f.example/sub/search?q=%C3%A9%20%23fr");
        assert_eq!(forum.page(&asker(Some("mail"), &en, None)), "https://f.example/sub/c/en/mail");
        assert_eq!(forum.page(&asker(Some("drive"), &fr, None)), "https://f.example/sub/c/fr/7");
        let top = |locale| forum.discourse(&asker(None, locale, None)).unwrap().top_json();
        assert_eq!(top(&fr), "https://f.example/sub/c/fr/7/l/top.json?period=yearly");
    }

    #[test]
    fn a_long_draft_is_cut_so_that_its_address_survives_signing_in() {
        let policy = policy(DISCOURSE);
        let en = en();
        for body in ["words and more ", "日本語のとても長い文章。", "&&&&\n"] {
            let draft =
                Draft { title: "t".repeat(600), body: body.repeat(2_000), ..Draft::default() };
            let topic = policy.forums[0].new_topic(&asker(None, &en, None), &draft);
            assert_eq!(topic.carries, Carries::Beginning);
            let length = in_cookie(&topic.url);
            assert!(length <= MAX_IN_COOKIE && length > MAX_IN_COOKIE - 400, "{body}: {length}");
            assert!(topic.url.contains("%E2%80%A6&category=en"), "the cut is marked");
        }
        let draft =
            Draft {
                title: "長い題名".repeat(99), body: "b ".repeat(9_999), ..Draft::default()
            };
        let topic = policy.forums[0].new_topic(&asker(None, &en, None), &draft);
        assert!(in_cookie(&topic.url) <= MAX_IN_COOKIE && topic.url.contains("&body=b%20b"));
    }

    #[test]
    fn other_forums_are_reached_by_templates() {
        let policy = policy(
            r#"
            [[forums]]
            name = "F"
            url = "https://f.example"
            search_url = "https://f.example/find?words={query}"
            new_topic_url = "https://f.example/post?subject={title}&text={body}&x={y}"
            [[forums]]
            name = "G"
            url = "https://g.example"
        "#,
        );
        let en = en();
        let asker = asker(None, &en, None);
        let draft = Draft { title: "{body}".into(), body: "b".into(), ..Draft::default() };
        let [f, g] = &policy.forums[..] else { unreachable!() };
        assert_eq!(f.search_page(&asker, "a b").unwrap(), "https://f.example/find?words=a%20b");
        assert_eq!(
            f.new_topic(&asker, &draft).url,
            "https://f.example/post?subject=%7Bbody%7D&text=b&x={y}"
        );
        let plain = NewTopic { url: "https://g.example".into(), carries: Carries::Nothing };
        assert_eq!((g.search_page(&asker, "a"), g.new_topic(&asker, &draft)), (None, plain));
    }
}
