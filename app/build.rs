//! Checks that every locale has every message with the same arguments, and writes one typed method a message,
//! so that a missing or misspelt string is a compile error.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("locales");
    let mut locales: Vec<String> = fs::read_dir(&root)
        .expect("app/locales is readable")
        .map(|entry| {
            entry
                .expect("app/locales is readable")
                .file_name()
                .into_string()
                .expect("locale folders are ASCII")
        })
        .collect();
    locales.sort_by_key(|l| (l != "en", l.clone()));
    let files: Vec<Vec<PathBuf>> = locales.iter().map(|locale| files(&root.join(locale))).collect();
    let mut problems = Vec::new();
    let mut messages =
        files.iter().map(|files| read_all(files, &mut problems)).collect::<Vec<_>>().into_iter();
    let reference = messages.next().expect("English is there, and first");
    for (locale, messages) in locales[1..].iter().zip(messages) {
        compare(locale, &reference, &messages, &mut problems);
    }
    assert!(problems.is_empty(), "interface strings are incomplete:\n{}", problems.join("\n"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("words.rs");
    fs::write(out, generate(&locales, &files, &reference)).expect("the build folder is writable");
}

/// The files of a locale, one an area of the portal.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("folders of locales are readable")
        .map(|entry| entry.expect("folders of locales are readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ftl"))
        .collect();
    files.sort();
    files
}

fn read_all(files: &[PathBuf], problems: &mut Vec<String>) -> Messages {
    let mut all = Messages::new();
    for file in files {
        for (id, arguments) in read(file) {
            if all.insert(id.clone(), arguments).is_some() {
                problems.push(format!("{}: `{id}` stands in two files", file.display()));
            }
        }
    }
    all
}

fn read(path: &Path) -> Messages {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let resource = parser::parse(text.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
    resource
        .body
        .iter()
        .filter_map(|entry| match entry {
            Entry::Message(message) => {
                let mut arguments = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    collect(pattern, &mut arguments);
                }
                Some((message.id.name.to_owned(), arguments))
            }
            _ => None,
        })
        .collect()
}

fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => variable(inline, arguments),
                Expression::Select { selector, variants } => {
                    variable(selector, arguments);
                    for variant in variants {
                        collect(&variant.value, arguments);
                    }
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        arguments.insert(id.name.to_owned());
    }
}

fn compare(locale: &str, reference: &Messages, messages: &Messages, problems: &mut Vec<String>) {
    for (id, arguments) in reference {
        match messages.get(id) {
            None => problems.push(format!("locales/{locale} lacks `{id}`")),
            Some(own) if !own.is_subset(arguments) => {
                problems.push(format!(
                    "locales/{locale}: `{id}` uses {own:?}, it is given {arguments:?}"
                ));
            }
            Some(_) => {}
        }
    }
    problems.extend(
        messages
            .keys()
            .filter(|id| !reference.contains_key(*id))
            .map(|id| format!("locales/{locale}: `{id}` is unknown in English")),
    );
}

fn generate(locales: &[String], files: &[Vec<PathBuf>], messages: &Messages) -> String {
    let mut code = String::from("pub(super) const SOURCES: &[(&str, &str)] = &[\n");
    for (locale, files) in locales.iter().zip(files) {
        let texts: Vec<String> = files
            .iter()
            .map(|file| format!("include_str!({:?})", file.display().to_string()))
            .collect();
        writeln!(code, "    ({locale:?}, concat!({})),", texts.join(", \"\\n\", "))
            .expect("strings grow");
    }
    code.push_str("];\n\nimpl Words {\n");
    for (id, arguments) in messages {
        let name = id.replace('-', "_");
        let parameters = arguments.iter().fold(String::new(), |mut all, argument| {
            write!(all, ", {argument}: impl Into<Argument>").expect("strings grow");
            all
        });
        let values: String =
            arguments.iter().map(|a| format!("({a:?}, {a}.into())")).collect::<Vec<_>>().join(", ");
        writeln!(
            code,
            "    /// The message `{id}`.\n    pub fn {name}(&self{parameters}) -> String {{\n        self.say({id:?}, [{values}])\n    }}"
        )
        .expect("strings grow");
    }
    code.push_str("}\n");
    code
}
