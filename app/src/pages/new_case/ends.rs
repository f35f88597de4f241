//! Where the form ends, named at its start: a case, a topic in the forum, a text for an administrator; and the page that says it was sent.

use guichet_model::{
    Page, Viewer,
    forum::{self, Asker, Carries, Draft},
    guided::{FormEnd, FormStep},
};
use leptos::prelude::*;

use super::{NewCaseView, Talk, aside, review};
use crate::{
    components::{
        cards,
        forms::{self, Tone},
        icons::icon,
    },
    page::Context,
    pages::sign_in,
};

/// The first page: what the form is, where it ends for this person, and what they have begun.
pub(super) fn start(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let next = page.answers.next_step(page.end, context.portal.policy());
    let next = context.url(&Page::NewCase(next));
    let begin = if page.draft.is_some() {
        view! {
            {forms::notice(Tone::Info, words.new_begun_title(), view! { <p>{words.new_begun_text()}</p> }.into_any())}
            <p class="panel-actions"><a class="button button-large" href=next>{words.new_go_on()}</a></p>
            {super::discard(context)}
        }
        .into_any()
    } else {
        view! { <p class="panel-actions"><a class="button button-large" href=next>{words.new_begin()}</a></p> }
            .into_any()
    };
    view! {
        <h1>{words.new_title()}</h1>
        <p class="lead">{words.new_lead()}</p>
        {end_named(context, page)}
        {begin}
        <p class="section-note">{words.new_need()}</p>
        {(page.end == FormEnd::Case).then(|| view! { <p class="more"><a href=context.url(&Page::Contact)>{words.new_other_ways()}</a></p> })}
    }
}

/// Where it ends, before anybody begins.
fn end_named(context: &Context<'_>, page: &NewCaseView) -> AnyView {
    let words = &context.words;
    let here = context.url(&Page::NewCase(FormStep::Start));
    let has_forum = has_forum(context, page);
    let suspended = matches!(context.request.viewer, Viewer::Member { suspended: true, .. });
    match page.end {
        FormEnd::Case if context.request.viewer == Viewer::Staff => {
            end_box("people", words.new_end_staff_title(), words.new_end_staff(), None)
        }
        FormEnd::Case => end_box("mail", words.new_end_case_title(), words.new_end_case(), None),
        FormEnd::Administrator => {
            let who = administrators(context, page);
            let text = if has_forum {
                words.new_end_administrator(who)
            } else {
                words.new_end_administrator_alone(who)
            };
            end_box("people", words.new_end_administrator_title(), text, None)
        }
        FormEnd::Forum => {
            let text = if suspended { words.new_end_suspended() } else { words.new_end_forum() };
            end_box("people", words.new_end_forum_title(), text, None)
        }
        FormEnd::Articles => {
            let text = if suspended {
                words.new_end_suspended_articles()
            } else {
                words.new_end_articles()
            };
            end_box("book", words.new_end_articles_title(), text, None)
        }
        FormEnd::Open if page.undecided > 0 => {
            let choose = format!(
                "{}?next={}",
                context.url(&Page::Organisations),
                guichet_model::route::encode(&here)
            );
            let link = (choose, words.contact_choose_action());
            end_box(
                "people",
                words.new_end_undecided_title(),
                words.new_end_undecided(),
                Some(link),
            )
        }
        FormEnd::Open => {
            let link = (sign_in::url_with_next(context, &here), words.contact_sign_in_action());
            let (image, others) = if has_forum {
                ("people", words.new_end_open_forum())
            } else {
                ("book", words.new_end_open_articles())
            };
            view! {
                <div class="guided-ends">
                    {end_box("lock", words.new_end_open_case_title(), words.new_end_open_case(), Some(link))}
                    {end_box(image, words.new_end_open_forum_title(), others, None)}
                </div>
            }
            .into_any()
        }
    }
}

fn end_box(name: &str, title: String, text: String, link: Option<(String, String)>) -> AnyView {
    view! {
        <section class="guided-end">
            <h2 class="way-title">{icon(name)}{title}</h2>
            <p>{text}</p>
            {link.map(|(url, label)| view! { <p><a class="way-action" href=url>{label}</a></p> })}
        </section>
    }
    .into_any()
}

/// Whether a forum is open to whoever fills in the form.
fn has_forum(context: &Context<'_>, page: &NewCaseView) -> bool {
    forum::has_forum(context.portal.policy(), page.edition.as_deref())
}

/// The administrators by name, as a list in a sentence.
fn administrators(context: &Context<'_>, page: &NewCaseView) -> String {
    if page.administrators.is_empty() {
        return context.words.new_administrators_unnamed();
    }
    context.words.list(&page.administrators)
}

/// The answers as a text: what a forum or an administrator gets.
fn as_text(context: &Context<'_>, page: &NewCaseView) -> String {
    let words = &context.words;
    let answers = &page.answers;
    let mut text = format!("{}\n", answers.description);
    let facts = [
        (words.new_short_service(), review::answer(context, page, FormStep::Service)),
        (words.new_short_problem(), review::answer(context, page, FormStep::Problem)),
        (words.case_fact_since(), Some(answers.since.clone()).filter(|since| !since.is_empty())),
        (words.new_short_reach(), review::answer(context, page, FormStep::Reach)),
        (words.new_short_workaround(), review::answer(context, page, FormStep::Workaround)),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            text.push_str("\n- ");
            text.push_str(&words.new_fact(name, value));
        }
    }
    text
}

