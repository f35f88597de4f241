//! Whether every island that the server renders is one that the WebAssembly has. An island's name holds a hash of its source as
//! the compiler prints it; server and WebAssembly may be built by two compilers, and nothing else would notice a difference.

use std::{collections::BTreeSet, fs, net::SocketAddr};

use crate::{
    failure::{Doing as _, Failure, Result},
    http, web,
    workspace::Workspace,
};

/// How many pages are looked at: enough for one of every kind that the home page links to.
const PAGES: usize = 40;

/// Compares; answers with what was found.
pub(crate) fn check(workspace: &Workspace, address: SocketAddr) -> Result<String> {
    let script = web::site_file(workspace, "guichet.js")?;
    let exported = exports(&fs::read_to_string(&script).doing(script.display())?);
    let (home, answer) = http::page(address, "/")?;
    let mut pages: Vec<String> = links(&answer.text());
    pages.insert(0, home);
    pages.truncate(PAGES);
    let mut rendered = BTreeSet::new();
    for page in &pages {
        rendered.extend(values(&http::page(address, page)?.1.text(), "data-component=\""));
    }
    let lost: Vec<&str> =
        rendered.iter().filter(|island| !exported.contains(*island)).map(String::as_str).collect();
    if !lost.is_empty() {
        return Err(Failure::new(format!(
            "the server renders islands that the WebAssembly does not have: {}\nthe two were built by compilers that print the source differently, or one of them is old",
            lost.join(", ")
        )));
    }
    if rendered.is_empty() {
        return Err(Failure::new("none of the pages has an island"));
    }
    Ok(format!("{} islands on {} pages, all in the WebAssembly", rendered.len(), pages.len()))
}

/// What the bundle's script exports: in one list once it is minified, else each function by itself.
fn exports(script: &str) -> BTreeSet<String> {
    let list = script.rsplit_once("export{").and_then(|(_, rest)| rest.split_once('}'));
    let listed = list.map_or("", |(names, _)| names).split(',').map(|name| {
        // `a as Name`, or `Name` alone.
        name.rsplit(' ').next().unwrap_or(name)
    });
    let single = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("export function "))
        .filter_map(|rest| rest.split('(').next());
    listed.filter(|name| !name.is_empty()).chain(single).map(str::to_owned).collect()
}

/// Addresses on this server that a page links to.
fn links(html: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for link in values(html, "href=\"") {
        let page = link.starts_with('/')
            && !link.starts_with("//")
            && !link.starts_with("/assets/")
            && !link.contains(['#', '&']);
        if page && !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The values of an attribute, given with `="`.
fn values(html: &str, attribute: &str) -> Vec<String> {
    html.split(attribute)
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_script_and_page() {
        let script = "export function ThemeSwitch_12(el) {\n}\nfunction inner() {}\nexport function hydrate() {}\n";
        let expected = ["ThemeSwitch_12", "hydrate"].map(str::to_owned);
        assert_eq!(exports(script), expected.clone().into());
        let minified = "function a(b){}export{a as ThemeSwitch_12,hydrate};";
        assert_eq!(exports(minified), expected.into());
        let html = r##"<a href="/en/">x</a><a href="/en/">y</a><a href="https://e.org/">z</a><a href="#top">t</a><leptos-island data-component="Search_3">"##;
        assert_eq!(links(html), ["/en/"]);
        assert_eq!(values(html, "data-component=\""), ["Search_3"]);
    }
}
