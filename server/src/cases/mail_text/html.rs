//! HTML of a mail as lines of text, in one pass: time grows with its length alone, and what looks like markup and is none stays, since words
//! that are left out here are read by nobody.

use mail_parser::decoders::{charsets::map::charset_decoder, html::add_html_token};

/// The deepest that repeated words are marked.
const MAX_DEPTH: usize = 20;
/// The longest name of a character, in bytes.
const MAX_ENTITY: usize = 32;
/// Names of characters that people write without the semicolon, too.
const OPEN_ENTITIES: [&str; 5] = ["amp", "gt", "lt", "nbsp", "quot"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];
/// Elements whose content is for programs, or stands above the mail's words.
const UNREAD: [&str; 3] = ["script", "style", "title"];

/// HTML as lines of text; those of a `blockquote`, which mail programs put around what they repeat, begin with `>`.
pub(super) fn lines(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let last_comment_end = html.rfind("-->");
    let mut endless: Vec<&str> = Vec::new();
    let mut lines = Lines::default();
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        lines.text(&html[at..at + open]);
        at += open;
        let (piece, end) = piece(&lower, at, last_comment_end);
        match piece {
            Piece::Text => lines.text(&html[at..end]),
            Piece::Nothing => {}
            Piece::Tag { name, closes } => lines.tag(name, closes),
        }
        at = end;
        if let Piece::Tag { name, closes: false } = piece
            && UNREAD.contains(&name)
            && !endless.contains(&name)
        {
            match lower[at..].find(&format!("</{name}")) {
                Some(length) => at += length,
                // It is looked for once: without an end, what follows is words for all that is known.
                None => endless.push(name),
            }
        }
    }
    lines.text(&html[at..]);
    lines.edge();
    lines.done.join("\n")
}

/// What begins with a `<`.
#[derive(Debug, Clone, Copy)]
enum Piece<'a> {
    /// Words.
    Text,
    /// What nobody reads.
    Nothing,
    /// The begin or the end of an element.
    Tag { name: &'a str, closes: bool },
}

/// What the `<` at a place of the HTML, in lower case, begins, and where that ends.
fn piece(lower: &str, at: usize, last_comment_end: Option<usize>) -> (Piece<'_>, usize) {
    let rest = &lower[at + 1..];
    if rest.starts_with("!--") {
        return match last_comment_end {
            // The two hyphens may be those of the end: `<!-->`.
            Some(last) if last >= at + 2 => {
                let length = lower[at + 2..].find("-->").unwrap_or(0);
                (Piece::Nothing, at + 2 + length + 3)
            }
            _ => (Piece::Nothing, at + 4),
        };
    }
    if rest.starts_with(['!', '?'])
        && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '[')
    {
        return match rest.find(['<', '>']) {
            Some(end) if rest[end..].starts_with('>') => (Piece::Nothing, at + 1 + end + 1),
            _ => (Piece::Text, at + 1),
        };
    }
    let closes = rest.starts_with('/');
    let name_at = at + 1 + usize::from(closes);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
    let length = lower[name_at..].find(|c| !is_name(c)).unwrap_or(lower.len() - name_at);
    let (name, after) = lower[name_at..].split_at(length);
    // `<5 EUR`, `<ana@a.example>` and `<https://a.example>` are words.
    let names = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.ends_with(':');
    if !names || !after.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')) {
        return (Piece::Text, at + 1);
    }
    match tag_end(lower, name_at + length) {
        Ok(end) => (Piece::Tag { name, closes }, end),
        Err(end) => (Piece::Text, end),
    }
}

/// Where a tag ends whose attributes begin at a place; else, how far it seemed to be one, so that nothing is looked at twice.
fn tag_end(lower: &str, start: usize) -> Result<usize, usize> {
    let mut at = start;
    let mut is_value = false;
    while let Some(byte) = lower.as_bytes().get(at) {
        match byte {
            b'>' => return Ok(at + 1),
            b'<' => return Err(at),
            b'"' | b'\'' if is_value => {
                let Some(length) = lower[at + 1..].find(char::from(*byte)) else {
                    let end = lower[at..].find(['<', '>']).map_or(lower.len(), |end| at + end);
                    let is_end = lower[end..].starts_with('>');
                    return if is_end { Ok(end + 1) } else { Err(end) };
                };
                at += length + 1;
                is_value = false;
            }
            b'=' => is_value = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => is_value = false,
        }
        at += 1;
    }
    Err(at)
}

