//! The contact desk for those to whom it does not open: what would open it, what helps meanwhile, and the channels with their hours,
//! each with the reason why it stays closed. The best way on is the biggest thing on the page.

use guichet_model::{
    Locale, Page, Viewer,
    contact::{Alternative, Denial, Reason, Unlock},
    guided::FormStep,
    hours::{Hours, channel_state},
    policy::{Channel, Desk},
    route,
    viewer::Role,
};
use leptos::prelude::*;

use super::ContactView;
use crate::{
    components::{icons::icon, ways},
    hours,
    page::Context,
};

pub(super) fn view(
    context: &Context<'_>,
    page: &ContactView,
    denial: &Denial,
) -> impl IntoView + use<> {
    let words = &context.words;
    let (first, others) = match way_in(context, page, denial.unlock) {
        Some(way_in) => (Some(way_in), &denial.alternatives[..]),
        None => match denial.alternatives.split_first() {
            Some((best, others)) => (alternative_panel(context, *best), others),
            None => (None, &[][..]),
        },
    };
    let unlock = unlock_text(context, denial.unlock);
    let others_title = match denial.unlock {
        Unlock::SignIn | Unlock::ChooseOrganisation => words.contact_best(),
        Unlock::AskAdministrator => words.contact_meanwhile(),
        Unlock::PaidEdition | Unlock::SettleAccount => words.contact_otherwise(),
    };
    let others = others.iter().filter_map(|alternative| alternative_card(context, *alternative));
    let others = others.collect_view();
    view! {
        <p>{unlock}</p>
        {first}
        <section class="section">
            <h2 class="section-title">{others_title}</h2>
            <ul class="ways">{guided(context)}{others}</ul>
        </section>
        {channels(context, page, denial.reason)}
        {more(context, denial)}
    }
}

/// The guided form, which ends somewhere for everyone.
fn guided(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let form = context.url(&Page::NewCase(FormStep::Start));
    let (title, text) = (words.contact_guided(), words.contact_guided_text());
    ways::way("lifebuoy", title, text, words.new_begin(), form, false)
}

/// What leads in, where that is one step away: signing in, choosing an organisation, asking an administrator, settling the account.
fn way_in(context: &Context<'_>, page: &ContactView, unlock: Unlock) -> Option<AnyView> {
    let words = &context.words;
    let here = route::encode(&context.url(&Page::Contact));
    match unlock {
        Unlock::ChooseOrganisation => {
            let choose = format!("{}?next={here}", context.url(&Page::Organisations));
            Some(
                view! {
                    <section class="panel">
                        <h2 class="panel-title">{icon("people")}{words.contact_choose_title()}</h2>
                        <p class="panel-actions"><a class="button button-large" href=choose>{words.contact_choose_action()}</a></p>
                    </section>
                }
                .into_any(),
            )
        }
        Unlock::SignIn => {
            let sign_in = format!("{}?next={here}", context.url(&Page::SignIn));
            let (forgotten, personal) =
                (context.url(&Page::ForgotPassword), context.url(&Page::PersonalHelp));
            Some(
                view! {
                    <section class="panel">
                        <h2 class="panel-title">{icon("lock")}{words.contact_sign_in_title()}</h2>
                        <p class="panel-actions">
                            <a class="button button-large" href=sign_in>{words.contact_sign_in_action()}</a>
                            <a class="panel-link" href=forgotten>{words.contact_sign_in_forgotten()}</a>
                            <a class="panel-link" href=personal>{words.contact_sign_in_personal()}</a>
                        </p>
                    </section>
                }
                .into_any(),
            )
        }
        Unlock::AskAdministrator => Some(
            view! {
                <section class="panel">
                    <h2 class="panel-title">{icon("people")}{words.contact_ask_title()}</h2>
                    {administrators(context, page)}
                    <p class="panel-text">{words.contact_ask_what()}</p>
                </section>
            }
            .into_any(),
        ),
        Unlock::SettleAccount => settle(context, page),
        Unlock::PaidEdition => None,
    }
}

/// Who administers the organisation, for its members.
fn administrators(context: &Context<'_>, page: &ContactView) -> Option<impl IntoView + use<>> {
    (!page.administrators.is_empty()).then(|| {
        let names = context.words.list(&page.administrators);
        view! { <p class="panel-text">{context.words.contact_ask_whom(names)}</p> }
    })
}

/// How a suspension ends: for administrators where it is settled, for members who can settle it.
fn settle(context: &Context<'_>, page: &ContactView) -> Option<AnyView> {
    let words = &context.words;
    let administrator =
        matches!(context.request.viewer, Viewer::Member { role: Role::Administrator, .. });
    let (text, action) = if administrator {
        let url = context.portal.policy().portal.billing_url.clone()?;
        let action = view! {
            <p class="panel-actions"><a class="button button-large" href=url>{words.contact_settle_action()}</a></p>
        };
        (words.contact_settle_text(), Some(action))
    } else {
        (words.contact_settle_member(), None)
    };
    Some(
        view! {
            <section class="panel">
                <h2 class="panel-title">{icon("lock")}{words.contact_settle_title()}</h2>
                <p class="panel-text">{text}</p>
                {(!administrator).then(|| administrators(context, page))}
                {action}
            </section>
        }
        .into_any(),
    )
}

fn unlock_text(context: &Context<'_>, unlock: Unlock) -> String {
    let words = &context.words;
    match unlock {
        Unlock::SignIn => words.contact_unlock_sign_in(),
        Unlock::PaidEdition => words.contact_unlock_paid_edition(),
        Unlock::AskAdministrator => words.contact_unlock_ask_administrator(),
        Unlock::SettleAccount => words.contact_unlock_settle_account(),
        Unlock::ChooseOrganisation => words.contact_unlock_choose_organisation(),
    }
}

