//! The policy of an imported folder: its default language, and the services that its pages name.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

use guichet_model::{Locale, Policy};

use super::{
    draft::{Draft, quoted},
    write::Target,
};
use crate::{PORTAL_FILE, library::humanise};

/// The `portal.toml` of the articles, and its default language; nothing where the folder has one, whose services are then the known ones.
pub(super) fn portal(
    drafts: &mut [Draft],
    wanted: Option<&Locale>,
    target: &Target,
) -> Option<(String, Locale)> {
    if target.exists(PORTAL_FILE) {
        known_services(drafts, target);
        return None;
    }
    let default = default(drafts, wanted)?;
    let mut text = format!("[portal]\ndefault_locale = \"{default}\"\n");
    let written = drafts.iter().filter(|d| d.key.is_some());
    for id in written.flat_map(|d| &d.matter.services).collect::<BTreeSet<_>>() {
        let (id, name) = (quoted(id), quoted(&humanise(id)));
        let _ = write!(text, "\n[[services]]\nid = {id}\nname = {name}\n");
    }
    Some((text, default))
}

/// The wanted language, else English, else the one of most articles; one that has articles in any case.
fn default(drafts: &[Draft], wanted: Option<&Locale>) -> Option<Locale> {
    let mut counts: BTreeMap<&Locale, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|d| d.key.is_some()) {
        *counts.entry(&draft.locale).or_default() += 1;
    }
    let english = "en".parse().ok();
    let named = [wanted, english.as_ref()].into_iter().flatten().find(|l| counts.contains_key(l));
    let most = || counts.iter().rev().max_by_key(|(_, count)| **count).map(|(locale, _)| *locale);
    named.or_else(most).cloned()
}

/// Drops the services that the folder's own policy does not know.
fn known_services(drafts: &mut [Draft], target: &Target) {
    let text = fs::read_to_string(target.root().join(PORTAL_FILE)).unwrap_or_default();
    let policy: Policy = toml::from_str(&text).unwrap_or_default();
    for draft in drafts {
        let warnings = &mut draft.warnings;
        draft.matter.services.retain(|service| {
            let known = policy.services.iter().any(|known| known.id == *service);
            if !known {
                warnings.push(format!("portal.toml knows no service `{service}`"));
            }
            known
        });
    }
}
