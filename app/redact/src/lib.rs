//! Takes secrets out of files before they leave the browser: cookies, authorisation headers, tokens and passwords in HAR files, logs and
//! mail headers.
//!
//! [`clean`] is the whole of it. A HAR file, or any JSON, stays JSON ([`json`]); every other text is looked through line by line
//! ([`lines`]). What counts as a secret by its name stands in [`names`], what by its own shape in [`shapes`]. What is found is listed, so that
//! the person sees what was taken out and may keep a value that is none. Nothing here decides what is sent.

mod json;
mod lines;
mod names;
mod shapes;
#[cfg(target_arch = "wasm32")]
mod web;

/// What stands where a secret stood.
pub const REMOVED: &str = "[removed]";
/// How much of a secret is shown to its owner, in characters.
const SHOWN_CHARS: usize = 6;

/// A secret that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Where: the name of its header, field or parameter, or what shape it has.
    pub place: String,
    /// The secret itself.
    pub value: String,
    /// How often it was found there.
    pub times: usize,
}

impl Secret {
    /// Enough of it for its owner to know it by, and too little to use: its first characters and its length.
    pub fn shown(&self) -> String {
        let shown: String = self.value.chars().take(SHOWN_CHARS).collect();
        let count = self.value.chars().count();
        if count > SHOWN_CHARS {
            format!("{}: {shown}… ({count})", self.place)
        } else {
            self.place.clone()
        }
    }
}

/// A text without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// What was taken out of it, in the order in which it was found.
    pub secrets: Vec<Secret>,
}

/// Takes the secrets out of a text, except for those whose place and value are to be kept.
pub fn clean(text: &str, keep: &dyn Fn(&str, &str) -> bool) -> Cleaned {
    let mut found = Found { secrets: Vec::new(), keep };
    let text = match json::parse(text) {
        Some(value) => json::clean(value, &mut found),
        None => lines::clean(text, &mut found),
    };
    Cleaned { text, secrets: found.secrets }
}

/// What was found so far.
struct Found<'k> {
    secrets: Vec<Secret>,
    keep: &'k dyn Fn(&str, &str) -> bool,
}

impl Found<'_> {
    /// What stands in place of a secret: a mark, or the value itself where its owner keeps it. Nothing, and a mark, are no secrets.
    fn remove(&mut self, place: &str, value: &str) -> String {
        if value.trim().is_empty() || value == REMOVED {
            return value.to_owned();
        }
        let known = self.secrets.iter_mut().find(|s| s.place == place && s.value == value);
        match known {
            Some(secret) => secret.times += 1,
            None => self.secrets.push(Secret {
                place: place.to_owned(),
                value: value.to_owned(),
                times: 1,
            }),
        }
        if (self.keep)(place, value) { value.to_owned() } else { REMOVED.to_owned() }
    }
}

#[cfg(test)]
mod tests;
