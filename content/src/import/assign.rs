//! What only all pages together can tell: addresses, categories and old addresses that no two of them share.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::PathBuf,
};

use guichet_model::{ArticleKey, Locale, Page, Slug};

use super::{
    discover,
    draft::{Draft, quoted},
    matter, slug,
};
use crate::library::{GENERAL, without_locale};

/// Gives every page its category and slug, the same to all translations, and returns each category's `_index.md`.
pub(super) fn assign(
    drafts: &mut [Draft],
    files: &BTreeMap<String, PathBuf>,
    default: &Locale,
) -> BTreeMap<(Locale, Slug), String> {
    let mut families: BTreeMap<(String, usize), Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<(String, Locale), usize> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.key.is_some()) {
        let count = seen.entry((draft.place.family.clone(), draft.locale.clone())).or_default();
        families.entry((draft.place.family.clone(), *count)).or_default().push(index);
        *count += 1;
    }
    let labels = folder_labels(files, default);
    let mut taken = HashSet::new();
    let mut categories: BTreeMap<(Locale, Slug), String> = BTreeMap::new();
    for members in families.values() {
        let primary =
            members.iter().copied().find(|i| drafts[*i].locale == *default).unwrap_or(members[0]);
        let Some(key) = unused(&drafts[primary], &mut taken) else { continue };
        for index in members {
            let draft = &mut drafts[*index];
            draft.key = Some(key.clone());
            let label = labels.get(&(draft.locale.clone(), key.category.clone()));
            let entry = categories.entry((draft.locale.clone(), key.category.clone()));
            entry.or_insert_with(|| {
                label.cloned().unwrap_or_else(|| {
                    format!("---\ntitle: {}\n---\n", quoted(&draft.category_title()))
                })
            });
        }
    }
    describe(drafts, &mut categories);
    categories
}

/// Lets the pages that describe their folder title the category that came of it.
fn describe(drafts: &mut [Draft], categories: &mut BTreeMap<(Locale, Slug), String>) {
    let used: BTreeSet<Slug> = categories.keys().map(|(_, category)| category.clone()).collect();
    for draft in drafts.iter_mut().filter(|d| d.describes) {
        let category = draft.place.folders.first().and_then(|folder| slug(folder));
        if let Some(category) = category.filter(|category| used.contains(category)) {
            categories.insert((draft.locale.clone(), category.clone()), draft.category_file());
            draft.index = Some(category);
        } else if draft.key.is_none() {
            draft.warnings.push("left out: it describes a folder without pages".to_owned());
        }
    }
}

/// An address for a page and its translations that no other page has.
fn unused(draft: &Draft, taken: &mut HashSet<ArticleKey>) -> Option<ArticleKey> {
    let category = slug(&draft.category()).or_else(|| slug(GENERAL))?;
    let wanted = slug(&draft.stem()).or_else(|| slug("page"))?;
    let mut key = ArticleKey { category, slug: wanted.clone() };
    let mut count = 1;
    while !taken.insert(key.clone()) {
        count += 1;
        key.slug = slug(&format!("{wanted}-{count}"))?;
    }
    Some(key)
}

/// The titles that Docusaurus keeps in `_category_.json`, as `_index.md` files.
fn folder_labels(
    files: &BTreeMap<String, PathBuf>,
    default: &Locale,
) -> BTreeMap<(Locale, Slug), String> {
    let mut labels = BTreeMap::new();
    for (path, file) in files.iter().filter(|(path, _)| path.ends_with("_category_.json")) {
        let json = fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        let (Some(json), [place]) = (
            json,
            &discover::places([path.as_str()].into_iter()).into_values().collect::<Vec<_>>()[..],
        ) else {
            continue;
        };
        let (Some(label), [folder]) =
            (json.get("label").and_then(serde_json::Value::as_str), place.folders.as_slice())
        else {
            continue;
        };
        let Some(category) = slug(folder) else { continue };
        let order = json
            .get("position")
            .and_then(serde_json::Value::as_f64)
            .map_or_else(String::new, |n| format!("order: {n:.0}\n"));
        let description = json
            .pointer("/link/description")
            .and_then(serde_json::Value::as_str)
            .map(matter::plain_line)
            .filter(|text| !text.is_empty())
            .map_or_else(String::new, |text| format!("description: {}\n", quoted(&text)));
        let locale = place.locale.clone().unwrap_or_else(|| default.clone());
        labels.insert(
            (locale, category),
            format!("---\ntitle: {}\n{description}{order}---\n", quoted(label)),
        );
    }
    labels
}

/// Keeps of several claims to an old address the first, and none to an address that lives.
pub(super) fn redirects(drafts: &mut [Draft]) {
    let locales: Vec<Locale> =
        drafts.iter().map(|d| d.locale.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let living: HashSet<String> =
        drafts.iter().filter_map(|d| Some(Page::Article(d.key.clone()?).path(&d.locale))).collect();
    let mut claimed: BTreeMap<(Locale, String), ArticleKey> = BTreeMap::new();
    for draft in drafts {
        let Some(key) = draft.key.clone() else { continue };
        let (locale, warnings) = (draft.locale.clone(), &mut draft.warnings);
        let mut own = BTreeSet::new();
        draft.matter.addresses.retain(|address| {
            let (named, rest) = without_locale(&locales, address);
            let whole = format!("/{}/{rest}", named.as_ref().unwrap_or(&locale));
            let claim = (named.unwrap_or_else(|| locale.clone()), rest);
            let free = !living.contains(&whole)
                && Page::parse(&claim.1).is_none_or(|p| matches!(p, Page::Article(_)))
                && claim.1 != "status";
            let first = claimed.entry(claim.clone()).or_insert_with(|| key.clone()) == &key;
            if free && !first {
                warnings.push(format!("another page has the address {address} already"));
            }
            free && first && own.insert(claim)
        });
    }
}
