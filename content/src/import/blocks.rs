//! Blocks that other tools mark in their own ways and readers need to see as such: admonitions and highlighted code.

use super::clean::code;

/// The blocks of Liquid and `MkDocs` in the form that [`callouts`] and Markdown itself know.
pub(super) fn unified(text: &str) -> String {
    let text = liquid(text);
    if !text.contains("!!! ") && !text.contains("??? ") {
        return text;
    }
    let code = code(&text);
    let (mut out, mut at, mut open, mut blanks) = (String::with_capacity(text.len()), 0, false, 0);
    for line in text.split_inclusive('\n') {
        let plain = !code
            .iter()
            .any(|r| r.start <= at && at < r.end && line.trim_start().len() == line.len());
        at += line.len();
        if open && line.trim().is_empty() {
            blanks += 1;
            continue;
        }
        if open && !line.starts_with("    ") && !line.starts_with('\t') {
            out.push_str(":::\n");
            open = false;
        }
        out.push_str(&"\n".repeat(std::mem::take(&mut blanks)));
        let mark = ["!!! ", "???+ ", "??? "].iter().find_map(|mark| line.strip_prefix(mark));
        if let Some(rest) = mark.filter(|_| plain && !open) {
            let rest = rest.trim();
            let (kind, title) = rest.split_once(' ').unwrap_or((rest, ""));
            out.extend([":::", kind, " ", title.trim_matches('"')]);
            out.truncate(out.trim_end().len());
            out.push('\n');
            open = true;
        } else if open {
            out.push_str(
                line.strip_prefix("    ").unwrap_or_else(|| line.trim_start_matches('\t')),
            );
        } else {
            out.push_str(line);
        }
    }
    if open {
        out.push_str("\n:::\n");
    }
    out
}

/// `{% hint %}` and `{% highlight %}` with their ends, line by line.
fn liquid(text: &str) -> String {
    if !text.contains("{% hint") && !text.contains("{% highlight") {
        return text.to_owned();
    }
    let line = |line: &str| {
        let inside = line
            .trim()
            .strip_prefix("{%")
            .and_then(|l| l.strip_suffix("%}"))
            .map(|l| l.trim_matches(['-', ' ']));
        let mut words = inside.unwrap_or("").split_whitespace();
        match words.next() {
            Some("hint") => {
                let style = words.find_map(|w| w.strip_prefix("style=")).unwrap_or("info");
                format!(":::{}\n", style.trim_matches(['"', '\'']))
            }
            Some("endhint") => ":::\n".to_owned(),
            Some("highlight") => format!("```{}\n", words.next().unwrap_or("")),
            Some("endhighlight") => "```\n".to_owned(),
            _ => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// `:::note` blocks and `!!! note` of `MkDocs` as quotations with a mark.
pub(super) fn callouts(text: &str, warn: &mut impl FnMut(&str)) -> String {
    if !text.contains(":::") {
        return text.to_owned();
    }
    let code = code(text);
    let (mut out, mut at, mut depth, mut unknown) =
        (String::with_capacity(text.len()), 0, 0_usize, 0_usize);
    for line in text.split_inclusive('\n') {
        let inside_code = code.iter().any(|r| r.contains(&at));
        at += line.len();
        let mark = line.trim();
        let rest = mark.trim_start_matches(':');
        if !inside_code && mark.starts_with(":::") {
            let word = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let title = rest.trim_start()[word.len()..]
                .trim()
                .trim_start_matches('[')
                .trim_end_matches(']')
                .trim();
            match (word.is_empty(), callout(word)) {
                (true, _) if unknown > 0 => unknown -= 1,
                (true, _) => {
                    depth = depth.saturating_sub(1);
                    out.push_str(&"> ".repeat(depth));
                    out.push('\n');
                }
                (false, Some(kind)) => {
                    out.push_str(&"> ".repeat(depth));
                    out.push('\n');
                    depth += 1;
                    out.push_str(
                        &format!("{}[!{kind}] {title}", "> ".repeat(depth))
                            .trim_end()
                            .replace("  ", " "),
                    );
                    out.push('\n');
                }
                (false, None) => {
                    unknown += 1;
                    warn("a block of a kind that is not known was opened up; its text was kept");
                }
            }
            continue;
        }
        if depth > 0 {
            out.push_str(&"> ".repeat(depth));
        }
        out.push_str(line);
    }
    out
}

fn callout(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "secondary" | "abstract" => "NOTE",
        "tip" | "success" | "hint" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "attention" => "WARNING",
        "caution" | "danger" | "error" => "CAUTION",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        callouts(&unified(text), &mut |_| {})
    }

    #[test]
    fn admonitions_become_callouts() {
        assert_eq!(
            cleaned(":::danger[Mind] \nText\n\n- a\n:::\nAfter\n"),
            "\n> [!CAUTION] Mind\n> Text\n> \n> - a\n\nAfter\n"
        );
        assert_eq!(cleaned(":::tabs\nText\n:::\n"), "Text\n");
    }

    #[test]
    fn blocks_of_mkdocs_and_liquid_are_known() {
        assert_eq!(
            cleaned("!!! warning \"Mind\"\n    Text\n\n    - a\n\nAfter\n"),
            "\n> [!WARNING] Mind\n> Text\n> \n> - a\n\n\nAfter\n"
        );
        assert_eq!(
            cleaned("{% hint style=\"danger\" %}\nText\n{% endhint %}\n"),
            "\n> [!CAUTION]\n> Text\n\n"
        );
        assert_eq!(
            cleaned("{% highlight sh %}\nls {{ x }}\n{% endhighlight %}\n"),
            "```sh\nls {{ x }}\n```\n"
        );
        assert_eq!(cleaned("```\n!!! note\n    x\n```\n"), "```\n!!! note\n    x\n```\n");
    }
}
