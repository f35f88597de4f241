//! Why a result stands where it stands, for those who work on articles and synonyms.

use guichet_model::search::{Explanation, TermExplanation};
use leptos::prelude::*;

use crate::{page::Context, words::Words};

/// What led to a hit: each word of the query with what it met, where and how, and what counted besides.
pub(crate) fn why(context: &Context<'_>, explanation: &Explanation) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = explanation.terms.iter().map(|term| row(words, term)).collect_view();
    let others = explanation
        .boosts
        .iter()
        .map(|(name, score)| view! { <li><code>{name.clone()}</code>" "{points(*score)}</li> })
        .collect_view();
    view! {
        <details class="why">
            <summary>{words.why_title()}</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.why_word()}</th>
                        <th scope="col">{words.why_matched()}</th>
                        <th scope="col">{words.why_by()}</th>
                        <th scope="col">{words.why_field()}</th>
                        <th scope="col">{words.why_score()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {(!explanation.boosts.is_empty()).then(|| view! { <p>{words.why_besides()}</p><ul class="plain-list">{others}</ul> })}
        </details>
    }
}

fn row(words: &Words, term: &TermExplanation) -> impl IntoView + use<> {
    view! {
        <tr>
            <td>{term.word.clone()}</td>
            <td>{term.matched.clone()}</td>
            <td>{by(words, &term.by)}</td>
            <td>{field(words, &term.field)}</td>
            <td>{points(term.score)}</td>
        </tr>
    }
}

fn points(score: f32) -> String {
    format!("{score:.1}")
}

/// How a word was met; a way that has no words yet keeps its name.
fn by(words: &Words, name: &str) -> String {
    match name {
        "exact" => words.why_by_exact(),
        "stem" => words.why_by_stem(),
        "prefix" => words.why_by_prefix(),
        "typo" => words.why_by_typo(),
        "synonym" => words.why_by_synonym(),
        "part" => words.why_by_part(),
        other => other.to_owned(),
    }
}

/// Where a word was met; a field that has no words yet keeps its name.
fn field(words: &Words, name: &str) -> String {
    match name {
        "title" => words.why_field_title(),
        "heading" => words.why_field_heading(),
        "keywords" => words.why_field_keywords(),
        "description" => words.why_field_description(),
        "body" => words.why_field_body(),
        other => other.to_owned(),
    }
}
