//! One's own webhooks of the status: what each is, whether it works, what became of what was sent to it.

use guichet_model::{Page, status::IncidentId};
use jiff::Timestamp;
use leptos::prelude::*;

use super::subscription::{choices, choices_field, elsewhere};
use crate::{
    components::{
        cards, copy,
        forms::{self, Field, Tone},
        shell::Head,
        status::moment,
    },
    page::{Body, Context},
};

/// What the page knows. It has no `Debug`: a secret may stand in it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct WebhooksView {
    /// The webhooks, oldest first.
    pub hooks: Vec<HookItem>,
    /// The most there can be.
    pub most: usize,
    /// Whether there are as many as there can be.
    pub full: bool,
    /// The secret of one of them, shown this once.
    pub secret: Option<Secret>,
    /// What was wrong, at which webhook or at the form for a new one.
    pub fault: Option<(Option<String>, Fault)>,
    /// What was done just now.
    pub news: Option<News>,
    /// The address that was written.
    pub url: String,
    /// The services that were chosen.
    pub chosen: Vec<String>,
}

impl std::fmt::Debug for WebhooksView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebhooksView").field("hooks", &self.hooks.len()).finish_non_exhaustive()
    }
}

/// A secret that is shown. It has no `Debug`, like whatever holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The webhook's name.
    pub webhook: String,
    /// The secret.
    pub secret: String,
    /// For how many hours the one before it signs as well, where there was one.
    pub overlap_h: Option<u8>,
}

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookItem {
    /// Its name.
    pub id: String,
    /// Where it goes.
    pub url: String,
    /// The services it hears of, by name; all when empty.
    pub components: Vec<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// Whether its address took a test, so that news go there.
    pub verified: bool,
    /// What was sent to it last, newest first.
    pub log: Vec<LogItem>,
}

/// Something that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogItem {
    /// Its name.
    pub id: String,
    /// What it told of: an incident with its title; a test told of none.
    pub incident: Option<(IncidentId, String)>,
    /// When it was written.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// What became of it.
    pub attempt: Attempt,
    /// The receiver's last HTTP status.
    pub status: Option<i64>,
    /// Why it failed last.
    pub failure: Option<Failure>,
}

/// Why there was no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The address lies in a private network.
    Private,
    /// It took too long.
    Late,
    /// Anything else, in the words of the network.
    Other(String),
}

/// What became of something that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It arrived.
    Arrived,
    /// It is tried at this instant.
    Waits(Timestamp),
    /// It is not tried any more.
    GivenUp,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The address is none that is asked.
    Address,
    /// The address lies in a private network.
    Private,
    /// The address holds a name or a password.
    Credentials,
    /// There are as many as there can be.
    TooMany,
    /// Too much at once: wait for so many minutes.
    Wait(usize),
    /// The address answered a test with this status.
    Answered(u16),
    /// The address did not answer.
    NoAnswer,
    /// None of the services that were chosen is there any more.
    NoComponent,
    /// Another status page is the source, and nothing is sent from here.
    Elsewhere,
}

/// What was done just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A test arrived.
    Works,
    /// Something is sent again.
    Again,
    /// A webhook was ended.
    Ended,
}

fn fault_text(context: &Context<'_>, page: &WebhooksView, fault: Fault) -> String {
    let words = &context.words;
    match fault {
        Fault::Address => words.webhooks_bad_address(),
        Fault::Private => words.webhooks_private(),
        Fault::Credentials => words.webhooks_credentials(),
        Fault::TooMany => words.webhooks_full(page.most),
        Fault::Wait(minutes) => words.follow_wait(minutes),
        Fault::Answered(status) => words.webhooks_answered(status.to_string()),
        Fault::NoAnswer => words.webhooks_no_answer(),
        Fault::NoComponent => words.follow_no_component(),
        Fault::Elsewhere => words.follow_elsewhere_title(),
    }
}

