//! The search box: a form that works by itself, and a combobox (ARIA Authoring Practices, "editable combobox with list
//! autocomplete") once it is awake. Each keystroke cancels the request before it, so that the last one always wins.

#![allow(
    clippy::needless_pass_by_value,
    clippy::too_many_lines,
    reason = "the island macro hands props over by value, and its view counts as the function's own lines"
)]

use guichet_model::search::Suggestion;
use leptos::prelude::*;

/// The search icon's strokes.
const ICON: &str = r#"<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4.3 4.3"/>"#;

/// The most articles and topics that the list names, so that its ways on stay in sight.
const MAX_ARTICLES: usize = 5;
const MAX_TOPICS: usize = 2;
/// How many completed queries it names: the field itself searches for the words typed.
const MAX_QUERIES: usize = 1;

/// The words of the search box, in the reader's language.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct SearchLabels {
    /// The field's name.
    pub label: String,
    /// What stands in the empty field.
    pub placeholder: String,
    /// The button.
    pub button: String,
    /// Heading of the found articles.
    pub articles: String,
    /// Heading of the found categories.
    pub categories: String,
    /// "See all results for {query}", with `{query}` in it.
    pub all: String,
    /// The way to the forum.
    pub forum: String,
    /// "Suggestions: {count}", with `{count}` in it.
    pub announce: String,
    /// What is said when there are none.
    pub none: String,
}

/// Where a choice of the list leads.
#[derive(Debug, Clone, PartialEq)]
struct Choice {
    group: &'static str,
    title: String,
    context: String,
    url: String,
}

/// The search box.
#[island]
pub fn SearchBox(
    /// The form's identifier in the page; the field's is derived from it.
    id: String,
    /// The address of the results page.
    action: String,
    /// The address of the suggestions, up to and with `q=`.
    suggest: String,
    /// The address of the forum, if there is one.
    #[prop(optional_no_strip)]
    forum: Option<String>,
    /// What is searched already.
    query: String,
    /// Whether the field is the page's subject.
    hero: bool,
    /// The words.
    labels: SearchLabels,
) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    let typed = RwSignal::new(query.clone());
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let said = RwSignal::new(String::new());
    let requests = request::Latest::new();

    let list_id = format!("{id}-list");
    let choices = {
        let (labels, action, forum) = (labels.clone(), action.clone(), forum.clone());
        Memo::new(move |_| choices(&found.get(), &typed.get(), &labels, &action, forum.as_deref()))
    };
    let on_input = {
        let labels = labels.clone();
        move |_| {
            let text = field.get_untracked().map(|input| input.value()).unwrap_or_default();
            typed.set(text.clone());
            active.set(None);
            if text.trim().is_empty() {
                requests.cancel();
                open.set(false);
                return;
            }
            let labels = labels.clone();
            requests.start(
                format!("{suggest}{}", guichet_model::route::encode(text.trim())),
                move |suggestions| {
                    let suggestions = shown(suggestions);
                    said.set(match suggestions.len() {
                        0 => labels.none.clone(),
                        n => labels.announce.replace("{count}", &n.to_string()),
                    });
                    found.set(suggestions);
                    open.set(true);
                },
            );
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let list = choices.get_untracked();
        match event.key().as_str() {
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                open.set(false);
                active.set(None);
            }
            "Tab" => open.set(false),
            "ArrowDown" | "ArrowUp"
                if !list.is_empty() && !typed.get_untracked().trim().is_empty() =>
            {
                event.prevent_default();
                open.set(true);
                active.set(step(active.get_untracked(), list.len(), event.key() == "ArrowDown"));
            }
            "Enter" => {
                if let Some(choice) = active
                    .get_untracked()
                    .filter(|_| open.get_untracked())
                    .and_then(|i| list.get(i))
                {
                    event.prevent_default();
                    _ = window().location().set_href(&choice.url);
                }
            }
            _ => {}
        }
    };
    let option_id = {
        let list_id = list_id.clone();
        move |i: usize| format!("{list_id}-{i}")
    };
    let descendant = {
        let option_id = option_id.clone();
        move || active.get().filter(|_| open.get()).map(&option_id)
    };
    let list_label = labels.label.clone();
    let showing = move || open.get() && !choices.get().is_empty();

    view! {
        <form class="search" class:search-hero=hero role="search" action=action method="get" id=id.clone() on:focusout=move |event| {
            if leaves(&event) {
                open.set(false);
            }
        }>
            <label class="visually-hidden" for=format!("{id}-field")>{labels.label.clone()}</label>
            <svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true" inner_html=ICON></svg>
            <input
                node_ref=field
                id=format!("{id}-field")
                class="search-field"
                type="search"
                name="q"
                value=query
                placeholder=labels.placeholder.clone()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="400"
                data-search=""
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || showing().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=descendant
                on:input=on_input
                on:keydown=on_key
            />
            <kbd class="search-key" aria-hidden="true">"/"</kbd>
            <button class="search-button" type="submit">{labels.button.clone()}</button>
            <div class="suggestions" id=list_id role="listbox" aria-label=list_label hidden=move || !showing()>
                {move || options(&choices.get(), active, &labels, &option_id)}
            </div>
            <div class="visually-hidden" role="status">{move || said.get()}</div>
        </form>
    }
}

