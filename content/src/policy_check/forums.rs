//! What is wrong with the forums: addresses, names of services and editions, and keys that belong to another kind of forum.

use std::collections::HashSet;

use guichet_model::{
    Text,
    policy::{Forum, ForumKind},
};

use super::{Checker, Item, Key, Step};
use crate::diagnostic::{Severity, nearest};

impl Checker<'_> {
    /// The forums, one by one.
    pub(super) fn forums(&mut self) {
        let library = self.library;
        for (at, forum) in library.policy().forums.iter().enumerate() {
            for url in self.texts(&forum.url) {
                self.url(&[Key("forums"), Item(at), Key("url")], url);
            }
            self.forum_names(at, forum);
            match forum.kind {
                Some(ForumKind::Discourse) => self.discourse(at, forum),
                None => self.other_forum(at, forum),
            }
        }
    }

    /// The different texts that readers of the portal's languages get.
    fn texts<'t>(&self, text: &'t Text) -> HashSet<&'t str> {
        match text {
            Text::Same(text) => [text.as_str()].into(),
            Text::Translated(_) => self.library.locales().iter().map(|l| text.get(l)).collect(),
        }
    }

    /// Services and editions that a forum names have to be there.
    fn forum_names(&mut self, at: usize, forum: &Forum) {
        let policy = self.library.policy();
        let services: Vec<&str> = policy.services.iter().map(|s| s.id.as_str()).collect();
        let editions: Vec<&str> = policy.editions.iter().map(|e| e.id.as_str()).collect();
        let (this, by_service) = ([Key("forums"), Item(at)], Key("categories"));
        if let Some(service) = &forum.service {
            self.known(&[this[0], this[1], Key("service")], "service", service, &services);
        }
        for service in forum.categories.keys() {
            self.known(
                &[this[0], this[1], by_service, Key(service)],
                "service",
                service,
                &services,
            );
        }
        for (edition_at, edition) in forum.editions.iter().enumerate() {
            let path = [this[0], this[1], Key("editions"), Item(edition_at)];
            self.known(&path, "edition", edition, &editions);
        }
    }

    pub(super) fn known(
        &mut self,
        path: &[Step<'_>],
        what: &'static str,
        name: &str,
        names: &[&str],
    ) {
        if names.contains(&name) {
            return;
        }
        let help = nearest(name, names.iter().copied()).map_or_else(
            || format!("name one of the {what}s of this file"),
            |near| format!("did you mean `{near}`?"),
        );
        let code = if what == "service" { "service-unknown" } else { "edition-unknown" };
        let message = format!("`{}` is no {what} of the portal", name.escape_debug());
        self.error(path, code, message, &help);
    }

    /// The portal asks a Discourse forum itself, so it has to know where it is.
    fn discourse(&mut self, at: usize, forum: &Forum) {
        let place = |key| [Key("forums"), Item(at), Key(key)];
        if self.texts(&forum.url).iter().any(|url| !url.contains("://")) {
            self.error(
                &place("url"),
                "forum-address",
                "the address of a Discourse forum is not whole".to_owned(),
                "write it with https:// and its host, so that the portal can ask it",
            );
        }
        for (key, text) in
            [("search_url", &forum.search_url), ("new_topic_url", &forum.new_topic_url)]
        {
            if !text.is_empty() {
                self.push(
                    Severity::Warning,
                    &place(key),
                    "forum-key",
                    format!("`{key}` is not used: the portal knows it of a Discourse forum"),
                    "remove it".to_owned(),
                );
            }
        }
        if let Some(category) = &forum.category {
            self.category(&place("category"), category);
        }
        for (service, category) in &forum.categories {
            self.category(&[Key("forums"), Item(at), Key("categories"), Key(service)], category);
        }
    }

    fn category(&mut self, path: &[Step<'_>], category: &Text) {
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let fine = |segment: &str| !segment.is_empty() && segment.chars().all(letter);
        for text in self.texts(category) {
            if !text.split('/').all(fine) {
                let message = format!("`{}` is no category", text.escape_debug());
                let help = "write it as in the address of its page, after /c/, such as \"mail/12\"";
                self.error(path, "forum-category", message, help);
            }
        }
    }

    /// Any other forum is reached by the addresses that its operator gives.
    fn other_forum(&mut self, at: usize, forum: &Forum) {
        let place = |key| [Key("forums"), Item(at), Key(key)];
        for (key, given) in
            [("category", forum.category.is_some()), ("categories", !forum.categories.is_empty())]
        {
            if given {
                self.push(
                    Severity::Warning,
                    &place(key),
                    "forum-key",
                    format!("`{key}` is only used of forums with kind = \"discourse\""),
                    "add the kind, or remove it".to_owned(),
                );
            }
        }
        self.template(&place("search_url"), &forum.search_url, &["{query}"]);
        self.template(&place("new_topic_url"), &forum.new_topic_url, &["{title}", "{body}"]);
    }

    /// An address with at least one of its placeholders and with no others.
    fn template(&mut self, path: &[Step<'_>], text: &Text, placeholders: &[&str]) {
        if text.is_empty() {
            return;
        }
        for template in self.texts(text) {
            self.url(path, template);
            let rest = placeholders.iter().fold(template.to_owned(), |t, p| t.replace(p, ""));
            if rest == template || rest.contains(['{', '}']) {
                let message = format!(
                    "`{}` does not say where {} goes",
                    template.escape_debug(),
                    placeholders.join(" or ")
                );
                let help = format!(
                    "write {} in its place, and no other braces",
                    placeholders.join(" and ")
                );
                self.error(path, "forum-template", message, &help);
            }
        }
    }
}
