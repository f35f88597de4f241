//! What the portal writes to people, in their language: a few sentences, one button, and who wrote it.

use guichet_app::{accent, words::Words};
use guichet_model::{Locale, Policy, email::EmailAddress};
use guichet_storage::{Account, NewMessage};

use crate::markup::escape;

/// The colour of a letter's button where the policy names none that can be read.
const PLAIN_ACCENT: &str = "#1f5fbf";

/// Letters of a portal in a language.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// The portal's policy, for its name and its colour.
    pub policy: &'a Policy,
    /// The language.
    pub locale: &'a Locale,
}

/// What became of the second step of signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStepChange {
    /// It was turned on.
    On,
    /// It was turned off.
    Off,
    /// It has new recovery codes.
    NewCodes,
}

/// What a letter says, before it is set.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Its subject.
    pub(crate) subject: String,
    /// Paragraphs above the button.
    pub(crate) before: Vec<String>,
    /// What somebody wrote, set apart.
    pub(crate) quote: Vec<String>,
    /// The button: what it says, and where it leads.
    pub(crate) action: (String, String),
    /// More buttons beside it.
    pub(crate) choices: Vec<(String, String)>,
    /// Paragraphs below.
    pub(crate) after: Vec<String>,
    /// The last line, where it is not that answers are not read.
    pub(crate) close: Option<String>,
}

impl Letter<'_> {
    /// The link to choose a new password, for whoever forgot theirs.
    pub fn reset_password(&self, account: &Account, url: &str, minutes: i64) -> NewMessage {
        let words = Words::of(self.locale);
        let minutes = usize::try_from(minutes).unwrap_or_default();
        let draft = Draft {
            subject: words.mail_reset_subject(self.portal()),
            before: vec![words.mail_reset_text()],
            action: (words.mail_reset_action(), url.to_owned()),
            after: vec![words.mail_reset_valid(minutes), words.mail_reset_ignore()],
            ..Draft::default()
        };
        self.set(&account.email, &account.name, &words, &draft)
    }

    /// The news that the password was changed.
    pub fn password_changed(&self, account: &Account, url: &str) -> NewMessage {
        let words = Words::of(self.locale);
        let draft = Draft {
            subject: words.mail_changed_subject(self.portal()),
            before: vec![words.mail_changed_text(), words.mail_changed_not_you()],
            action: (words.mail_reset_action(), url.to_owned()),
            ..Draft::default()
        };
        self.set(&account.email, &account.name, &words, &draft)
    }

    /// The news that the second step of signing in was changed; `url` is the account's page.
    pub fn second_step_changed(
        &self,
        account: &Account,
        change: SecondStepChange,
        url: &str,
    ) -> NewMessage {
        let words = Words::of(self.locale);
        let (subject, text) = match change {
            SecondStepChange::On => {
                (words.mail_step_on_subject(self.portal()), words.mail_step_on_text())
            }
            SecondStepChange::Off => {
                (words.mail_step_off_subject(self.portal()), words.mail_step_off_text())
            }
            SecondStepChange::NewCodes => {
                (words.mail_codes_subject(self.portal()), words.mail_codes_text())
            }
        };
        let draft = Draft {
            subject,
            before: vec![text, words.mail_step_not_you()],
            action: (words.mail_account_action(), url.to_owned()),
            ..Draft::default()
        };
        self.set(&account.email, &account.name, &words, &draft)
    }

    fn portal(&self) -> String {
        self.policy.portal.name.get(self.locale).to_owned()
    }

    /// Sets a draft in plain text and in HTML.
    pub(crate) fn set(
        &self,
        to: &EmailAddress,
        name: &str,
        words: &Words,
        draft: &Draft,
    ) -> NewMessage {
        let portal = self.portal();
        // Who only left an address has no name to be greeted by.
        let greeting: Vec<String> =
            if name.is_empty() { Vec::new() } else { vec![words.mail_greeting(name)] };
        let close = draft.close.clone().unwrap_or_else(|| words.mail_automatic(portal.as_str()));
        let buttons = || std::iter::once(&draft.action).chain(&draft.choices);
        let mut text = greeting.clone();
        text.extend(draft.before.iter().cloned());
        text.extend(draft.quote.iter().cloned());
        text.extend(buttons().map(|(action, url)| format!("{action}:\n{url}")));
        text.extend(draft.after.iter().cloned());
        text.push(format!("-- \n{close}"));
        let accent = self.accent();
        let shown: Vec<_> = buttons().map(|(_, url)| escape(url)).collect();
        let html = format!(
            "<!DOCTYPE html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\
             <body style=\"margin:0;background:#fff;color:#1c1e24;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\">\
             <div style=\"max-width:36rem;margin:0 auto;padding:24px\"><p style=\"font-weight:650;color:{accent}\">{portal}</p>\
             {greeting}{before}{quote}\
             <p style=\"margin:24px 0\">{buttons}</p>\
             {after}<p style=\"font-size:13px;color:#5c6069;overflow-wrap:anywhere\">{shown}</p>\
             <p style=\"font-size:13px;color:#5c6069;border-top:1px solid #dcdce0;padding-top:16px\">{close}</p></div></body></html>",
            language = words.language(),
            direction = self.locale.direction(),
            subject = escape(&draft.subject),
            portal = escape(&portal),
            greeting = paragraphs(&greeting),
            before = paragraphs(&draft.before),
            quote = quote(&draft.quote),
            buttons = buttons().map(|button| link(button, &accent)).collect::<String>(),
            after = paragraphs(&draft.after),
            shown = shown.join("<br>"),
            close = escape(&close),
        );
        NewMessage {
            to: to.clone(),
            subject: one_line(&draft.subject),
            text: text.join("\n\n") + "\n",
            html,
            language: words.language().to_owned(),
            unsubscribe: None,
            thread: None,
        }
    }

    /// The portal's colour, dark enough for white letters on it.
    fn accent(&self) -> String {
        accent::fit(&self.policy.portal.accent)
            .map_or_else(|| PLAIN_ACCENT.to_owned(), |accent| accent.light)
    }
}