/// The next active choice after an arrow key; past either end it is the field again.
fn step(active: Option<usize>, len: usize, down: bool) -> Option<usize> {
    match (active, down) {
        (None, true) => Some(0),
        (None, false) => Some(len - 1),
        (Some(i), true) => (i + 1 < len).then_some(i + 1),
        (Some(i), false) => i.checked_sub(1),
    }
}

/// What the list names of what was found: articles first, then topics, then a completed query.
fn shown(found: Vec<Suggestion>) -> Vec<Suggestion> {
    let (mut articles, mut topics, mut queries) = (Vec::new(), Vec::new(), Vec::new());
    for suggestion in found {
        match suggestion.kind.as_str() {
            "category" => topics.push(suggestion),
            "query" => queries.push(suggestion),
            _ => articles.push(suggestion),
        }
    }
    articles.truncate(MAX_ARTICLES);
    topics.truncate(MAX_TOPICS);
    queries.truncate(MAX_QUERIES);
    articles.append(&mut topics);
    articles.append(&mut queries);
    articles
}

fn choices(
    found: &[Suggestion],
    typed: &str,
    labels: &SearchLabels,
    action: &str,
    forum: Option<&str>,
) -> Vec<Choice> {
    let typed = typed.trim();
    let group = |kind: &str| match kind {
        "category" => "categories",
        "query" => "ways",
        _ => "articles",
    };
    let mut choices: Vec<Choice> = found
        .iter()
        .map(|s| Choice {
            group: group(&s.kind),
            title: s.title.clone(),
            context: s.context.clone(),
            url: s.url.clone(),
        })
        .collect();
    choices.push(Choice {
        group: "ways",
        title: labels.all.replace("{query}", typed),
        context: String::new(),
        url: format!("{action}?q={}", guichet_model::route::encode(typed)),
    });
    if let Some(forum) = forum {
        choices.push(Choice {
            group: "ways",
            title: labels.forum.clone(),
            context: String::new(),
            url: forum.to_owned(),
        });
    }
    choices
}

fn options(
    choices: &[Choice],
    active: RwSignal<Option<usize>>,
    labels: &SearchLabels,
    option_id: &impl Fn(usize) -> String,
) -> Vec<AnyView> {
    let mut rows = Vec::with_capacity(choices.len() + 2);
    let mut group = "";
    for (i, choice) in choices.iter().enumerate() {
        if choice.group != group {
            group = choice.group;
            let heading = match group {
                "articles" => labels.articles.as_str(),
                "categories" => labels.categories.as_str(),
                _ => "",
            };
            rows.push(view! { <div class="suggestions-heading" role="presentation">{heading.to_owned()}</div> }.into_any());
        }
        rows.push(
            view! {
                <a
                    class="suggestion"
                    role="option"
                    tabindex="-1"
                    id=option_id(i)
                    href=choice.url.clone()
                    aria-selected=move || (active.get() == Some(i)).to_string()
                >
                    <span class="suggestion-title">{choice.title.clone()}</span>
                    <span class="suggestion-context">{choice.context.clone()}</span>
                </a>
            }
            .into_any(),
        );
    }
    rows
}