/// The end in the forum: the topic that is written, the way there, and the best articles; where no forum is open, a text and the articles.
pub(super) fn forum(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let articles = aside::related(context, page);
    let articles = (!articles.is_empty()).then(|| {
        view! {
            <h2 class="guided-subtitle">{words.new_articles_first()}</h2>
            {cards::article_list(articles)}
        }
    });
    let topic = topic(context, page);
    view! { {articles}{topic} }
}

fn topic(context: &Context<'_>, page: &NewCaseView) -> AnyView {
    let words = &context.words;
    let locale = context.locale().clone();
    let asker = Asker {
        service: page.answers.service.as_deref(),
        locale: &locale,
        edition: page.edition.as_deref(),
    };
    let Some(forum) = forum::forum_for(context.portal.policy(), &asker) else {
        return taken_along(context, page);
    };
    let draft =
        Draft { title: page.answers.title.clone(), body: as_text(context, page), tags: Vec::new() };
    let topic = forum.new_topic(&asker, &draft);
    let name = context.text(&forum.name);
    let carried = match topic.carries {
        Carries::Everything => words.new_topic_carried(),
        Carries::Beginning => words.new_topic_beginning(),
        Carries::Nothing => words.new_topic_copy(),
    };
    view! {
        <section class="panel guided-panel" id="topic">
            <h2 class="panel-title">{icon("people")}{words.new_topic_title(name)}</h2>
            <p class="panel-text">{carried}</p>
            {written(context, &draft.title, &draft.body)}
            <p class="section-note">{words.new_topic_public()}</p>
            <p class="panel-actions"><a class="button button-large" href=topic.url rel="noopener">{words.new_topic_open()}{icon("external")}</a></p>
        </section>
    }
    .into_any()
}

/// The end where no forum is open: the answers as a text, which a member hands to an administrator and has above already.
fn taken_along(context: &Context<'_>, page: &NewCaseView) -> AnyView {
    let words = &context.words;
    let text = (page.end != FormEnd::Administrator).then(|| {
        view! {
            <section class="panel guided-panel" id="text">
                <h2 class="panel-title">{icon("file")}{words.new_text_title()}</h2>
                <p class="panel-text">{words.new_text_text()}</p>
                {written(context, &page.answers.title, &as_text(context, page))}
            </section>
        }
    });
    let ways = context.url(&Page::Contact);
    view! { {text}<p class="more"><a href=ways>{words.new_other_ways()}</a></p> }.into_any()
}

/// A text to look at and to copy.
fn written(context: &Context<'_>, title: &str, body: &str) -> impl IntoView + use<> {
    let label = context.words.new_written_text();
    let text = forms::area_content(&format!("{title}\n\n{body}"));
    view! { <textarea class="input guided-text" readonly=true rows="9" dir="auto" aria-label=label>{text}</textarea> }
}

/// The end for a member whose administrators can submit: a text for them, and the forum besides, where there is one.
pub(super) fn administrator(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let who = administrators(context, page);
    let body = as_text(context, page);
    view! {
        <section class="panel guided-panel" id="for-administrator">
            <h2 class="panel-title">{icon("people")}{words.new_hand_on_title()}</h2>
            <p class="panel-text">{words.new_hand_on_text(who)}</p>
            {written(context, &page.answers.title, &body)}
        </section>
        {forum(context, page)}
    }
}

/// The end for somebody of whom nobody knows yet: sign in and submit, or the forum.
pub(super) fn open(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let here = context.url(&Page::NewCase(FormStep::Review));
    let (url, label) = if page.undecided > 0 {
        let next = guichet_model::route::encode(&here);
        (
            format!("{}?next={next}", context.url(&Page::Organisations)),
            words.contact_choose_action(),
        )
    } else {
        (sign_in::url_with_next(context, &here), words.contact_sign_in_action())
    };
    view! {
        <section class="guided-end guided-panel">
            <h2 class="way-title">{icon("lock")}{words.new_end_open_case_title()}</h2>
            <p>{words.new_end_open_case()}</p>
            <p class="panel-actions"><a class="button" href=url>{label}</a></p>
        </section>
        {forum(context, page)}
    }
}

/// That it was sent: the reference, what happens next and by when.
pub(super) fn sent(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let sent = page.sent.as_ref()?;
    let due = sent.due.map(|due| words.new_sent_due(aside::due_words(context, page, due)));
    let talk = sent.by.map(|talk| {
        let (title, text, name) = match talk {
            Talk::Phone => (words.new_sent_phone_title(), words.new_sent_phone(), "phone"),
            Talk::Chat => (words.new_sent_chat_title(), words.new_sent_chat(), "chat"),
        };
        let contact = context.url(&Page::Contact);
        let about = format!("{contact}?case={}", sent.reference.as_str());
        let link = (about, words.new_sent_talk());
        end_box(name, title, text, Some(link))
    });
    Some(view! {
        <h1>{words.new_sent_title()}</h1>
        <section class="panel guided-panel">
            <p class="panel-text">{words.new_sent_reference()}</p>
            <p class="guided-reference"><output>{sent.reference.to_string()}</output></p>
            <p class="panel-text" dir="auto">{sent.title.clone()}</p>
        </section>
        {talk}
        <h2 class="guided-subtitle">{words.new_sent_next()}</h2>
        <ol class="plain-list guided-next">
            <li>{words.new_sent_mail(&sent.email)}</li>
            {due.map(|due| view! { <li>{due}</li> })}
            <li>{words.new_sent_reply()}</li>
        </ol>
        <p class="panel-actions"><a class="way-action" href=format!("/{}/cases/{}", context.locale(), sent.reference.as_str())>{words.new_sent_case()}</a></p>
    })
}
