//! Search queries made of the articles' own titles: one to three words, one in eight with a typo, always the same ones.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Doing as _, Failure, Result},
    workspace::collect,
};

/// A small generator of numbers that look random and are the same on every run (xorshift64*).
pub(crate) struct Numbers(u64);

impl Numbers {
    /// From a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a bound; 0 when the bound is.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap_or(0) % bound.max(1)
    }
}

/// The article files of a content folder with their locales, in order.
pub(crate) fn articles(content: &Path) -> Result<Vec<(String, PathBuf)>> {
    let root = content.join("articles");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let articles: Vec<(String, PathBuf)> = files
        .into_iter()
        .filter(|file| {
            file.extension().is_some_and(|ending| ending == "md")
                && file.file_name().is_some_and(|name| name != "_index.md")
        })
        .filter_map(|file| {
            Some((file.strip_prefix(&root).ok()?.iter().next()?.to_str()?.to_owned(), file))
        })
        .collect();
    if articles.is_empty() {
        Err(Failure::new(format!("{} holds no articles", root.display())))
    } else {
        Ok(articles)
    }
}

/// The title in an article's front matter.
pub(crate) fn title(article: &str) -> Option<&str> {
    let line = article.strip_prefix("---")?.lines().find_map(|line| line.strip_prefix("title:"))?;
    Some(line.trim().trim_matches(['"', '\'']))
}

/// One question of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// The reader's language.
    pub(crate) locale: String,
    /// The reader's words.
    pub(crate) words: String,
}

impl Query {
    /// The path of the search API that asks it.
    pub(crate) fn path(&self) -> String {
        format!("/api/v1/search?q={}&locale={}", encode(&self.words), self.locale)
    }
}

/// Paths of the search API.
pub(crate) fn of(content: &Path, count: usize) -> Result<Vec<String>> {
    Ok(questions(content, count)?.iter().map(Query::path).collect())
}

/// What readers ask of some articles.
pub(crate) fn questions(content: &Path, count: usize) -> Result<Vec<Query>> {
    let articles = articles(content)?;
    let mut numbers = Numbers::new(7);
    let mut queries = Vec::with_capacity(count);
    while queries.len() < count {
        let (locale, file) = &articles[numbers.below(articles.len())];
        let text = fs::read_to_string(file).doing(file.display())?;
        let words = query(title(&text).unwrap_or("help"), &mut numbers);
        queries.push(Query { locale: locale.clone(), words });
    }
    Ok(queries)
}

/// Words of a title; of a title without spaces, a few characters.
fn query(title: &str, numbers: &mut Numbers) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    if words.len() == 1 {
        return title.chars().take(2 + numbers.below(4)).collect();
    }
    let length = (1 + numbers.below(3)).min(words.len());
    let start = numbers.below(words.len() - length + 1);
    let query = words[start..start + length].join(" ");
    if numbers.below(8) > 0 || query.chars().count() < 5 {
        return query;
    }
    // A typo: one letter left out, not the first.
    let missing = 1 + numbers.below(query.chars().count() - 2);
    query.chars().enumerate().filter(|&(at, _)| at != missing).map(|(_, c)| c).collect()
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_the_same_on_every_run_and_fit_a_url() {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles/fr/mail");
        fs::create_dir_all(&articles).unwrap();
        fs::write(articles.join("a.md"), "---\ntitle: \"Créer un filtre d’e-mails\"\n---\nMots.\n")
            .unwrap();
        fs::write(articles.join("_index.md"), "---\ntitle: Rien\n---\n").unwrap();
        let first = of(folder.path(), 40).unwrap();
        assert_eq!(first, of(folder.path(), 40).unwrap());
        assert!(
            first.iter().all(|path| path.is_ascii()
                && !path.contains([' ', '"'])
                && path.ends_with("locale=fr")),
            "{first:?}"
        );
        assert!(first.iter().any(|path| path != &first[0]));
    }
}