/// How far a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    /// Nothing stands in it.
    #[default]
    Empty,
    /// Something does, be it a space that is no margin.
    Begun,
    /// A space is due before the next word.
    Apart,
}

/// Lines as they are written.
#[derive(Debug, Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    state: State,
    /// Whether the line's margin is its own.
    is_set: bool,
    /// How often the line is repeated.
    depth: usize,
    /// In how many elements lines are as they are written.
    pre: usize,
    /// Whether such an element has just begun: a line's end there is none.
    is_pre_new: bool,
}

impl Lines {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            self.words(&rest[..at]);
            let (word, length) = entity(&rest[at..]);
            self.words(&word);
            rest = &rest[at + length..];
        }
        self.words(rest);
    }

    fn words(&mut self, words: &str) {
        for c in words.chars() {
            let was_new = std::mem::take(&mut self.is_pre_new);
            if self.pre > 0 {
                match c {
                    '\r' => self.is_pre_new = was_new,
                    '\n' if was_new => {}
                    '\n' => self.end(),
                    c => {
                        self.line.push(c);
                        (self.state, self.is_set) = (State::Begun, true);
                    }
                }
            } else if c.is_ascii_whitespace() {
                self.part();
            } else {
                if self.state == State::Apart {
                    self.line.push(' ');
                }
                self.line.push(c);
                self.state = State::Begun;
            }
        }
    }

    fn tag(&mut self, name: &str, closes: bool) {
        match (name, closes) {
            ("br", _) => self.end(),
            ("td" | "th", _) => self.part(),
            ("blockquote", false) => {
                self.edge();
                self.depth += 1;
            }
            ("blockquote", true) => {
                self.edge();
                self.depth = self.depth.saturating_sub(1);
            }
            ("pre", false) => {
                self.edge();
                self.pre += 1;
                self.is_pre_new = true;
            }
            ("pre", true) => {
                self.edge();
                self.pre = self.pre.saturating_sub(1);
            }
            (name, _) if BLOCKS.contains(&name) => self.edge(),
            _ => {}
        }
    }

    /// Sets what follows apart from what stands in the line.
    fn part(&mut self) {
        if self.state != State::Empty {
            self.state = State::Apart;
        }
    }

    /// The edge of a block, where a line ends unless it has just begun.
    fn edge(&mut self) {
        if self.state != State::Empty {
            self.end();
        }
    }

    /// Ends the line: without its margins, with a mark for each time that it is repeated.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line).replace('\u{a0}', " ");
        let line = if self.is_set { line.trim_end() } else { line.trim() };
        let marks = ">".repeat(self.depth.min(MAX_DEPTH));
        let between = if marks.is_empty() || line.is_empty() { "" } else { " " };
        self.done.push(format!("{marks}{between}{line}"));
        (self.state, self.is_set) = (State::Empty, false);
    }
}

