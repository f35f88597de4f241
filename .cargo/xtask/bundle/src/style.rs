//! The style sheet: imports joined, white space gone, written for browsers of the last two years.

use std::path::Path;

use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

use crate::Result;

/// The oldest browsers the style sheet is written for: nesting, `light-dark()` and logical properties are left as they are.
const fn browsers() -> Browsers {
    const fn version(major: u32, minor: u32) -> Option<u32> {
        Some(major << 16 | minor << 8)
    }
    Browsers {
        android: version(123, 0),
        chrome: version(123, 0),
        edge: version(123, 0),
        firefox: version(120, 0),
        ie: None,
        ios_saf: version(17, 5),
        opera: version(109, 0),
        safari: version(17, 5),
        samsung: version(27, 0),
    }
}

/// The style sheet at `entry` with everything it imports, minified.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|error| format!("the style sheet: {error}"))?;
    let targets = Targets::from(browsers());
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| format!("the style sheet: {error}"))?;
    let printed =
        sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    Ok(printed.map_err(|error| format!("the style sheet: {error}"))?.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_joined_in_order_and_nesting_is_left_to_the_browser() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.css"), ".a { color: red; }\n").unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(
            &main,
            "@import \"a.css\";\n.b { margin-inline: 0; & p { color: light-dark(#000, #fff); } }\n",
        )
        .unwrap();
        let css = bundle(&main).unwrap();
        assert!(css.starts_with(".a{color:red}.b{"), "{css}");
        assert!(css.contains("light-dark(#000,#fff)") && css.contains("margin-inline:0"), "{css}");
    }

    #[test]
    fn a_missing_import_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "@import \"gone.css\";").unwrap();
        assert!(bundle(&main).unwrap_err().contains("gone.css"));
    }
}
