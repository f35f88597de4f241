//! Imports a tree of Markdown: `import FROM TO REPORT [DEFAULT-LOCALE]`. What `guichet import markdown` does, without the server.

use std::{env, time::Instant};

use guichet_content::import::{Options, import_markdown};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to, report, rest @ ..] = arguments.as_slice() else {
        return Err("usage: import FROM TO REPORT [DEFAULT-LOCALE]".into());
    };
    let default_locale = rest.first().map(|l| l.parse()).transpose()?;
    let options = Options {
        from: from.into(),
        to: to.into(),
        report: Some(report.into()),
        force: true,
        default_locale,
    };
    let started = Instant::now();
    println!("{:#?} in {:?}", import_markdown(&options)?, started.elapsed());
    Ok(())
}
