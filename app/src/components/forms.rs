//! Forms: fields with a label, a hint and an error; the summary of what is wrong; notices. Forms are plain HTML and sent by the browser itself.
//!
//! Errors come from the server, in the reader's words, so forms are `novalidate`: a browser would speak its own language.

use leptos::prelude::*;

use crate::page::Context;

/// A field of one line. Its name is its `id` as well, so that the summary of errors can lead to it.
pub(crate) struct Field {
    /// Its name in the form.
    pub(crate) name: &'static str,
    /// The type of the input: `text`, `email`, `password`.
    pub(crate) kind: &'static str,
    /// What stands above it.
    pub(crate) label: String,
    /// What is in it already. Never a password.
    pub(crate) value: String,
    /// What helps to fill it in.
    pub(crate) hint: Option<String>,
    /// What is wrong with it.
    pub(crate) error: Option<String>,
    /// What the browser may fill in (HTML, section 4.10.18.7.1).
    pub(crate) autocomplete: &'static str,
    /// The keyboard to show, where the type does not say it.
    pub(crate) inputmode: Option<&'static str>,
    /// Whether it has to be filled in.
    pub(crate) required: bool,
}

impl Field {
    /// An empty field.
    pub(crate) fn new(name: &'static str, kind: &'static str, label: String) -> Self {
        Self {
            name,
            kind,
            label,
            value: String::new(),
            hint: None,
            error: None,
            autocomplete: "off",
            inputmode: None,
            required: true,
        }
    }

    /// An e-mail address that one signs in with.
    pub(crate) fn email(name: &'static str, label: String, value: &str) -> Self {
        Self {
            value: value.to_owned(),
            autocomplete: "username",
            ..Self::new(name, "email", label)
        }
    }

    /// A password; `autocomplete` tells password managers which: `current-password` or `new-password`.
    pub(crate) fn password(name: &'static str, label: String, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..Self::new(name, "password", label) }
    }

    /// The field as one that may stay empty.
    pub(crate) fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// The field with what is wrong with it.
    pub(crate) fn wrong(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// Shows it.
    pub(crate) fn show(self, context: &Context<'_>) -> impl IntoView + use<> {
        let Self { name, kind, label, value, hint, error, autocomplete, inputmode, required } =
            self;
        let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
        let described: Vec<&str> = [(hint.is_some(), &hint_id), (error.is_some(), &error_id)]
            .into_iter()
            .filter_map(|(there, id)| there.then_some(id.as_str()))
            .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let wrong = error.is_some();
        let invalid = wrong.then_some("true");
        let sign = context.words.form_error_sign();
        view! {
            <div class="field" class:field-wrong=wrong>
                <label class="field-label" for=name>{label}</label>
                {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
                {error.map(|error| view! {
                    <p class="field-error" id=error_id><span class="visually-hidden">{sign}" "</span>{error}</p>
                })}
                <input
                    class="input"
                    id=name
                    name=name
                    type=kind
                    value=(!value.is_empty()).then_some(value)
                    required=required
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    inputmode=inputmode
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </div>
        }
    }
}

/// The summary of what is wrong, at the top of the page: each error leads to its field; one of no field has none to lead to.
/// It takes the focus, so that it is read and seen first.
pub(crate) fn error_summary(
    context: &Context<'_>,
    errors: Vec<(Option<&'static str>, String)>,
) -> Option<impl IntoView + use<>> {
    titled_summary(context.words.form_errors_title(), errors)
}

/// The summary of what went wrong, under a title of its own where nothing that was written is at fault.
pub(crate) fn titled_summary(
    title: String,
    errors: Vec<(Option<&'static str>, String)>,
) -> Option<impl IntoView + use<>> {
    let some = !errors.is_empty();
    let items = errors
        .into_iter()
        .map(|(field, text)| match field {
            Some(field) => view! { <li><a href=format!("#{field}")>{text}</a></li> }.into_any(),
            None => view! { <li>{text}</li> }.into_any(),
        })
        .collect_view();
    some.then(|| {
        view! {
            <div class="notice notice-critical" role="alert" tabindex="-1" autofocus=true id="errors">
                <p class="notice-title">{title}</p>
                <ul class="errors">{items}</ul>
            </div>
        }
    })
}

/// What a page says of what happened, or of what to know first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something was done.
    Positive,
    /// Something is worth knowing.
    Info,
    /// Something went wrong, or has to wait.
    Critical,
}

/// A text as the content of a `<textarea>`. Leptos writes that content as it is given, so that a `</textarea>` in it would end the field and
/// what follows would become part of the page. A line break right after the tag is not part of the text (HTML, section 4.10.11): one is
/// added, so that the text's own stays.
pub(crate) fn area_content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// A notice above a form.
pub(crate) fn notice(tone: Tone, title: String, body: AnyView) -> impl IntoView + use<> {
    let (class, role) = match tone {
        Tone::Positive => ("notice notice-positive", "status"),
        Tone::Info => ("notice notice-info", "note"),
        Tone::Critical => ("notice notice-critical", "alert"),
    };
    view! { <div class=class role=role><p class="notice-title">{title}</p>{body}</div> }
}

/// The title of a page's document, told apart when its form was refused.
pub(crate) fn document_title(context: &Context<'_>, title: String, refused: bool) -> String {
    if refused { context.words.form_error_title(title) } else { title }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn no_text_breaks_out_of_its_field() {
        assert_eq!(area_content("\n</textarea>&lt;"), "\n\n&lt;/textarea>&amp;lt;");
    }

    /// Leptos does not escape what stands in a `<textarea>`: whoever writes one has to.
    #[test]
    fn every_text_area_has_its_content_escaped() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                let escaped = !text.contains("<textarea") || text.contains("area_content(");
                assert!(escaped, "{} writes a text area without `area_content`", path.display());
            }
        }
    }
}