pub(crate) fn body(context: &Context<'_>, page: &WebhooksView) -> (u16, Body) {
    let words = &context.words;
    let title = forms::document_title(context, words.webhooks_title(), page.fault.is_some());
    // Nothing here is kept up to date, but times are told by the reader's clock.
    let head = Head { live: true, ..Head::new(title, String::new()) };
    let trail = vec![(words.status_title(), Page::Status)];
    let errors = page.fault.as_ref().map(|(at, fault)| {
        let field = match (at, fault) {
            (None, Fault::Address | Fault::Private | Fault::Credentials) => Some("url"),
            (None, Fault::NoComponent) => choices_field(context),
            _ => None,
        };
        let title = match at {
            Some(_) => words.webhooks_test_failed(),
            None => words.form_errors_title(),
        };
        forms::titled_summary(title, vec![(field, fault_text(context, page, *fault))])
    });
    let news = page.news.map(|news| {
        let text = match news {
            News::Works => words.webhooks_works(),
            News::Again => words.webhooks_again_done(),
            News::Ended => words.webhooks_ended(),
        };
        forms::notice(Tone::Positive, text, ().into_any())
    });
    let hooks = page.hooks.iter().map(|hook| section(context, page, hook)).collect_view();
    let here = context.portal.policy().status.source.is_none();
    let lead = if here {
        view! { <p class="lead">{words.webhooks_lead()}</p> }.into_any()
    } else {
        view! { <p class="lead">{words.follow_elsewhere_title()}</p>{elsewhere(context)} }
            .into_any()
    };
    let new = here.then(|| {
        let form = if page.full {
            view! { <p class="section-body">{words.webhooks_full(page.most)}</p> }.into_any()
        } else {
            add_form(context, page).into_any()
        };
        view! {
            <section class="section">
                <h2 class="section-title">{words.webhooks_new()}</h2>
                {form}
            </section>
        }
    });
    let view = view! {
        <div class="container page status-desk">
            {cards::breadcrumbs(context, trail)}
            <h1>{words.webhooks_title()}</h1>
            {errors}
            {news}
            {lead}
            {hooks}
            {new}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

fn add_form(context: &Context<'_>, page: &WebhooksView) -> impl IntoView + use<> {
    let words = &context.words;
    let error = match page.fault {
        Some((None, fault @ (Fault::Address | Fault::Private | Fault::Credentials))) => {
            Some(fault_text(context, page, fault))
        }
        _ => None,
    };
    let field = Field {
        value: page.url.clone(),
        hint: Some(words.webhooks_url_hint()),
        ..Field::new("url", "url", words.webhooks_url())
    };
    view! {
        <form class="form" method="post" action=context.url(&Page::StatusWebhooks) novalidate>
            {field.wrong(error).show(context)}
            {choices(context, &page.chosen)}
            <button class="button" type="submit" name="action" value="add">{words.webhooks_add()}</button>
        </form>
    }
}

fn section(context: &Context<'_>, page: &WebhooksView, hook: &HookItem) -> impl IntoView + use<> {
    let words = &context.words;
    let secret = page.secret.as_ref().filter(|shown| shown.webhook == hook.id).map(|shown| {
        let overlap = shown
            .overlap_h
            .map(|hours| view! { <p>{words.webhooks_secret_overlap(usize::from(hours))}</p> });
        let shown = view! {
            <p>{words.webhooks_secret_text()}</p>
            {overlap}
            <p id="secret"><code class="secret">{shown.secret.clone()}</code></p>
            {copy::button(context, "#secret")}
        };
        forms::notice(Tone::Info, words.webhooks_secret(), shown.into_any())
    });
    let (tag, next) = if hook.verified {
        (words.webhooks_active(), None)
    } else {
        let next = view! { <p class="section-body">{words.webhooks_untested_text()}</p> };
        (words.webhooks_untested(), Some(next))
    };
    let services = if hook.components.is_empty() {
        words.webhooks_all_services()
    } else {
        words.status_mail_services(words.list(&hook.components))
    };
    let test = words.webhooks_test();
    let class = if hook.verified { "way-action" } else { "button" };
    let label = words.webhooks_action_of(&test, &hook.url);
    view! {
        <section class="section">
            <h2 class="section-title"><bdi class="secret">{hook.url.clone()}</bdi></h2>
            {secret}
            <p class="meta"><span class="tag">{tag}</span><span>{services}</span><span>{moment(words, hook.created_at)}</span></p>
            {next}
            <form class="status-actions" method="post" action=context.url(&Page::StatusWebhooks)>
                <input type="hidden" name="webhook" value=hook.id.clone() />
                <button class=class type="submit" name="action" value="test" aria-label=label>{test}</button>
            </form>
            {log(context, hook)}
            {confirmed(context, hook, Step::Rotate)}
            {confirmed(context, hook, Step::End)}
        </section>
    }
}

/// A step that cannot be taken back.
#[derive(Clone, Copy)]
enum Step {
    /// Another secret takes the place of the one there is.
    Rotate,
    /// Nothing goes there any more.
    End,
}

/// A step that is taken by a second click, after what it does was read.
fn confirmed(context: &Context<'_>, hook: &HookItem, step: Step) -> impl IntoView + use<> {
    let words = &context.words;
    let (action, class, name, text, submit) = match step {
        Step::Rotate => (
            "rotate",
            "button",
            words.webhooks_rotate(),
            words.webhooks_rotate_text(),
            words.webhooks_rotate_submit(),
        ),
        Step::End => (
            "end",
            "button button-critical",
            words.webhooks_end(),
            words.webhooks_end_text(),
            words.webhooks_end_submit(),
        ),
    };
    let label = words.webhooks_action_of(&submit, &hook.url);
    view! {
        <details class="disclosure">
            <summary>{name}</summary>
            <p>{text}</p>
            <form class="form" method="post" action=context.url(&Page::StatusWebhooks)>
                <input type="hidden" name="webhook" value=hook.id.clone() />
                <button class=class type="submit" name="action" value=action aria-label=label>{submit}</button>
            </form>
        </details>
    }
}

fn log(context: &Context<'_>, hook: &HookItem) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let rows = hook.log.iter().map(|item| row(context, hook, item)).collect_view();
    (!hook.log.is_empty()).then(|| {
        view! {
            <details class="status-days">
                <summary>{words.webhooks_log()}</summary>
                <table class="status-table">
                    <thead><tr>
                        <th scope="col">{words.webhooks_log_when()}</th>
                        <th scope="col">{words.webhooks_log_what()}</th>
                        <th scope="col">{words.webhooks_log_tries()}</th>
                        <th scope="col">{words.webhooks_log_answer()}</th>
                        <th scope="col">{words.webhooks_log_outcome()}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
    })
}

fn row(context: &Context<'_>, hook: &HookItem, item: &LogItem) -> impl IntoView + use<> {
    let words = &context.words;
    let what = match &item.incident {
        Some((id, title)) => {
            let url = context.url(&Page::Incident(id.clone()));
            view! { <a href=url><bdi>{title.clone()}</bdi></a> }.into_any()
        }
        None => words.webhooks_log_test().into_any(),
    };
    let answer = match (item.status, &item.failure) {
        (Some(status), _) => status.to_string().into_any(),
        (None, Some(Failure::Private)) => words.webhooks_log_private().into_any(),
        (None, Some(Failure::Late)) => words.webhooks_log_late().into_any(),
        (None, Some(Failure::Other(error))) => {
            view! { {words.webhooks_log_none()}" ("<span lang="en">{error.clone()}</span>")" }
                .into_any()
        }
        (None, None) => "–".into_any(),
    };
    let outcome = match item.attempt {
        Attempt::Arrived => words.webhooks_arrived().into_any(),
        Attempt::Waits(at) => view! { {words.webhooks_waits()}" "{moment(words, at)} }.into_any(),
        Attempt::GivenUp => words.webhooks_given_up().into_any(),
    };
    let again = (item.attempt == Attempt::GivenUp && item.incident.is_some()).then(|| {
        view! {
            <form method="post" action=context.url(&Page::StatusWebhooks)>
                <input type="hidden" name="webhook" value=hook.id.clone() />
                <input type="hidden" name="delivery" value=item.id.clone() />
                <button class="way-action" type="submit" name="action" value="again">{words.webhooks_again()}</button>
            </form>
        }
    });
    let tries = words.number(usize::try_from(item.tries).unwrap_or(0));
    view! { <tr><td>{moment(words, item.at)}</td><td>{what}</td><td>{tries}</td><td>{answer}</td><td>{outcome}{again}</td></tr> }
}
