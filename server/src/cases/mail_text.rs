//! The words of a mail as plain text, where need be from HTML: what a program marked there as repeated keeps its mark.

mod html;

use mail_parser::{Message, PartType};

/// The words of a mail: of all its parts that are text, since some programs begin a new one after each picture.
pub(super) fn of(mail: &Message<'_>) -> String {
    let places = 0..u32::try_from(mail.text_body_count()).unwrap_or(u32::MAX);
    let parts = places.filter_map(|place| match &mail.text_part(place)?.body {
        PartType::Text(text) => Some(text.to_string()),
        PartType::Html(html) => Some(html::lines(html)),
        _ => None,
    });
    let parts: Vec<_> = parts.filter(|text| !text.trim().is_empty()).collect();
    parts.join("\n\n")
}
