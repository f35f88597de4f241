//! A large help centre out of the bundled one: new articles made of its sentences in another order, the same on every run. German,
//! which the bundled one does not have, comes from a stock of words of its own.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use super::{
    german,
    queries::{Numbers, articles, title},
};
use crate::{
    failure::{Doing as _, Result},
    process::{begin, end},
    workspace::{Fingerprint, collect},
};

/// What a language's articles are made of.
#[derive(Default)]
pub(super) struct Material {
    pub(super) titles: Vec<String>,
    pub(super) headings: Vec<String>,
    pub(super) sentences: Vec<String>,
    pub(super) categories: Vec<String>,
}

/// The language that is made up.
const MADE_UP: &str = "de";

/// Leaves a folder with this many articles, shared evenly among the languages.
pub(crate) fn ensure(demo: &Path, folder: &Path, count: usize) -> Result<()> {
    let fingerprint = Fingerprint::default()
        .path(&demo.join("articles"))?
        .text(include_str!("generator.rs"))
        .text(include_str!("german.rs"))
        .finish();
    let stamp = folder.join(".made-of");
    if fs::read_to_string(&stamp).is_ok_and(|made_of| made_of == fingerprint) {
        return Ok(());
    }
    let what = format!("a help centre of {count} articles");
    let started = begin(&what);
    if folder.exists() {
        fs::remove_dir_all(folder).doing(folder.display())?;
    }
    let mut materials = read(demo)?;
    copy_frame(demo, folder)?;
    if !materials.contains_key(MADE_UP) {
        let categories = materials.values().next().map(|m| m.categories.clone());
        let made_up = german::material(&categories.unwrap_or_default());
        frame(folder, &made_up)?;
        materials.insert(MADE_UP.to_owned(), made_up);
    }
    let locales: Vec<&String> = materials.keys().collect();
    for number in 0..count {
        let locale = locales[number % locales.len()];
        let material = &materials[locale];
        let category = &material.categories[(number / locales.len()) % material.categories.len()];
        let file = folder
            .join("articles")
            .join(locale)
            .join(category)
            .join(format!("generated-{number}.md"));
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).doing(parent.display())?;
        }
        fs::write(&file, article(material, number)).doing(file.display())?;
    }
    fs::write(&stamp, fingerprint).doing(stamp.display())?;
    end(&what, started);
    Ok(())
}

/// Policy and category pages, so that the large folder is a whole portal.
fn copy_frame(demo: &Path, folder: &Path) -> Result<()> {
    let mut files = vec![demo.join("portal.toml")];
    collect(&demo.join("articles"), &mut files)?;
    collect(&demo.join("holidays"), &mut files)?;
    for file in files.iter().filter(|file| {
        file.file_name().is_some_and(|name| name == "_index.md" || name == "portal.toml")
            || file.extension().is_some_and(|ending| ending == "ics")
    }) {
        let target: PathBuf = folder.join(file.strip_prefix(demo).unwrap_or(file));
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).doing(parent.display())?;
        }
        if file.is_file() {
            fs::copy(file, &target).doing(target.display())?;
        }
    }
    Ok(())
}

/// Category pages for the language that is made up.
fn frame(folder: &Path, material: &Material) -> Result<()> {
    for category in &material.categories {
        let file = folder.join("articles").join(MADE_UP).join(category).join("_index.md");
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).doing(parent.display())?;
        }
        fs::write(&file, format!("---\ntitle: Bereich {category}\n---\n")).doing(file.display())?;
    }
    Ok(())
}

fn read(demo: &Path) -> Result<BTreeMap<String, Material>> {
    let mut materials: BTreeMap<String, Material> = BTreeMap::new();
    for (locale, file) in articles(demo)? {
        let text = fs::read_to_string(&file).doing(file.display())?;
        let material = materials.entry(locale).or_default();
        material.titles.extend(title(&text).map(str::to_owned));
        let category = file
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if !material.categories.contains(&category) {
            material.categories.push(category);
        }
        take_apart(&text, material);
    }
    Ok(materials)
}

/// Headings and sentences of an article; tables, code, images and what has a link or mark-up of its own are left out.
fn take_apart(text: &str, material: &mut Material) {
    let body = text.splitn(3, "---").nth(2).unwrap_or(text);
    for line in body.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix("## ") {
            material.headings.push(heading.to_owned());
        } else if line.starts_with(|first: char| first.is_alphabetic())
            && !line.contains(['[', ']', '<', '>', '|', '`', '{'])
        {
            material.sentences.extend(sentences(line).map(str::to_owned));
        }
    }
}

fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive(['.', '。', '?', '!', '？', '！'])
        .map(str::trim)
        .filter(|sentence| sentence.chars().count() > 12)
}

fn article(material: &Material, number: usize) -> String {
    let mut numbers = Numbers::new(number as u64 + 1);
    let mut pick = |from: &[String]| {
        from.get(numbers.below(from.len())).cloned().unwrap_or_else(|| "Guichet".to_owned())
    };
    let title = format!("{} {number}", pick(&material.titles));
    let mut text = format!(
        "---\ntitle: \"{}\"\ndescription: \"{}\"\n---\n",
        plain(&title),
        plain(&pick(&material.sentences))
    );
    for section in 0..4 {
        _ = write!(text, "\n## {} {section}\n", pick(&material.headings));
        for _ in 0..3 {
            let paragraph: Vec<String> = (0..4).map(|_| pick(&material.sentences)).collect();
            _ = write!(text, "\n{}\n", paragraph.join(" "));
        }
    }
    text
}

/// Text that fits between double quotes in YAML.
fn plain(text: &str) -> String {
    text.replace(['"', '\\'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_demo_makes_the_same_help_centre() {
        let folder = tempfile::tempdir().unwrap();
        let demo = folder.path().join("demo");
        for locale in ["en", "ja"] {
            let category = demo.join("articles").join(locale).join("mail");
            fs::create_dir_all(&category).unwrap();
            fs::write(category.join("_index.md"), "---\ntitle: Mail\n---\n").unwrap();
            fs::write(category.join("a.md"), "---\ntitle: Read mail\n---\nOpen the first message. Then read it aloud.\n\n## Steps\n\n| a | b |\n").unwrap();
        }
        fs::write(demo.join("portal.toml"), "").unwrap();
        let of = |name: &str| {
            let made = folder.path().join(name);
            ensure(&demo, &made, 10).unwrap();
            let files: Vec<(String, String)> = articles(&made)
                .unwrap()
                .into_iter()
                .map(|(locale, file)| (locale, fs::read_to_string(file).unwrap()))
                .collect();
            files
        };
        let first = of("first");
        assert_eq!(first.len(), 10);
        assert_eq!(first, of("second"));
        let texts = |locale: &str| -> Vec<&str> {
            let of_it = first.iter().filter(|(l, _)| l == locale);
            of_it.map(|(_, text)| text.as_str()).collect()
        };
        assert_eq!(["de", "en", "ja"].map(|l| texts(l).len()), [4, 3, 3]);
        assert!(texts("en").iter().all(|t| t.contains("## Steps") && !t.contains('|')));
        assert!(texts("de").iter().all(|t| t.contains("Sie können")));
    }
}
