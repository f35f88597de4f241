//! Following the status by mail: the form on the status page, and the page behind the links of the mails.

use guichet_model::{Page, guided::FormStep};
use leptos::prelude::*;

use super::feed;
use crate::{
    components::{
        cards,
        forms::{self, Field, Tone},
        shell::Head,
        status::source_link,
    },
    page::{Body, Context},
    pages::{View, sign_in},
};

/// What became of a wish to follow the status, on the status page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FollowView {
    /// The address that was given.
    pub email: String,
    /// The components that were chosen.
    pub components: Vec<String>,
    /// The question of the guided form that they came from.
    pub back: Option<FormStep>,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

impl FollowView {
    /// The wish of whoever has not said anything yet: to be written to at the address they sign in with, where they are signed in.
    pub(super) fn fresh(context: &Context<'_>) -> Self {
        let visitor = context.request.visitor.as_ref();
        let email = visitor.map_or_else(String::new, |visitor| visitor.email.clone());
        Self { email, ..Self::default() }
    }
}

/// What became of a wish to follow the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A mail with a link is on its way, if the address is right.
    Asked,
    /// The address is none.
    BadEmail,
    /// None of the services that were chosen is there any more.
    NoComponent,
    /// Too many wishes: wait for so many minutes.
    Wait(usize),
    /// Another status page is the source, and nothing is sent from here.
    Elsewhere,
}

/// What became of a choice of services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It holds from now on.
    Done,
    /// None of the services that were chosen is there any more.
    NoComponent,
    /// Another status page is the source, and nothing is sent from here.
    Elsewhere,
}

/// What the page behind the links of the mails knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubscriptionView {
    /// The link leads nowhere any more.
    Gone,
    /// Whose it is.
    Known {
        /// Their address.
        email: String,
        /// The components they chose; all when empty.
        components: Vec<String>,
        /// Whether they have confirmed.
        confirmed: bool,
        /// The query that says who it is.
        key: String,
        /// What became of the choice that was sent.
        saved: Option<Saved>,
    },
    /// It was ended just now.
    Ended,
}

/// The section of the status page.
pub(super) fn section(context: &Context<'_>) -> AnyView {
    match &context.request.view {
        View::Follow(view) => ways(context, view),
        _ => ways(context, &FollowView::fresh(context)),
    }
}

/// Whether news are sent from here: not where another status page is the source.
fn sends_news(context: &Context<'_>) -> bool {
    context.portal.policy().status.source.is_none()
}

/// Where news are to be had that are not sent from here.
pub(super) fn elsewhere(context: &Context<'_>) -> impl IntoView + use<> {
    view! { <p class="section-body">{context.words.follow_elsewhere()}" "{source_link(context)}</p> }
}

/// The way back to the answers of somebody who came from the guided form.
pub(super) fn back(context: &Context<'_>, step: Option<FormStep>) -> Option<impl IntoView + use<>> {
    let url = context.url(&Page::NewCase(step?));
    Some(view! { <p class="more"><a href=url>{context.words.new_known_back()}</a></p> })
}

/// Every way to follow the status.
pub(super) fn ways(context: &Context<'_>, follow: &FollowView) -> AnyView {
    let words = &context.words;
    let form = if !sends_news(context) {
        let refused = (follow.outcome == Some(Outcome::Elsewhere))
            .then(|| forms::notice(Tone::Critical, words.follow_elsewhere_title(), ().into_any()));
        view! { {refused}{elsewhere(context)} }.into_any()
    } else if context.portal.sends_mail() {
        follow_form(context, follow).into_any()
    } else {
        view! { <p class="section-body">{words.follow_no_mail()}</p> }.into_any()
    };
    let webhooks = sends_news(context).then(|| {
        let page = context.url(&Page::StatusWebhooks);
        let page = match context.request.visitor {
            Some(_) => page,
            None => sign_in::url_with_next(context, &page),
        };
        view! { " · "<a href=page>{words.follow_webhooks()}</a> }
    });
    view! {
        <section class="section" aria-labelledby="follow">
            <h2 class="section-title" id="follow">{words.follow_title()}</h2>
            {form}
            {back(context, follow.back)}
            <p class="section-body status-feeds">
                {words.follow_feeds()}" "
                <a href=feed(context, "/history.atom")>{words.follow_atom()}</a>" · "
                <a href=feed(context, "/history.rss")>{words.follow_rss()}</a>" · "
                <a href=feed(context, "/maintenance.ics")>{words.follow_calendar()}</a>
                {webhooks}
            </p>
        </section>
    }
    .into_any()
}

