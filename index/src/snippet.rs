//! What a hit shows of its article: the best section, and the stretch of its text that answers most of the query.

use crate::{
    analysis::{Analyser, is_joined},
    partition::Partition,
    query::Group,
    rank::Mark,
    record::{Record, Span},
    schema::GAP,
};

/// About how many columns a snippet has; Han, kana and Hangul take two.
const COLUMNS: usize = 165;
/// How many columns stand before the first marked word when the snippet begins within a sentence.
const LEAD: usize = 50;
/// How many characters before a marked word may belong to the same written whole.
const MAX_WHOLE: usize = 80;

/// The best section of an article for some marks: its number, and what its words are worth.
pub(crate) fn best_section(layout: &[u32], marks: &[Mark], ceiling: &[f32]) -> Option<usize> {
    let sections = layout.len().saturating_sub(2) / 2;
    let mut best = (0f32, None);
    let mut seen = vec![0f32; ceiling.len()];
    for section in 0..sections {
        let (heading, text, end) =
            (layout[1 + 2 * section], layout[2 + 2 * section], layout[3 + 2 * section]);
        let from = marks.partition_point(|m| m.position < heading);
        let to = marks.partition_point(|m| m.position < end);
        seen.fill(0.0);
        for mark in &marks[from..to] {
            let heading_bonus = if mark.position < text { 1.5 } else { 1.0 };
            seen[mark.group] = seen[mark.group].max(mark.weight * heading_bonus);
        }
        let worth: f32 = seen.iter().zip(ceiling).map(|(s, c)| s * c).sum();
        if worth > best.0 * 1.05 {
            best = (worth, Some(section));
        }
    }
    best.1
}

/// What was searched, and where it was found.
#[derive(Clone, Copy)]
pub(crate) struct Sought<'a> {
    /// The words of the query.
    pub(crate) groups: &'a [Group],
    /// Where they stand in the article.
    pub(crate) marks: &'a [Mark],
    /// How much each may contribute.
    pub(crate) ceiling: &'a [f32],
}

/// The marked snippet, escaped HTML.
pub(crate) fn snippet(
    partition: &Partition,
    doc: u32,
    record: &Record<'_>,
    section: Option<usize>,
    sought: &Sought<'_>,
) -> String {
    let (layout, marks) = (partition.layout(doc), sought.marks);
    let cut = |text: &str, spans: &[Span], marks: &[Mark]| {
        cut(text, spans, &Sought { marks, ..*sought }, &partition.analyser)
    };
    if let Some(number) = section
        && let Some(kept) = record.sections.get(number)
        && let (Some(&from), Some(&end)) = (layout.get(2 + 2 * number), layout.get(3 + 2 * number))
    {
        let inside: Vec<Mark> = marks
            .iter()
            .filter(|m| m.position >= from && m.position < end)
            .map(|m| Mark { position: m.position - from, ..*m })
            .collect();
        if !inside.is_empty() || !kept.text.trim().is_empty() {
            return cut(kept.text, &kept.spans(), &inside);
        }
    }
    if !record.description.is_empty() {
        let from = layout.first().copied().unwrap_or(0) + GAP;
        let mut units = crate::analysis::Units::default();
        partition.analyser.split(record.description, &mut units);
        let spans: Vec<Span> =
            (0..units.len()).map(|i| (units.unit(i).start, units.unit(i).end)).collect();
        let count = u32::try_from(spans.len()).unwrap_or(0);
        let inside: Vec<Mark> = marks
            .iter()
            .filter(|m| m.position >= from && m.position < from + count)
            .map(|m| Mark { position: m.position - from, ..*m })
            .collect();
        return cut(record.description, &spans, &inside);
    }
    let text = record.sections.iter().map(|s| s.text).find(|t| !t.trim().is_empty()).unwrap_or("");
    cut(text, &[], &[])
}

/// Cuts the stretch that holds most, marks the words in it, and escapes the rest.
fn cut(text: &str, spans: &[Span], sought: &Sought<'_>, analyser: &Analyser) -> String {
    let Sought { groups, marks, ceiling } = *sought;
    let mut stretches: Vec<(usize, usize, usize)> = marks
        .iter()
        .filter_map(|m| {
            spans.get(m.position as usize).map(|&(from, to)| (from as usize, to as usize, m.group))
        })
        .filter(|&(from, to, _)| text.get(from..to).is_some())
        .map(|(from, to, group)| {
            (whole_from(text, from, to, groups.get(group), analyser), to, group)
        })
        .collect();
    // Of what begins at the same place, the longest is marked.
    stretches.sort_by_key(|stretch| (stretch.0, std::cmp::Reverse(stretch.1)));
    stretches.dedup_by_key(|s| s.0);
    let (from, to) = window(text, &stretches, ceiling);
    let mut html = String::with_capacity(to - from + 64);
    if from > 0 {
        html.push('…');
    }
    let mut at = from;
    for &(start, end, _) in stretches.iter().filter(|s| s.0 >= from && s.1 <= to) {
        if start < at {
            continue;
        }
        escape(&text[at..start], &mut html);
        html.push_str("<mark>");
        escape(&text[start..end], &mut html);
        html.push_str("</mark>");
        at = end;
    }
    escape(text[at..to].trim_end(), &mut html);
    if to < text.trim_end().len() {
        html.push('…');
    }
    html.replace("</mark><mark>", "")
}

