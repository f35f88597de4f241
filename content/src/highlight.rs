//! Colours for code, put in on the server as classes: `tok-comment`, `tok-string`, `tok-number`, `tok-keyword`, `tok-key`, `tok-tag`,
//! `tok-variable`, `tok-inserted` and `tok-deleted`.
//!
//! One small scanner with a table of languages, linear in the length of the code. Help centres show commands, settings and headers;
//! a full grammar engine would weigh more in the binary and in memory than all of it is worth here.

use std::fmt::Write as _;

/// How a language is built, as far as colours go.
#[derive(Debug)]
struct Language {
    names: &'static [&'static str],
    shape: Shape,
    line_comments: &'static [&'static str],
    block_comment: Option<(&'static str, &'static str)>,
    quotes: &'static str,
    keywords: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Words, strings and comments.
    Words,
    /// The same, with `$variables`.
    Shell,
    /// A key, then `:` or `=`, then a value.
    Keyed,
    /// Tags and entities.
    Markup,
    /// Lines that came or went.
    Diff,
}

const C_BLOCK: Option<(&str, &str)> = Some(("/*", "*/"));
const LANGUAGES: &[Language] = &[
    Language {
        names: &["sh", "bash", "zsh", "shell", "console", "powershell", "ps1", "pwsh"],
        shape: Shape::Shell,
        line_comments: &["#"],
        block_comment: None,
        quotes: "\"'",
        keywords: " if then else elif fi for in do done while until case esac function return export local sudo param foreach ",
    },
    Language {
        names: &["json", "json5", "jsonc"],
        shape: Shape::Keyed,
        line_comments: &["//"],
        block_comment: C_BLOCK,
        quotes: "\"",
        keywords: " true false null ",
    },
    Language {
        names: &["yaml", "yml"],
        shape: Shape::Keyed,
        line_comments: &["#"],
        block_comment: None,
        quotes: "\"'",
        keywords: " true false null yes no ",
    },
    Language {
        names: &["toml", "ini", "cfg", "conf", "properties", "env"],
        shape: Shape::Keyed,
        line_comments: &["#", ";"],
        block_comment: None,
        quotes: "\"'",
        keywords: " true false ",
    },
    Language {
        names: &["http", "mail", "headers", "email"],
        shape: Shape::Keyed,
        line_comments: &[],
        block_comment: None,
        quotes: "\"",
        keywords: " GET POST PUT PATCH DELETE HEAD OPTIONS ",
    },
    Language {
        names: &["html", "xml", "svg", "xhtml"],
        shape: Shape::Markup,
        line_comments: &[],
        block_comment: Some(("<!--", "-->")),
        quotes: "\"'",
        keywords: "",
    },
    Language {
        names: &["diff", "patch"],
        shape: Shape::Diff,
        line_comments: &[],
        block_comment: None,
        quotes: "",
        keywords: "",
    },
    Language {
        names: &["css", "scss"],
        shape: Shape::Keyed,
        line_comments: &[],
        block_comment: C_BLOCK,
        quotes: "\"'",
        keywords: "",
    },
    Language {
        names: &["sql"],
        shape: Shape::Words,
        line_comments: &["--"],
        block_comment: C_BLOCK,
        quotes: "\"'",
        keywords: " select from where and or not insert into values update set delete create table index join left inner on group by order limit as null distinct having \
                   SELECT FROM WHERE AND OR NOT INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE INDEX JOIN LEFT INNER ON GROUP BY ORDER LIMIT AS NULL DISTINCT HAVING ",
    },
    Language {
        names: &["python", "py"],
        shape: Shape::Words,
        line_comments: &["#"],
        block_comment: None,
        quotes: "\"'",
        keywords: " def class return if elif else for while in not and or import from as with try except finally raise lambda None True False yield async await pass ",
    },
    Language {
        names: &["javascript", "js", "typescript", "ts", "jsx", "tsx"],
        shape: Shape::Words,
        line_comments: &["//"],
        block_comment: C_BLOCK,
        quotes: "\"'`",
        keywords: " const let var function return if else for while of in new class extends import export from default async await try catch throw typeof null undefined true false this ",
    },
    Language {
        names: &["rust", "rs", "go", "java", "kotlin", "c", "cpp", "csharp", "cs", "swift", "php"],
        shape: Shape::Words,
        line_comments: &["//"],
        block_comment: C_BLOCK,
        quotes: "\"",
        keywords: " fn let mut pub use mod struct enum impl trait match if else for while loop return self true false func package import var const type interface \
                   public private static void class new int string bool null nil async await val namespace using ",
    },
];