fn follow_form(context: &Context<'_>, view: &FollowView) -> impl IntoView + use<> {
    let words = &context.words;
    let (notice, error) = match view.outcome {
        // There is no form where another page is the source.
        None | Some(Outcome::Elsewhere) => (None, None),
        Some(Outcome::Asked) => {
            let text = view! { <p>{words.follow_asked_text()}</p> }.into_any();
            let asked = forms::notice(Tone::Positive, words.follow_asked_title(), text);
            return asked.into_any();
        }
        Some(Outcome::BadEmail) => (
            forms::error_summary(context, vec![(Some("follow-email"), words.follow_bad_email())])
                .map(IntoAny::into_any),
            Some(words.follow_bad_email()),
        ),
        Some(Outcome::NoComponent) => {
            let error = (choices_field(context), words.follow_no_component());
            (forms::error_summary(context, vec![error]).map(IntoAny::into_any), None)
        }
        Some(Outcome::Wait(minutes)) => {
            let wait = words.follow_wait(minutes);
            (Some(forms::notice(Tone::Critical, wait, ().into_any()).into_any()), None)
        }
    };
    let field = Field {
        autocomplete: "email",
        ..Field::email("follow-email", words.follow_email(), &view.email)
    };
    view! {
        {notice}
        <p class="section-body">{words.follow_text()}</p>
        <form class="form" method="post" action=format!("{}#follow", context.url(&Page::Status)) novalidate>
            {field.wrong(error).show(context)}
            {choices(context, &view.components)}
            {view.back.map(|step| view! { <input type="hidden" name="back" value=step.name() /> })}
            <button class="button" type="submit">{words.follow_submit()}</button>
        </form>
    }
    .into_any()
}

/// The field of the services to choose among, where there is one: a single service needs no choice.
pub(super) fn choices_field(context: &Context<'_>) -> Option<&'static str> {
    let components = context.portal.board().components(context.portal.policy());
    (components.len() > 1).then_some("components")
}

/// The services to choose among.
pub(super) fn choices(context: &Context<'_>, chosen: &[String]) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    choices_field(context)?;
    let components = context.portal.board().components(context.portal.policy());
    let boxes = components
        .into_iter()
        .map(|component| {
            let checked = chosen.contains(&component.id);
            view! {
                <label class="check"><input type="checkbox" name="component" value=component.id.clone() checked=checked />{context.text(&component.name)}</label>
            }
        })
        .collect_view();
    Some(view! {
        <fieldset class="field checks" id="components" tabindex="-1">
            <legend class="field-label">{words.follow_components()}</legend>
            <p class="field-hint">{words.follow_components_hint()}</p>
            {boxes}
        </fieldset>
    })
}

pub(crate) fn body(context: &Context<'_>, page: &SubscriptionView) -> (u16, Body) {
    let words = &context.words;
    let head = Head::new(words.follow_page_title(), String::new());
    let status = if *page == SubscriptionView::Gone { 410 } else { 200 };
    let main = match page {
        SubscriptionView::Gone => view! {
            <h1>{words.follow_page_gone_title()}</h1>
            <p class="lead">{words.follow_page_gone_text()}</p>
        }
        .into_any(),
        SubscriptionView::Ended => view! {
            <h1>{words.follow_page_ended_title()}</h1>
            <p class="lead">{words.follow_page_ended_text()}</p>
        }
        .into_any(),
        SubscriptionView::Known { email, components, confirmed, key, saved } => {
            let action = format!("{}?{key}", context.url(&Page::StatusSubscription));
            let (lead, submit) = if *confirmed {
                (words.follow_page_confirmed(email), words.follow_page_submit_save())
            } else {
                (words.follow_page_confirm(email), words.follow_page_submit_confirm())
            };
            let choose = if sends_news(context) {
                view! {
                    <p class="lead">{lead}</p>
                    <form class="form" method="post" action=action.clone()>
                        {choices(context, components)}
                        <button class="button" type="submit" name="action" value="save">{submit}</button>
                    </form>
                }
                .into_any()
            } else {
                view! { <p class="lead">{words.follow_elsewhere_title()}</p>{elsewhere(context)} }
                    .into_any()
            };
            let saved = saved.map(|saved| match saved {
                Saved::Done => {
                    forms::notice(Tone::Positive, words.follow_page_saved(), ().into_any())
                        .into_any()
                }
                Saved::NoComponent => {
                    let error = (choices_field(context), words.follow_no_component());
                    forms::error_summary(context, vec![error]).into_any()
                }
                Saved::Elsewhere => {
                    let error = (None, words.follow_elsewhere_title());
                    forms::error_summary(context, vec![error]).into_any()
                }
            });
            view! {
                <h1>{words.follow_page_title()}</h1>
                {saved}
                {choose}
                <section class="section">
                    <h2 class="section-title">{words.follow_page_end_title()}</h2>
                    <p class="section-body">{words.follow_page_end_text()}</p>
                    <form method="post" action=action>
                        <button class="way-action" type="submit" name="action" value="end">{words.follow_page_end_submit()}</button>
                    </form>
                </section>
            }
            .into_any()
        }
    };
    let view = view! {
        <div class="container page">
            {cards::breadcrumbs(context, vec![(words.status_title(), Page::Status)])}
            {main}
            <p class="more"><a href=context.url(&Page::Status)>{words.status_see()}</a></p>
        </div>
    };
    (status, Body { head, view: view.into_any() })
}
