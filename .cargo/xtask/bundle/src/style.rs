//! The style sheet: imports joined, white space gone, written for browsers of the last two years.

use std::{fs, path::Path};

use lightningcss::{
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet},
    targets::{Browsers, Targets},
};

use crate::{Result, doing};

/// The oldest browsers the style sheet is written for: nesting, `light-dark()` and logical properties are left as they are.
const fn browsers() -> Browsers {
    const fn version(major: u32, minor: u32) -> u32 {
        major << 16 | minor << 8
    }
    Browsers {
        android: Some(version(123, 0)),
        chrome: Some(version(123, 0)),
        edge: Some(version(123, 0)),
        firefox: Some(version(120, 0)),
        ie: None,
        ios_saf: Some(version(17, 5)),
        opera: Some(version(109, 0)),
        safari: Some(version(17, 5)),
        samsung: Some(version(27, 0)),
    }
}

/// The style sheet at `entry` with what it imports, minified. Imports stand in the entry file alone, each on a line, plain:
/// what depends on a medium says so inside its own file.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    let text = read(entry)?;
    let mut bundled = String::new();
    let mut own = String::new();
    for line in text.lines() {
        if !line.trim_start().starts_with("@import") {
            own.push_str(line);
            own.push('\n');
            continue;
        }
        let name = line.trim().strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";"));
        let name = name.ok_or_else(|| {
            format!("{}: write imports as `@import \"name.css\";`, not: {line}", entry.display())
        })?;
        let part = entry.with_file_name(name);
        let text = read(&part)?;
        if text.contains("@import") {
            return Err(format!("{}: imports stand in {} alone", part.display(), entry.display()));
        }
        bundled.push_str(&minify(&part, &text)?);
    }
    bundled.push_str(&minify(entry, &own)?);
    Ok(bundled)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(doing(path.display()))
}

fn minify(path: &Path, text: &str) -> Result<String> {
    let filename = path.display().to_string();
    let options = ParserOptions { filename: filename.clone(), ..ParserOptions::default() };
    let mut sheet = StyleSheet::parse(text, options).map_err(|error| error.to_string())?;
    let targets = Targets::from(browsers());
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(doing(&filename))?;
    let printed =
        sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    Ok(printed.map_err(doing(&filename))?.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(main: &str) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.css"), ".a { color: red; }\n").unwrap();
        fs::write(folder.path().join("nested.css"), "@import \"a.css\";\n").unwrap();
        fs::write(folder.path().join("main.css"), main).unwrap();
        bundle(&folder.path().join("main.css"))
    }

    #[test]
    fn imports_are_joined_in_order_and_nesting_is_left_to_the_browser() {
        let css = bundled("/* why */\n@import \"a.css\";\n.b { margin-inline: 0; & p { color: light-dark(#000, #fff); } }\n").unwrap();
        assert!(css.starts_with(".a{color:red}.b{"), "{css}");
        assert!(css.contains("light-dark(#000,#fff)") && css.contains("margin-inline:0"), "{css}");
    }

    #[test]
    fn what_cannot_be_imported_is_named() {
        assert!(bundled("@import \"gone.css\";").unwrap_err().contains("gone.css"));
        assert!(bundled("@import \"nested.css\";").unwrap_err().contains("nested.css"));
        assert!(bundled("@import url(a.css) print;").unwrap_err().contains("url(a.css) print"));
    }

    #[test]
    fn a_mistake_is_told_with_file_and_line() {
        let error = bundled(".a { color: red }\n}\n").unwrap_err();
        assert!(error.contains("main.css:1") || error.contains("main.css:2"), "{error}");
    }
}