/// An alternative's icon, title, text, action and address, where the portal has it.
pub(super) fn alternative(
    context: &Context<'_>,
    alternative: Alternative,
) -> Option<(&'static str, [String; 4])> {
    let words = &context.words;
    Some(match alternative {
        Alternative::Articles => (
            "search",
            [
                words.contact_alt_articles_title(),
                words.contact_alt_articles_text(),
                words.contact_alt_articles_action(),
                context.url(&Page::Search),
            ],
        ),
        Alternative::Forum => (
            "people",
            [
                words.contact_alt_forum_title(),
                words.contact_alt_forum_text(),
                words.contact_alt_forum_action(),
                context.forum_url(None)?,
            ],
        ),
        Alternative::Status => (
            "check",
            [
                words.contact_alt_status_title(),
                words.contact_alt_status_text(),
                words.contact_alt_status_action(),
                context.portal.policy().portal.status_url.clone()?,
            ],
        ),
    })
}

fn alternative_panel(context: &Context<'_>, best: Alternative) -> Option<AnyView> {
    let (name, [title, text, action, url]) = alternative(context, best)?;
    Some(
        view! {
            <section class="panel">
                <h2 class="panel-title">{icon(name)}{title}</h2>
                <p class="panel-text">{text}</p>
                <p class="panel-actions"><a class="button button-large" href=url>{action}</a></p>
            </section>
        }
        .into_any(),
    )
}

fn alternative_card(context: &Context<'_>, other: Alternative) -> Option<impl IntoView + use<>> {
    let (name, [title, text, action, url]) = alternative(context, other)?;
    Some(ways::way(name, title, text, action, url, false))
}

fn channels(context: &Context<'_>, page: &ContactView, reason: Reason) -> AnyView {
    let words = &context.words;
    let channels = &context.portal.policy().channels;
    if channels.is_empty() {
        return view! { <p class="empty">{words.contact_no_channels()}</p> }.into_any();
    }
    let closed = match reason {
        Reason::NotSignedIn => words.contact_closed_not_signed_in(),
        Reason::PersonalAccount => words.contact_closed_personal(),
        Reason::FreeEdition => words.contact_closed_free(),
        Reason::NotAdministrator => words.contact_closed_member(),
        Reason::Suspended => words.contact_closed_suspended(),
        Reason::NoOrganisationChosen => words.contact_closed_undecided(),
    };
    let cards = channels
        .iter()
        .map(|channel| channel_card(context, page, channel, closed.clone()))
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{words.contact_channels()}</h2>
            <ul class="channels">{cards}</ul>
        </section>
    }
    .into_any()
}

fn channel_card(
    context: &Context<'_>,
    page: &ContactView,
    channel: &Channel,
    closed: String,
) -> impl IntoView + use<> {
    let (name, title) = super::kind(context, channel.kind);
    let good_for = context.text(&channel.good_for);
    let desks = group_by_hours(&channel.desks)
        .into_iter()
        .map(|(hours, languages)| desk_row(context, page, hours, &languages))
        .collect_view();
    view! {
        <li class="channel">
            <h3 class="way-title">{icon(name)}{title}</h3>
            <p class="channel-closed">{icon("lock")}{closed}</p>
            {(!good_for.is_empty()).then(|| view! { <p class="way-text">{good_for}</p> })}
            <ul class="desks">{desks}</ul>
        </li>
    }
}

/// Desks with the same hours stand in one row, in the policy's order.
fn group_by_hours(desks: &[Desk]) -> Vec<(&Hours, Vec<&Locale>)> {
    let mut groups: Vec<(&Hours, Vec<&Locale>)> = Vec::new();
    for desk in desks {
        match groups.iter_mut().find(|(hours, _)| *hours == &desk.hours) {
            Some((_, languages)) => languages.extend(&desk.languages),
            None => groups.push((&desk.hours, desk.languages.iter().collect())),
        }
    }
    groups
}

fn desk_row(
    context: &Context<'_>,
    page: &ContactView,
    desk_hours: &Hours,
    languages: &[&Locale],
) -> impl IntoView + use<> {
    let words = &context.words;
    let clocks = page.clocks(context);
    let state = channel_state(desk_hours, clocks.now);
    // Day and night is said by the hours already.
    let now = (*desk_hours != Hours::Always)
        .then(|| hours::state_in_words(words, desk_hours, state, clocks));
    view! {
        <li class="desk">
            <p class="desk-languages">{language_names(languages)}</p>
            <p class="desk-hours">{hours::in_words(words, desk_hours)}</p>
            {now.map(|text| view! { <p class="desk-hours">{text}</p> })}
        </li>
    }
}

/// Languages by their own names.
pub(super) fn language_names(languages: &[&Locale]) -> impl IntoView + use<> {
    languages
        .iter()
        .enumerate()
        .map(|(i, language)| {
            let separator = if i == 0 { "" } else { ", " };
            view! { {separator}<span lang=language.to_string()>{language.endonym().to_owned()}</span> }
        })
        .collect_view()
}

/// What a paid edition would add, for whom it could: at the end, and without pressing.
fn more(context: &Context<'_>, denial: &Denial) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let administrator =
        matches!(context.request.viewer, Viewer::Member { role: Role::Administrator, .. });
    (denial.unlock == Unlock::PaidEdition).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">{words.contact_more_title()}</h2>
                <p class="section-body">{words.contact_more_text()}</p>
                {administrator.then(|| view! { <p class="section-body">{words.contact_more_administrator()}</p> })}
                <p class="more"><a href=context.url(&Page::Policies)>{words.contact_more_link()}</a></p>
            </section>
        }
    })
}
