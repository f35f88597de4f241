//! The names under which the pages of a foreign tree are known to one another: paths, addresses, titles.

use std::collections::{BTreeSet, HashMap, HashSet};

use guichet_model::Locale;

use super::{draft::Draft, files};
use crate::links;

/// Every page by its names.
pub(super) struct Pages<'a> {
    drafts: &'a [Draft],
    default: &'a Locale,
    /// By name in lower case: the page, and the name as it is spelt.
    named: HashMap<String, Vec<(usize, String)>>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(drafts: &'a [Draft], default: &'a Locale) -> Self {
        let mut named: HashMap<String, Vec<(usize, String)>> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.key.is_some()) {
            let spelt: BTreeSet<String> =
                draft.names().iter().map(|n| n.trim_matches('/').to_owned()).collect();
            for name in spelt.into_iter().filter(|n| !n.is_empty()) {
                named.entry(name.to_lowercase()).or_default().push((index, name));
            }
        }
        Self { drafts, default, named }
    }

    /// The page of a name that is nearest to the draft's language; of two that differ in case, the one that is spelt so.
    pub(super) fn lookup(&self, draft: &Draft, name: &str) -> Option<usize> {
        let name = name.trim_matches('/');
        let found = self.named.get(&name.to_lowercase())?;
        let nearness = |(index, spelt): &&(usize, String)| {
            let locale = &self.drafts[*index].locale;
            let language = match locale {
                own if *own == draft.locale => 0,
                other => 1 + usize::from(other != self.default),
            };
            (language, spelt != name)
        };
        found.iter().min_by_key(nearness).map(|(index, _)| *index)
    }

    /// The page at a path; a bare name is that of a page anywhere, as long as there is one only.
    pub(super) fn at(&self, draft: &Draft, path: &str) -> Option<usize> {
        let found = candidates(draft, path).iter().find_map(|name| self.lookup(draft, name));
        found.or_else(|| {
            let name = without_known_ending(path);
            let all = self.named.get(&name.to_lowercase()).filter(|_| !path.contains('/'))?;
            let keys: HashSet<_> = all.iter().map(|(index, _)| &self.drafts[*index].key).collect();
            self.lookup(draft, name).filter(|_| keys.len() == 1)
        })
    }
}

/// The names under which the page at a path may be known.
fn candidates(draft: &Draft, path: &str) -> Vec<String> {
    let mut paths = Vec::new();
    if let Some(absolute) = path.strip_prefix("@site/").or_else(|| path.strip_prefix('/')) {
        let absolute = absolute.trim_matches('/');
        paths.push(absolute.to_owned());
        let mut rest = absolute;
        while let Some((first, below)) = rest.split_once('/') {
            if crate::languages::locale(first).is_none()
                && !matches!(first, "docs" | "help" | "content")
            {
                break;
            }
            paths.push(below.to_owned());
            rest = below;
        }
    } else {
        let own = files::without_ending(&draft.source);
        let addresses =
            draft.matter.addresses.first().map(|a| format!("{}/_", a.trim_matches('/')));
        let bases = [draft.source.clone(), format!("{own}/_"), draft.place.family.clone()];
        paths
            .extend(bases.into_iter().chain(addresses).filter_map(|base| links::join(&base, path)));
    }
    paths.iter().map(|path| without_known_ending(path).to_owned()).collect()
}

fn without_known_ending(path: &str) -> &str {
    if files::is_page(path) {
        files::without_ending(path)
    } else {
        path.trim_end_matches(".html").trim_end_matches(".htm")
    }
}

impl Draft {
    /// Every name by which other pages of the tree may call this one.
    fn names(&self) -> HashSet<String> {
        let place = &self.place;
        let plain = files::without_ending(&self.source).to_owned();
        let below = place
            .folders
            .iter()
            .map(String::as_str)
            .chain([place.stem.as_str()])
            .collect::<Vec<_>>()
            .join("/");
        let mut names: HashSet<String> = self.matter.addresses.iter().cloned().collect();
        let folder = self.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        names.extend(self.matter.id.iter().map(|id| format!("{folder}/{id}")));
        names.extend([self.title.clone(), place.stem.clone()]);
        if let Some(slug) = self.matter.addresses.first().and_then(|a| a.rsplit('/').next()) {
            names.insert(format!("{folder}/{slug}"));
        }
        for path in [plain, below, place.family.clone()] {
            if let Some((parent, "index" | "_index" | "README" | "readme")) = path.rsplit_once('/')
            {
                names.insert(parent.to_owned());
            }
            names.insert(format!("{}/{path}", self.locale));
            // Suffixed names are linked to without their suffix.
            names.insert(path.rsplit_once('/').map_or_else(
                || place.stem.clone(),
                |(parent, _)| format!("{parent}/{}", place.stem),
            ));
            names.insert(path);
        }
        names
    }
}
