//! What the form's script calls.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Cleaned, clean};

/// A text that was looked through.
#[wasm_bindgen]
pub struct Cleaning {
    source: String,
    cleaned: Cleaned,
}

#[wasm_bindgen]
impl Cleaning {
    /// Looks through a text.
    #[wasm_bindgen(constructor)]
    pub fn new(source: String) -> Self {
        let cleaned = clean(&source, &|_, _| false);
        Self { source, cleaned }
    }

    /// How many secrets were found.
    pub fn count(&self) -> usize {
        self.cleaned.secrets.len()
    }

    /// A secret as its owner may see it.
    pub fn shown(&self, at: usize) -> String {
        self.cleaned.secrets.get(at).map_or_else(String::new, crate::Secret::shown)
    }

    /// The text without its secrets, except for those that are kept.
    pub fn text(&self, kept: &[u32]) -> String {
        if kept.is_empty() {
            return self.cleaned.text.clone();
        }
        let kept: Vec<_> = kept
            .iter()
            .filter_map(|at| self.cleaned.secrets.get(usize::try_from(*at).ok()?))
            .collect();
        let keep = |place: &str, value: &str| {
            kept.iter().any(|secret| secret.place == place && secret.value == value)
        };
        clean(&self.source, &keep).text
    }
}