/// The character that the `&` names with which a text begins, and how long its name is; where it names none, itself.
fn entity(text: &str) -> (String, usize) {
    let itself = || ("&".to_owned(), 1);
    let body = &text[1..];
    let is_end = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'#';
    let Some(length) = body
        .bytes()
        .take(MAX_ENTITY)
        .position(|byte| is_end(&byte))
        .or_else(|| (body.len() < MAX_ENTITY).then_some(body.len()))
    else {
        return itself();
    };
    let name = &body[..length];
    let is_closed = body[length..].starts_with(';');
    if name.is_empty() || !(is_closed || OPEN_ENTITIES.contains(&name)) {
        return itself();
    }
    let token = format!("&{name};");
    let mut word = String::new();
    add_html_token(&mut word, token.as_bytes(), false);
    if word == token {
        return itself();
    }
    // Programs name characters of Windows by their number there.
    if let Some(c) = word.chars().next().filter(|c| ('\u{80}'..='\u{9f}').contains(c))
        && let (Some(decode), Ok(byte)) = (charset_decoder(b"windows-1252"), u8::try_from(c))
    {
        word = decode(&[byte]);
    }
    (word, 1 + length + usize::from(is_closed))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn html_becomes_lines_and_what_is_repeated_is_marked() {
        for (html, text) in [
            (
                "<div>Hello</div><div><br></div><div>Since <b>9:00</b> &amp; on</div>",
                "Hello\n\nSince 9:00 & on",
            ),
            (
                "<p class=MsoNormal>Hello</p>\n<p class=MsoNormal>&nbsp;</p><ul><li>a</li><li>b</li></ul>",
                "Hello\n\na\nb",
            ),
            (
                "<div dir=\"ltr\">Yes.</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, Pergola &lt;a@b.c&gt; wrote:<br></div><blockquote class=\"gmail_quote\"><p>Since when?</p><blockquote>1</blockquote></blockquote></div>",
                "Yes.\n\nOn Mon, Pergola <a@b.c> wrote:\n> Since when?\n>> 1",
            ),
            (
                "Yes.<hr><div id=\"divRplyFwdMsg\"><b>From:</b> Pergola<br><b>Sent:</b> Monday<br></div><div>When?</div>",
                "Yes.\nFrom: Pergola\nSent: Monday\nWhen?",
            ),
            ("</blockquote>a<BLOCKQUOTE type=cite>b</blockquote>c d", "a\n> b\nc d"),
        ] {
            assert_eq!(lines(html).trim_end(), text, "{html}");
        }
    }

    #[test]
    fn no_word_is_lost_in_html_that_is_written_badly() {
        for (html, text) in [
            ("<html><head><meta name=a><title>x</title><body><p>Words", "Words"),
            ("<html><head><title>x<body><p>Words", "x\nWords"),
            ("<style>p { color: red }<p>Words</p>", "p { color: red }\nWords"),
            ("<p>price <5 EUR but I paid 7</p><p>second</p>", "price <5 EUR but I paid 7\nsecond"),
            ("<p>5 < 6 and 7 > 3</p>", "5 < 6 and 7 > 3"),
            ("<p>a <b and c</p>d", "a <b and c\nd"),
            ("<p>x</p><!-- unclosed comment <p>tail", "x\nunclosed comment\ntail"),
            ("a<!-->b<!--->c<!-- d --><!doctype html><![if !mso]>e", "abce"),
            (
                "From <ana@a.example> at <https://a.example/b>",
                "From <ana@a.example> at <https://a.example/b>",
            ),
            ("<a href=\"x>Words</a> here", "Words here"),
            ("a <", "a <"),
            ("&amp &unknown; &#146; &#x20ac; A&B; &", "& &unknown; ’ € A&B; &"),
        ] {
            assert_eq!(lines(html), text, "{html}");
        }
    }

    #[test]
    fn words_are_apart_or_together_as_a_browser_shows_them() {
        for (html, text) in [
            ("<b>Not</b> working, <i>un</i>usual", "Not working, unusual"),
            (
                "<table><tr><td>10</td><td>20</td></tr><tr><th>a</th>\n<th>b</th></table>",
                "10 20\na b",
            ),
            ("<pre>\n  one\n\ttwo\n\n  &lt;x&gt;</pre>three", "  one\n\ttwo\n\n  <x>\nthree"),
            ("one<br clear=\"all\">two<BR/>three", "one\ntwo\nthree"),
            ("<style>a > b { }</style><script>if (a < b) c()</script>x", "x"),
            ("<a title=\"x > y\" href='/'>z</a>", "z"),
            ("<p>a\n   b\t c</p>", "a b c"),
        ] {
            assert_eq!(lines(html), text, "{html}");
        }
    }

    #[test]
    fn time_grows_with_the_length_alone() {
        let begin = Instant::now();
        for piece in [
            " <p>",
            "&nbsp;<hr>",
            "<div> </div>",
            "<div>",
            "<blockquote>x",
            "<!--",
            "<!",
            "<style>",
            "<x \" c=\"",
            "<a b='<a c=\"",
            "&amp",
            "<",
        ] {
            lines(&piece.repeat(1_000_000 / piece.len()));
        }
        assert!(begin.elapsed() < Duration::from_mins(2), "{:?}", begin.elapsed());
    }
}
