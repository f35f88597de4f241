//! Renders one article of a content folder to standard output: `render DIR LOCALE CATEGORY/SLUG`; without an article, all of them, with the time they take.

use std::{env, path::Path, time::Instant};

use guichet_content::{BodyLabels, Library};
use guichet_model::{ArticleKey, Locale};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [root, rest @ ..] = arguments.as_slice() else {
        return Err("usage: render DIR [LOCALE CATEGORY/SLUG]".into());
    };
    let started = Instant::now();
    let loaded = Library::load(Path::new(root), None)?;
    let library = loaded.library;
    eprintln!(
        "{} articles loaded in {:?}, {} problems",
        library.len(),
        started.elapsed(),
        loaded.diagnostics.len()
    );
    if let [locale, key] = rest {
        let (locale, key): (Locale, ArticleKey) = (locale.parse()?, ArticleKey::parse(key)?);
        let article = library.best(&locale, &key).ok_or("no such article")?;
        let body = article.body(&library, &locale, &BodyLabels::default());
        println!("{}", body.html);
        eprintln!("{:#?}\n{} min", body.toc, body.minutes);
        return Ok(());
    }
    let started = Instant::now();
    let again = Library::load(Path::new(root), Some(&library))?;
    eprintln!(
        "loaded again in {:?}: {} changed, {} removed",
        started.elapsed(),
        again.changed.len(),
        again.removed.len()
    );
    let started = Instant::now();
    let bytes: usize = library
        .articles()
        .map(|a| a.body(&library, &a.locale, &BodyLabels::default()).html.len())
        .sum();
    eprintln!("all rendered to {bytes} bytes in {:?}", started.elapsed());
    let started = Instant::now();
    let sections: usize = library.articles().map(|a| a.document(&library).sections.len()).sum();
    eprintln!("all cut into {sections} sections in {:?}", started.elapsed());
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    eprintln!("{}", memory.lines().find(|l| l.starts_with("VmRSS")).unwrap_or(""));
    Ok(())
}