/// Whether the focus leaves the search box altogether.
#[cfg(feature = "hydrate")]
fn leaves(event: &leptos::ev::FocusEvent) -> bool {
    use wasm_bindgen::JsCast;
    let form = event.current_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    !form.is_some_and(|form| next.is_some_and(|next| form.contains(Some(&next))))
}

#[cfg(not(feature = "hydrate"))]
fn leaves(_event: &leptos::ev::FocusEvent) -> bool {
    true
}

/// Requests of which only the latest is answered.
#[cfg(feature = "hydrate")]
mod request {
    use std::{cell::RefCell, rc::Rc};

    use guichet_model::search::{SuggestResponse, Suggestion};
    use web_sys::AbortController;

    /// Holds the request under way.
    #[derive(Clone)]
    pub(super) struct Latest(Rc<RefCell<Option<AbortController>>>);

    impl Latest {
        pub(super) fn new() -> Self {
            Self(Rc::default())
        }

        /// Cancels the request under way.
        pub(super) fn cancel(&self) {
            if let Some(controller) = self.0.borrow_mut().take() {
                controller.abort();
            }
        }

        /// Cancels the request under way and starts another; its answer is dropped if it is cancelled or fails.
        pub(super) fn start(&self, url: String, then: impl FnOnce(Vec<Suggestion>) + 'static) {
            self.cancel();
            let controller = AbortController::new().ok();
            let signal = controller.as_ref().map(AbortController::signal);
            *self.0.borrow_mut() = controller;
            leptos::task::spawn_local(async move {
                let Ok(response) =
                    gloo_net::http::Request::get(&url).abort_signal(signal.as_ref()).send().await
                else {
                    return;
                };
                if let (true, Ok(answer)) =
                    (response.ok(), response.json::<SuggestResponse>().await)
                {
                    then(answer.suggestions);
                }
            });
        }
    }
}

/// On the server nothing is requested.
#[cfg(not(feature = "hydrate"))]
mod request {
    use guichet_model::search::Suggestion;

    #[derive(Clone)]
    pub(super) struct Latest;

    impl Latest {
        pub(super) fn new() -> Self {
            Self
        }

        #[expect(clippy::unused_self, reason = "the browser's counterpart has a request to cancel")]
        pub(super) fn cancel(&self) {}

        #[expect(clippy::unused_self, reason = "the browser's counterpart has a request to start")]
        pub(super) fn start(&self, _url: String, _then: impl FnOnce(Vec<Suggestion>) + 'static) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_through_the_field() {
        assert_eq!(step(None, 2, true), Some(0));
        assert_eq!(step(Some(0), 2, true), Some(1));
        assert_eq!(step(Some(1), 2, true), None);
        assert_eq!(step(None, 2, false), Some(1));
        assert_eq!(step(Some(0), 2, false), None);
    }

    fn suggestion(title: &str, kind: &str) -> Suggestion {
        Suggestion {
            title: title.into(),
            url: "/en/articles/mail".into(),
            kind: kind.into(),
            context: String::new(),
        }
    }

    #[test]
    fn the_list_stays_short() {
        let mut found = vec![suggestion("mailbox", "query"), suggestion("mails", "query")];
        found
            .extend((0..9).flat_map(|_| [suggestion("T", "category"), suggestion("A", "article")]));
        let kinds: Vec<String> = shown(found).into_iter().map(|s| s.kind).collect();
        assert_eq!(kinds[..MAX_ARTICLES], ["article"; MAX_ARTICLES]);
        assert_eq!(kinds[MAX_ARTICLES..][..MAX_TOPICS], ["category"; MAX_TOPICS]);
        assert_eq!(kinds[MAX_ARTICLES + MAX_TOPICS..], ["query"; MAX_QUERIES]);
    }

    #[test]
    fn the_forum_and_all_results_stand_last() {
        let found = shown(vec![suggestion("Mail", "category"), suggestion("Filters", "article")]);
        let labels = SearchLabels {
            all: "All for {query}".into(),
            forum: "Ask".into(),
            ..SearchLabels::default()
        };
        let titles: Vec<String> =
            choices(&found, " fil ", &labels, "/en/search", Some("https://forum.example"))
                .into_iter()
                .map(|c| c.title)
                .collect();
        assert_eq!(titles, ["Filters", "Mail", "All for fil", "Ask"]);
    }
}
