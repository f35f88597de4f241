//! `guichet search`: a search on the command line, through the same code as the portal's.

use std::path::PathBuf;

use guichet_content::Library;
use guichet_index::SearchIndex;
use guichet_model::{
    Locale,
    search::{MAX_LIMIT, SearchRequest},
};

use super::Failure;
use crate::{api, pages::reader::clean_query, search_titles, serve};

/// Flags of `guichet search`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// The content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The reader's locale [default: the content's]
    #[arg(long)]
    locale: Option<Locale>,
    /// How many hits
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=MAX_LIMIT as i64))]
    limit: u8,
    /// Says of every hit why it is there (with --json)
    #[arg(long)]
    explain: bool,
    /// Prints the API's answer
    #[arg(long)]
    json: bool,
}

/// Searches and prints the hits.
#[expect(clippy::print_stdout, reason = "the hits are what was asked for")]
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let library = Library::load(&arguments.content, None)?.library;
    let documents = library.articles().map(|article| article.document(&library));
    let index = SearchIndex::in_memory(documents, &serve::index_options(&arguments.content))?;
    let locale = api::locale(&library, arguments.locale.as_ref().map(Locale::as_str))?;
    let request = SearchRequest {
        limit: usize::from(arguments.limit),
        explain: arguments.explain,
        ..SearchRequest::new(&clean_query(&arguments.query.join(" ")), locale)
    };
    let mut response = index.search(&request)?;
    search_titles::fill(&library, &request.locale, &mut response);
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&response)?);
        return Ok(());
    }
    if let Some(corrected) = &response.did_you_mean {
        println!("Showing results for “{corrected}”.\n");
    }
    for hit in &response.hits {
        let section = hit
            .section
            .as_ref()
            .map_or_else(String::new, |section| format!(" › {}", section.title));
        println!("{}{section}\n  {}", hit.title, hit.url);
    }
    println!("\n{} of {} articles in {} µs", response.hits.len(), response.total, response.took_us);
    Ok(())
}