/// Where the written whole begins that ends with a marked word, if the whole is what was found: `e-mail`, for who searched `email`.
fn whole_from(
    text: &str,
    from: usize,
    to: usize,
    group: Option<&Group>,
    analyser: &Analyser,
) -> usize {
    let joined = |c: char| c.is_alphanumeric() || is_joined(c);
    let start = text[..from]
        .char_indices()
        .rev()
        .take(MAX_WHOLE)
        .take_while(|(_, c)| joined(*c))
        .filter(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(from, |(at, _)| at);
    let Some(group) = group.filter(|_| start < from) else { return from };
    let whole = text[start..to].to_lowercase();
    let bare: String = whole.chars().filter(|c| c.is_alphanumeric()).collect();
    let forms = [analyser.term(&whole), analyser.term(&bare)];
    let found = group.variants.iter().any(|v| v.terms.len() == 1 && forms.contains(&v.terms[0]));
    if found { start } else { from }
}

/// Where the best snippet begins and ends, in bytes, at bounds of words or sentences.
fn window(text: &str, stretches: &[(usize, usize, usize)], ceiling: &[f32]) -> (usize, usize) {
    let mut best = (f32::MIN, 0);
    for (i, &(start, ..)) in stretches.iter().enumerate() {
        let reach = forward(text, start, COLUMNS - LEAD);
        let mut groups: Vec<usize> = Vec::new();
        let mut worth = 0.0;
        for &(_, end, group) in stretches[i..].iter().take_while(|s| s.1 <= reach) {
            let _ = end;
            let weight = ceiling.get(group).copied().unwrap_or(0.0);
            worth += if groups.contains(&group) { weight * 0.1 } else { weight };
            groups.push(group);
        }
        if worth > best.0 {
            best = (worth, start);
        }
    }
    let anchor = best.1;
    let earliest = backward(text, anchor, LEAD);
    let before = &text[earliest..anchor];
    // A full stop within an address or a number ends no sentence.
    let ends = |&(i, c): &(usize, char)| match c {
        '.' | '!' | '?' => before[i + 1..].starts_with(char::is_whitespace),
        c => matches!(c, '。' | '！' | '？' | '\n' | '…'),
    };
    let sentence = before.char_indices().rev().find(ends).map(|(i, c)| earliest + i + c.len_utf8());
    let mut from = match sentence {
        Some(at) => at,
        None if earliest == 0 => 0,
        None => before.find(char::is_whitespace).map_or(earliest, |i| earliest + i),
    };
    from += text[from..].len() - text[from..].trim_start().len();
    let furthest = forward(text, from, COLUMNS);
    let to = if furthest >= text.len() {
        text.len()
    } else {
        let last_mark =
            stretches.iter().map(|s| s.1).filter(|&e| e <= furthest).max().unwrap_or(from);
        text[last_mark..furthest]
            .rfind(|c: char| c.is_whitespace() || matches!(c, '。' | '、' | '，'))
            .map_or(furthest, |i| last_mark + i)
    };
    (from.min(text.len()), to.max(from).min(text.len()))
}

fn columns(c: char) -> usize {
    if matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
    {
        2
    } else {
        1
    }
}

fn forward(text: &str, from: usize, width: usize) -> usize {
    let mut used = 0;
    for (i, c) in text[from..].char_indices() {
        used += columns(c);
        if used > width {
            return from + i;
        }
    }
    text.len()
}

fn backward(text: &str, from: usize, width: usize) -> usize {
    let mut used = 0;
    for (i, c) in text[..from].char_indices().rev() {
        used += columns(c);
        if used > width {
            return i + c.len_utf8();
        }
    }
    0
}

/// Escapes text for HTML; line breaks become spaces.
fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            c if c.is_whitespace() || c.is_control() => {
                if !into.ends_with(' ') {
                    into.push(' ');
                }
            }
            c => into.push(c),
        }
    }
}