/// Code as HTML; what language it is in may be unknown.
pub(crate) fn html(code: &str, language: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 4);
    let name = language.to_ascii_lowercase();
    match LANGUAGES.iter().find(|l| l.names.contains(&name.as_str())) {
        None => escape(code, &mut out),
        Some(language) if language.shape == Shape::Diff => diff(code, &mut out),
        Some(language) => {
            Scanner { language, out: &mut out, inside_tag: false, line_start: true }.run(code)
        }
    }
    out
}

/// Escapes text for HTML.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

fn span(kind: &str, text: &str, out: &mut String) {
    let _ = write!(out, "<span class=\"tok-{kind}\">");
    escape(text, out);
    out.push_str("</span>");
}

fn diff(code: &str, out: &mut String) {
    for line in code.split_inclusive('\n') {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        match text.as_bytes().first() {
            Some(b'+') => span("inserted", text, out),
            Some(b'-') => span("deleted", text, out),
            Some(b'@') => span("comment", text, out),
            _ => escape(text, out),
        }
        out.push_str(end);
    }
}

struct Scanner<'a> {
    language: &'static Language,
    out: &'a mut String,
    inside_tag: bool,
    /// Only blanks and list hyphens since the line began: here a key may stand.
    line_start: bool,
}

impl Scanner<'_> {
    fn run(mut self, code: &str) {
        let mut rest = code;
        let mut before = '\n';
        while let Some(c) = rest.chars().next() {
            let length = self.token(rest, c, before);
            before = rest[..length].chars().next_back().unwrap_or(c);
            self.line_start = match before {
                '\n' | '{' | ',' | '[' | '?' => true,
                ' ' | '\t' | '-' => self.line_start,
                _ => false,
            };
            rest = &rest[length..];
        }
    }

    /// Writes the token at the beginning of `rest` and returns its length.
    fn token(&mut self, rest: &str, c: char, before: char) -> usize {
        if let Some(length) = self.comment(rest, before) {
            span("comment", &rest[..length], self.out);
            return length;
        }
        let markup = self.language.shape == Shape::Markup;
        if self.language.quotes.contains(c) && (!markup || self.inside_tag) {
            let length = string_length(rest, c);
            let keyed = self.language.shape == Shape::Keyed
                && rest[length..].trim_start_matches([' ', '\t']).starts_with(':');
            span(if keyed { "key" } else { "string" }, &rest[..length], self.out);
            return length;
        }
        if markup && c == '<' {
            self.inside_tag = true;
            let length = 1 + rest[1..]
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '-' | ':' | '!' | '?'))
                .unwrap_or(rest.len() - 1);
            span("tag", &rest[..length], self.out);
            return length;
        }
        if markup && c == '>' && self.inside_tag {
            self.inside_tag = false;
            span("tag", ">", self.out);
            return 1;
        }
        if self.language.shape == Shape::Shell && c == '$' {
            let length = 1 + rest[1..]
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '{' | '}'))
                .unwrap_or(rest.len() - 1);
            span("variable", &rest[..length], self.out);
            return length;
        }
        if c.is_alphanumeric() || c == '_' {
            return self.word(rest, c, before);
        }
        escape(rest.get(..c.len_utf8()).unwrap_or(""), self.out);
        c.len_utf8()
    }

    fn word(&mut self, rest: &str, first: char, before: char) -> usize {
        let keyed = matches!(self.language.shape, Shape::Keyed | Shape::Markup);
        let joins = |c: char| c == '_' || (keyed && matches!(c, '-' | '.'));
        let length = rest.find(|c: char| !c.is_alphanumeric() && !joins(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let next = rest[length..].trim_start_matches([' ', '\t']).chars().next();
        let is_key = match self.language.shape {
            Shape::Keyed => self.line_start && matches!(next, Some(':' | '=')),
            Shape::Markup => self.inside_tag && next == Some('='),
            _ => false,
        };
        if is_key {
            span("key", word, self.out);
        } else if self.language.keywords.contains(&format!(" {word} "))
            && before != '.'
            && before != '-'
        {
            span("keyword", word, self.out);
        } else if first.is_ascii_digit()
            && self.language.shape != Shape::Markup
            && !matches!(before, '-' | '.' | ':' | '/')
        {
            span("number", word, self.out);
        } else {
            escape(word, self.out);
        }
        length
    }

    fn comment(&self, rest: &str, before: char) -> Option<usize> {
        if let Some((open, close)) =
            self.language.block_comment.filter(|(open, _)| rest.starts_with(open))
        {
            return Some(
                rest[open.len()..]
                    .find(close)
                    .map_or(rest.len(), |end| open.len() + end + close.len()),
            );
        }
        let begins = before.is_whitespace()
            && self.language.line_comments.iter().any(|mark| rest.starts_with(mark));
        begins.then(|| rest.find('\n').unwrap_or(rest.len()))
    }
}

/// The length of a string with its quotes: to the closing one, or to the end of the line where there is none.
fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' if quote != '`' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(html: &str) -> String {
        let mut out = String::new();
        crate::text::strip_tags(html, &mut out);
        out.replace(' ', "")
    }

    #[test]
    fn tokens_get_their_class() {
        let shell = html("# note\ncurl -s \"$URL\" | grep 42 # why", "sh");
        assert!(shell.starts_with("<span class=\"tok-comment\"># note</span>\ncurl"), "{shell}");
        assert!(
            shell.contains("<span class=\"tok-number\">42</span>")
                && shell.ends_with("tok-comment\"># why</span>")
        );
        assert_eq!(
            html("{\"a\": true}", "JSON"),
            "{<span class=\"tok-key\">&quot;a&quot;</span>: <span class=\"tok-keyword\">true</span>}"
        );
        assert_eq!(html("- name: x", "yaml"), "- <span class=\"tok-key\">name</span>: x");
        assert_eq!(
            html("<a b=\"c\">", "html"),
            "<span class=\"tok-tag\">&lt;a</span> <span class=\"tok-key\">b</span>=<span class=\"tok-string\">&quot;c&quot;</span><span class=\"tok-tag\">&gt;</span>"
        );
        assert_eq!(html("+a\n b", "diff"), "<span class=\"tok-inserted\">+a</span>\n b");
        assert_eq!(html("<&>", "text"), "&lt;&amp;&gt;");
    }

    #[test]
    fn no_character_is_lost_in_any_language() {
        let code = "a: 'b\\' <!-- 1.2 --> \"unclosed\n/* $x{ `é日\n# - @@ -1 +2 # c = d;\n";
        for language in LANGUAGES {
            assert_eq!(
                text_of(&html(code, language.names[0])).matches("日").count(),
                1,
                "{:?}",
                language.names
            );
            let mut plain = String::new();
            escape(code, &mut plain);
            let coloured = html(code, language.names[0]);
            let mut stripped = String::new();
            let mut inside = false;
            for c in coloured.chars() {
                match c {
                    '<' => inside = true,
                    '>' => inside = false,
                    c if !inside => stripped.push(c),
                    _ => {}
                }
            }
            assert_eq!(stripped, plain, "{:?}", language.names);
        }
    }
}
