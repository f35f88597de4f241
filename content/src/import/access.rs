//! Whether a foreign page is published at all, and for whom.
//!
//! Where a tool keeps a page from somebody in a way that the portal has no word for, the page is left out and the report says so: what was
//! restricted never becomes public by being imported.

use guichet_model::Audience;
use jiff::civil::Date;

use super::matter::{Entries, many, single};
use crate::{
    front_matter,
    yaml::{Node, Value},
};

/// Keys that keep a page from readers when they are true.
const HIDING: &[&str] =
    &["private", "unlisted", "hidden", "headless", "internal", "restricted", "confidential"];
/// Keys that keep a page from readers when they are false.
const SHOWING: &[&str] = &["published", "publish", "public"];
/// Of those, the ones that keep a page from some people, in whatever language it is.
const CLOSING: &[&str] = &["private", "internal", "restricted", "confidential"];
/// Words by which writers tell how far a page has come, which their tool publishes in any case.
const EDITORIAL: &[&str] = &["candidate", "review", "final", "incomplete", "outdated", "stub"];
/// States that are none of a page for readers.
const UNPUBLISHED: &[&str] =
    &["draft", "unpublished", "private", "pending", "archived", "trash", "hidden", "internal"];
/// Keys that ask for a sign-in when they are true.
const SIGN_IN: &[&str] =
    &["login_required", "require_login", "requires_login", "members_only", "authenticated"];
/// Keys that name whom a page is for; help desks give the first ones as numbers.
const RESTRICTING: &[&str] = &[
    "user_segment_id",
    "user_segment_ids",
    "user_segment",
    "visibility",
    "visible_to",
    "viewable_by",
    "access",
    "access_level",
    "permissions",
    "restricted_to",
];
/// Words for nobody in particular.
const NONE: &[&str] = &["", "null", "nil", "none", "~", "false", "0"];
/// Words for the whole world.
const WORLD: &[&str] =
    &["everyone", "everybody", "anyone", "all", "any", "public", "world", "visible", "open"];
/// Words for people who are signed in.
const SIGNED_IN: &[&str] = &[
    "customers",
    "customer",
    "clients",
    "signed in",
    "signed in users",
    "logged in",
    "logged in users",
    "authenticated",
    "registered",
    "registered users",
    "members",
    "users",
];
const PUBLISH_DATES: &[&str] =
    &["publishdate", "publish_date", "pubdate", "published", "published_at", "date"];
const EXPIRY_DATES: &[&str] =
    &["expirydate", "expiry_date", "unpublishdate", "unpublish_date", "expires", "expires_at"];

/// What a tree and a day say to all its pages.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Rules {
    /// The day that judges dates; without it none keeps a page back.
    pub(super) today: Option<Date>,
    /// Whether `status` tells how far a page has come, not whether it is published.
    pub(super) editorial: bool,
}

/// Who may read a page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) audience: Audience,
    /// Why it is no page for readers.
    pub(super) withheld: Option<String>,
    /// Whether it is withheld from some people, and with it its translations; not just for now.
    pub(super) closed: bool,
    /// What was read as something near it.
    pub(super) warning: Option<String>,
}

/// Whether the beginning of a page has a `status` that writers give one another.
pub(super) fn is_editorial(text: &str) -> bool {
    let mut status = text.lines().take(30).filter_map(|line| line.strip_prefix("status:"));
    status.any(|status| EDITORIAL.contains(&status.trim()))
}

/// Reads a page's front matter for whom it is.
pub(super) fn read(entries: &Entries, rules: Rules) -> Access {
    let closing = CLOSING.iter().find(|key| truth(entries, key) == Some(true));
    let closed = closing.is_some() || entries.get("password").and_then(single).is_some();
    let outside = || rules.today.and_then(|today| outside(entries, today));
    if let Some(why) = unpublished(entries, rules).or_else(outside) {
        return Access { withheld: Some(why), closed, ..Access::default() };
    }
    if let Some(own) = entries.get("audience") {
        let named = words(own);
        if !named.is_empty() {
            return own_audience(&named);
        }
    }
    let mut access = restricted(entries);
    let draft = |node: &Node| node.text().is_some_and(|state| state.eq_ignore_ascii_case("draft"));
    if rules.editorial && access == Access::default() && entries.get("status").is_some_and(draft) {
        let warning = "its `status` is `draft`; as other pages are in review, it was published";
        access.warning = Some(warning.to_owned());
    }
    let sign_in = SIGN_IN.iter().find(|key| truth(entries, key) == Some(true));
    let open = access.withheld.is_none() && access.audience == Audience::Everyone;
    if let Some(key) = sign_in.filter(|_| open) {
        access.audience = Audience::Customers;
        access.warning = Some(format!("`{key}` was read as `audience: customers`"));
    }
    access
}

