//! Whom the translations of a page are for: the same people as the page itself, whichever of them says so.

use std::collections::BTreeMap;

use guichet_model::Locale;

use super::draft::Draft;
use crate::front_matter::audience_name;

/// Gives every translation the narrowest audience that one of them has; where one is kept from readers, so are the others.
pub(super) fn narrow(drafts: &mut [Draft]) {
    let families = families(drafts);
    // Twice, for what a page learns by its path may matter to others by its number.
    for members in families.iter().chain(&families) {
        narrow_family(drafts, members);
    }
}

/// Pages that are translations of one another: by their paths, and by the `id` that help desks give all of them.
fn families(drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut by_path: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        by_path.entry(&draft.place.family).or_default().push(index);
        if let Some(id) = &draft.matter.id {
            by_id.entry(id).or_default().push(index);
        }
    }
    // An id that a language has twice is none of a page alone.
    let unique = |members: &Vec<usize>| {
        let mut locales: Vec<&Locale> = members.iter().map(|i| &drafts[*i].locale).collect();
        locales.sort_unstable();
        locales.windows(2).all(|pair| pair[0] != pair[1])
    };
    let by_id = by_id.into_values().filter(unique);
    by_path.into_values().chain(by_id).filter(|members| members.len() > 1).collect()
}

fn narrow_family(drafts: &mut [Draft], members: &[usize]) {
    let closed = members.iter().copied().find(|index| drafts[*index].matter.access.closed);
    let narrowest =
        members.iter().copied().max_by_key(|index| drafts[*index].matter.access.audience);
    let Some(first) = closed.or(narrowest) else { return };
    let (source, access) = (drafts[first].source.clone(), drafts[first].matter.access.clone());
    for index in members {
        let draft = &mut drafts[*index];
        if draft.key.is_none() && !draft.describes {
            continue;
        }
        if access.closed {
            draft.key = None;
            draft.describes = false;
            draft.matter.access.closed = true;
            let why = format!("left out: `{source}`, which it translates, is kept from readers");
            draft.warnings.push(why);
        } else if draft.matter.access.audience != access.audience {
            draft.matter.access.audience = access.audience;
            let name = audience_name(access.audience);
            draft.warnings.push(format!("`{source}`, a translation, is for {name}; so is this"));
        }
    }
}
