//! From Discourse's JSON to topics. Nothing of it is trusted: texts are cut and freed of what is no text, and addresses are made here.

use std::collections::HashMap;

use guichet_app::portal::ForumTopic;
use guichet_content::plain_text;
use guichet_model::forum::Discourse;
use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// How many topics are taken of an answer.
pub(super) const MOST: usize = 5;
/// The longest title that is shown, in characters.
const MAX_TITLE: usize = 160;
/// The longest excerpt that is shown, in characters.
const MAX_EXCERPT: usize = 220;

/// Which of Discourse's lists an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// `/search.json`: posts in the order in which they fit, and the topics they stand in.
    Search,
    /// `/top.json`, `/c/…/l/top.json`: topics.
    Top,
}

/// What is read of `/search.json`. Lists may be null, and their items of any form.
#[derive(Deserialize)]
struct Found {
    posts: Option<Vec<Value>>,
    topics: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct Post {
    topic_id: u64,
    blurb: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    topic_list: TopicList,
}

#[derive(Deserialize)]
struct TopicList {
    topics: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct Topic {
    id: u64,
    title: String,
    slug: Option<String>,
    posts_count: Option<u64>,
    visible: Option<bool>,
    closed: Option<bool>,
    has_accepted_answer: Option<bool>,
    last_posted_at: Option<String>,
    created_at: Option<String>,
    excerpt: Option<String>,
}

/// The topics of an answer; none when it is not of Discourse's form.
pub(super) fn read(body: &[u8], list: List, forum: &Discourse) -> Option<Vec<ForumTopic>> {
    let found: Vec<(Topic, Option<String>)> = match list {
        List::Top => {
            let listed: Listed = serde_json::from_slice(body).ok()?;
            let topics = items::<Topic>(listed.topic_list.topics);
            topics.filter(|topic| topic.visible != Some(false)).map(|topic| (topic, None)).collect()
        }
        List::Search => {
            let found: Found = serde_json::from_slice(body).ok()?;
            if found.posts.is_none() && found.topics.is_none() {
                // Not even empty lists: some other program's JSON. Discourse's own word for nothing has `grouped_search_result`.
                let value: Value = serde_json::from_slice(body).ok()?;
                value.get("grouped_search_result")?;
            }
            in_order(found)
        }
    };
    let topics = found.into_iter().filter_map(|(topic, blurb)| shown(topic, blurb, forum));
    Some(topics.take(MOST).collect())
}

/// Each topic once, where its best post stands.
fn in_order(found: Found) -> Vec<(Topic, Option<String>)> {
    let mut topics: HashMap<u64, Topic> =
        items::<Topic>(found.topics).map(|topic| (topic.id, topic)).collect();
    items::<Post>(found.posts)
        .filter_map(|post| Some((topics.remove(&post.topic_id)?, post.blurb)))
        .collect()
}

fn items<T: DeserializeOwned>(list: Option<Vec<Value>>) -> impl Iterator<Item = T> {
    list.into_iter().flatten().filter_map(|item| serde_json::from_value(item).ok())
}

fn shown(topic: Topic, blurb: Option<String>, forum: &Discourse) -> Option<ForumTopic> {
    let title = cut(&topic.title, MAX_TITLE);
    let date = topic.last_posted_at.or(topic.created_at);
    let date = date.and_then(|date| date.parse::<Timestamp>().ok());
    let excerpt = blurb.or(topic.excerpt).map(|html| cut(&plain_text(&html), MAX_EXCERPT));
    (!title.is_empty()).then(|| ForumTopic {
        url: forum.topic(topic.id, topic.slug.as_deref().unwrap_or("")),
        title,
        excerpt: excerpt.unwrap_or_default(),
        replies: usize::try_from(topic.posts_count.unwrap_or(1).saturating_sub(1)).unwrap_or(0),
        answered: topic.has_accepted_answer == Some(true),
        closed: topic.closed == Some(true),
        date: date.map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).date()),
    })
}

/// A text in one line, without signs that would change how the text around it runs, and not longer than so many characters.
fn cut(text: &str, most: usize) -> String {
    let harmless = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let plain: String = text
        .chars()
        .filter(harmless)
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(most * 8)
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forum() -> Discourse {
        Discourse { base: "https://f.example".to_owned(), category: None }
    }

    fn search(json: &str) -> Option<Vec<ForumTopic>> {
        read(json.as_bytes(), List::Search, &forum())
    }

    #[test]
    fn topics_stand_in_the_order_of_their_best_posts() {
        let found = search(
            r#"{"posts": [{"topic_id": 2, "blurb": "b &amp; <b>c</b>"}, {"topic_id": 1}, {"topic_id": 2}, {"topic_id": 9}, {"x": 1}],
                "topics": [{"id": 1, "title": "One", "slug": "one", "posts_count": 4, "has_accepted_answer": true, "tags": [{"id": 1}]},
                           {"id": 2, "title": "Two", "slug": "../../evil", "closed": true, "last_posted_at": "2026-11-20T10:00:00.000Z"}]}"#,
        );
        let found = found.unwrap();
        assert_eq!(found.iter().map(|t| t.title.as_str()).collect::<Vec<_>>(), ["Two", "One"]);
        assert_eq!(found[0].excerpt, "b & c");
        assert_eq!(found[0].url, "https://f.example/t/..%2F..%2Fevil/2");
        assert_eq!(found[0].date, Some(jiff::civil::date(2026, 11, 20)));
        assert_eq!((found[0].replies, found[0].closed, found[0].answered), (0, true, false));
        assert_eq!((found[1].replies, found[1].closed, found[1].answered), (3, false, true));
    }

    #[test]
    fn nothing_found_is_no_failure_and_another_json_is() {
        assert_eq!(search(r#"{"posts": [], "topics": null}"#), Some(Vec::new()));
        assert_eq!(search(r#"{"grouped_search_result": null}"#), Some(Vec::new()));
        for other in ["{}", "[]", "null", "\"x\"", r#"{"posts": 3}"#, "<html>", "{\"posts\": ["] {
            assert_eq!(search(other), None, "{other}");
        }
        assert_eq!(read(b"{}", List::Top, &forum()), None);
    }

    #[test]
    fn texts_are_cut_and_run_in_no_direction_of_their_own() {
        let title = format!("\u{202e}a\\n\\u0007b{}", "x".repeat(400));
        let json = format!(
            r#"{{"topic_list": {{"topics": [{{"id": 1, "title": "{title}", "excerpt": "<p>{}</p>"}}, {{"id": 2, "title": " "}}, {{"id": 3, "title": "hidden", "visible": false}}]}}}}"#,
            "word ".repeat(10_000)
        );
        let found = read(json.as_bytes(), List::Top, &forum()).unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].title.starts_with("a b") && found[0].title.ends_with('…'));
        assert!(found[0].title.chars().count() <= MAX_TITLE);
        assert!(found[0].excerpt.chars().count() <= MAX_EXCERPT);
        assert_eq!(found[0].url, "https://f.example/t/-/1");
    }
}