fn unpublished(entries: &Entries, rules: Rules) -> Option<String> {
    let is = |key: &str, value| truth(entries, key) == Some(value);
    if is("draft", true) {
        return Some("it is a draft".to_owned());
    }
    let key = HIDING.iter().find(|key| is(key, true));
    let key = key.or_else(|| SHOWING.iter().find(|key| is(key, false)));
    if let Some(key) = key {
        return Some(format!("it is not published (`{key}`)"));
    }
    for key in ["status", "state"].into_iter().filter(|key| *key == "state" || !rules.editorial) {
        let state = entries.get(key).and_then(single).map(|s| s.to_lowercase());
        if let Some(state) = state.filter(|s| UNPUBLISHED.contains(&s.as_str())) {
            return Some(format!("its `{key}` is `{state}`"));
        }
    }
    if entries.get("password").and_then(single).is_some() {
        return Some("a password protects it".to_owned());
    }
    // Hugo: `build: {render: never}`.
    for key in ["build", "_build"] {
        let Some(Value::Map(options)) = entries.get(key).map(|node| &node.value) else { continue };
        let never = options.iter().any(|(option, value)| {
            matches!(option.text(), Some("render" | "list"))
                && matches!(value.text(), Some("never" | "false" | "link"))
        });
        if never {
            return Some(format!("it is not published (`{key}`)"));
        }
    }
    entries.contains_key("redirect_to").then(|| "it only leads to another page".to_owned())
}

/// A page whose day has not come, or has gone.
fn outside(entries: &Entries, today: Date) -> Option<String> {
    let first = |keys: &[&str]| {
        keys.iter().filter_map(|key| entries.get(*key)).flat_map(many).find_map(|d| day(&d))
    };
    let from = first(PUBLISH_DATES).filter(|from| *from > today);
    let until = first(EXPIRY_DATES).filter(|until| *until <= today);
    from.map(|from| format!("it is not to be published before {from}"))
        .or_else(|| until.map(|until| format!("it expired on {until}")))
}

/// The day at the beginning of a time.
pub(super) fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// `audience`, which is our own key and may be somebody else's.
fn own_audience(named: &[String]) -> Access {
    let known = named.iter().filter_map(|name| {
        let own = front_matter::audience(name).ok();
        own.map(|audience| (audience, None)).or_else(|| {
            let read_as = match name.as_str() {
                "admin" | "administrators" | "administrator" => Audience::Admins,
                name if SIGNED_IN.contains(&name) => Audience::Customers,
                name if WORLD.contains(&name) => return Some((Audience::Everyone, None)),
                _ => return None,
            };
            let warning = format!(
                "`audience: {name}` was read as `{}`",
                front_matter::audience_name(read_as)
            );
            Some((read_as, Some(warning)))
        })
    });
    match known.min_by_key(|(audience, _)| *audience) {
        Some((audience, warning)) => Access { audience, warning, ..Access::default() },
        None => withheld("audience", named),
    }
}

/// What other tools say of whom a page is for. The names of groups go before their numbers.
fn restricted(entries: &Entries) -> Access {
    let given = RESTRICTING.iter().filter_map(|key| {
        let named = words(entries.get(*key)?);
        (!named.is_empty()).then_some((*key, named))
    });
    let mut unknown = None;
    for (key, named) in given {
        let is = |list: &[&str]| named.iter().any(|name| list.contains(&name.as_str()));
        if is(WORLD) {
            continue;
        }
        if is(SIGNED_IN) {
            let warning = Some(format!("`{key}` was read as `audience: customers`"));
            return Access { audience: Audience::Customers, warning, ..Access::default() };
        }
        unknown = unknown.or(Some(withheld(key, &named)));
    }
    unknown.unwrap_or_default()
}