fn paragraphs(texts: &[String]) -> String {
    let set = |text: &String| format!("<p>{}</p>", escape(text).replace('\n', "<br>"));
    texts.iter().map(set).collect()
}

fn quote(texts: &[String]) -> String {
    if texts.is_empty() {
        return String::new();
    }
    format!(
        "<blockquote dir=\"auto\" style=\"margin:16px 0;padding:1px 16px;border-inline-start:3px solid #c5c7ce\">{}</blockquote>",
        paragraphs(texts)
    )
}

fn link((action, url): &(String, String), accent: &str) -> String {
    format!(
        "<a href=\"{}\" style=\"display:inline-block;margin:0 8px 8px 0;padding:11px 20px;border-radius:6px;background:{accent};color:#fff;font-weight:600;text-decoration:none\">{}</a>",
        escape(url),
        escape(action)
    )
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str) -> Account {
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        Account {
            id: "a1".to_owned().into(),
            email: "ana@example.org".parse().unwrap(),
            name: name.to_owned(),
            password_hash: None,
            staff: None,
            suspended: false,
            created_at: now,
            updated_at: now,
        }
    }

    #[test]
    fn a_letter_says_the_same_in_text_and_html_in_every_language() {
        let mut policy = Policy::default();
        policy.portal.name = "Pergola".into();
        let url = "https://help.example/ja/sign-in/new-password?token=abc";
        for language in Words::languages() {
            let locale: Locale = language.parse().unwrap();
            let letter = Letter { policy: &policy, locale: &locale };
            for mail in [
                letter.reset_password(&account("Ana"), url, 30),
                letter.password_changed(&account("Ana"), url),
                letter.second_step_changed(&account("Ana"), SecondStepChange::On, url),
                letter.second_step_changed(&account("Ana"), SecondStepChange::Off, url),
                letter.second_step_changed(&account("Ana"), SecondStepChange::NewCodes, url),
            ] {
                assert_eq!(mail.language, language);
                assert!(mail.subject.contains("Pergola"), "{}", mail.subject);
                assert!(mail.text.contains("Ana") && mail.html.contains("Ana"));
                assert!(mail.text.contains(url), "{}", mail.text);
                assert!(mail.html.contains(&format!("href=\"{url}\"")), "{}", mail.html);
                for paragraph in mail.text.split("\n\n").filter(|p| !p.contains('\n')) {
                    assert!(mail.html.contains(&escape(paragraph)), "{paragraph}");
                }
            }
        }
    }

    #[test]
    fn a_name_is_text_and_never_markup_or_a_header() {
        let mut policy = Policy::default();
        policy.portal.name = "A\r\nBcc: x@y.z".into();
        let locale: Locale = "en".parse().unwrap();
        let letter = Letter { policy: &policy, locale: &locale };
        let mail = letter.reset_password(&account("<img src=x>"), "https://help.example/", 30);
        assert!(!mail.html.contains("<img") && mail.html.contains("&lt;img"));
        assert!(!mail.subject.contains(['\r', '\n']), "{:?}", mail.subject);
    }
}