fn withheld(key: &str, named: &[String]) -> Access {
    let why = format!(
        "`{key}: {}` keeps it to readers that the portal has no word for; to import it, write `audience: customers`, `admins` or `everyone` into its front matter",
        named.join(", ")
    );
    Access { withheld: Some(why), closed: true, ..Access::default() }
}

/// The words of a value in one spelling, without those that say nothing.
fn words(node: &Node) -> Vec<String> {
    let texts = match &node.value {
        Value::Map(entries) => {
            let kind = entries.iter().find(|(key, _)| key.text() == Some("user_type"));
            // A table whose words are not understood still says that somebody is kept out.
            kind.and_then(|(_, value)| single(value))
                .or_else(|| single(node))
                .or_else(|| (!entries.is_empty()).then(|| "a table".to_owned()))
                .into_iter()
                .collect()
        }
        _ => many(node),
    };
    let spelt = texts.iter().flat_map(|text| text.split(','));
    spelt
        .map(|text| text.trim().to_lowercase().replace(['-', '_'], " "))
        .filter(|word| !NONE.contains(&word.as_str()))
        .collect()
}

fn truth(entries: &Entries, key: &str) -> Option<bool> {
    match entries.get(key).and_then(single)?.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::matter;

    fn access(front: &str) -> Access {
        let rules = Rules { today: "2026-11-25".parse().ok(), ..Rules::default() };
        matter::read(&format!("---\n{front}\n---\nWords"), rules).0.access
    }

    #[test]
    fn what_is_not_published_is_withheld() {
        for front in [
            "draft: true",
            "Draft: yes",
            "published: false",
            "private: true",
            "unlisted: true",
            "status: draft",
            "password: x",
            "build: {render: never}",
            "publishDate: 2099-01-01T00:00:00Z",
            "publish-date: 2099-01-01",
            "date: 2026-11-26",
            "expiryDate: 2001-01-01",
            "expiryDate: 2026-11-25",
            "redirect_to: /x",
            "user_segment_id: 42",
            "user_segment_ids: [42, 43]",
            "user_segment: {id: 7, user_type: staff}",
            "user_segment: {id: 7}",
            "visibility: staff",
            "access: [internal, partners]",
            "audience: staff",
            "draft: true\naudience: everyone\nbroken: [",
        ] {
            assert!(access(front).withheld.is_some(), "{front}");
        }
        for front in [
            "draft: false\npublished: true\nprivate: false\npassword:",
            "date: 2020-01-01\nexpiryDate: 2099-01-01\npublishDate: 2026-11-25",
            "user_segment_id: null\nvisibility: public",
            "user_segment_id:",
            "audience: all",
        ] {
            assert_eq!(access(front), Access::default(), "{front}");
        }
        let (undated, ..) = matter::read("---\nexpiryDate: 2001-01-01\n---\n", Rules::default());
        assert!(is_editorial("---\nstatus: review\n---\n") && !is_editorial("status: published"));
        let rules = Rules { editorial: true, ..Rules::default() };
        let (unfinished, ..) = matter::read("---\nstatus: draft\n---\n", rules);
        assert!(unfinished.access.withheld.is_none() && unfinished.access.warning.is_some());
        assert!(undated.access.withheld.is_none(), "without a day no date is judged");
    }

    #[test]
    fn audiences_come_over_and_near_words_with_a_warning() {
        for (front, audience, warned) in [
            ("audience: customers", Audience::Customers, false),
            ("audience: admins", Audience::Admins, false),
            ("audience: [admins, customers]", Audience::Customers, false),
            ("audience: Administrators", Audience::Admins, true),
            ("audience: admins\nuser_segment_id: 42", Audience::Admins, false),
            ("visibility: signed_in_users", Audience::Customers, true),
            (
                "user_segment_id: 42\nuser_segment: {user_type: signed_in_users}",
                Audience::Customers,
                true,
            ),
            ("login_required: true", Audience::Customers, true),
        ] {
            let read = access(front);
            assert_eq!(
                (read.audience, read.withheld, read.warning.is_some()),
                (audience, None, warned),
                "{front}"
            );
        }
    }
}
