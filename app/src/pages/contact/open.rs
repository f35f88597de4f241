//! The contact desk for those to whom it opens: the channels in the order in which they are worth trying, with numbers and addresses;
//! and the PIN that tells an agent who is calling. Nothing of this module is ever rendered for anyone else: it starts from the channels
//! that [`guichet_model::contact::Access::Granted`] gives.

use guichet_model::{
    Page, Viewer,
    contact::{DeskNow, Offer, Standing, offers},
    guided::FormStep,
    hours::Hours,
    policy::{Channel, ChannelKind, Entry},
    route,
};
use leptos::prelude::*;

use super::{ContactView, closed::language_names};
use crate::{components::icons::icon, hours, page::Context};

pub(super) fn view(
    context: &Context<'_>,
    page: &ContactView,
    channels: &[Channel],
) -> impl IntoView + use<> {
    let words = &context.words;
    let offers = offers(channels, context.locale(), context.portal.now());
    let reachable: Vec<Offer<'_>> = offers.into_iter().filter_map(with_entries).collect();
    let has_phone = reachable.iter().any(|offer| offer.channel.kind == ChannelKind::Phone);
    let all_closed = reachable.iter().all(|offer| offer.standing == Standing::Closed);
    // Recommended is what stands out: the first of several that are all open is merely the first.
    let stands_out =
        matches!(&reachable[..], [first, second, ..] if first.standing != second.standing);
    let cards = if reachable.is_empty() {
        view! { <p class="empty">{words.contact_no_channels()}</p> }.into_any()
    } else {
        let cards = reachable
            .iter()
            .enumerate()
            .map(|(i, offer)| {
                let recommended = if stands_out && i == 0 {
                    recommendation(context, offer.standing)
                } else {
                    None
                };
                card(context, page, offer, recommended)
            })
            .collect_view();
        let all_closed =
            all_closed.then(|| view! { <p class="section-note">{words.contact_all_closed()}</p> });
        view! { <ul class="channels channels-open">{cards}</ul>{all_closed} }.into_any()
    };
    // Staff call nobody, whatever they look at the portal as.
    let is_staff = context.request.visitor.as_ref().is_some_and(|visitor| visitor.staff.is_some());
    let granted = if context.request.viewer == Viewer::Staff {
        words.contact_granted_staff()
    } else {
        words.contact_granted()
    };
    view! {
        <p>{granted}</p>
        {case(context, page)}
        <section class="section">
            <h2 class="section-title">{words.contact_channels()}</h2>
            {cards}
        </section>
        {(has_phone && !is_staff).then(|| pin(context, page))}
    }
}

/// The case that the person comes with: what to say first.
fn case(context: &Context<'_>, page: &ContactView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let case = page.case.as_ref()?;
    let url = context.url(&Page::Case(case.reference.clone()));
    Some(view! {
        <section class="panel">
            <p class="panel-text">{words.contact_case()}</p>
            <p class="guided-reference"><output>{case.reference.to_string()}</output></p>
            <p class="panel-text"><a href=url dir="auto">{case.title.clone()}</a></p>
        </section>
    })
}

/// The offer without the desks that have nothing to call, open or write to.
fn with_entries(mut offer: Offer<'_>) -> Option<Offer<'_>> {
    offer.desks.retain(|desk| !desk.desk.entries.is_empty());
    (!offer.desks.is_empty()).then_some(offer)
}

fn recommendation(context: &Context<'_>, standing: Standing) -> Option<String> {
    match standing {
        Standing::OpenInLanguage => Some(context.words.contact_recommended_language()),
        Standing::Open => Some(context.words.contact_recommended_open()),
        Standing::Closed => None,
    }
}

fn card(
    context: &Context<'_>,
    page: &ContactView,
    offer: &Offer<'_>,
    recommended: Option<String>,
) -> impl IntoView + use<> {
    let words = &context.words;
    let (name, title) = super::kind(context, offer.channel.kind);
    let good_for = context.text(&offer.channel.good_for);
    let kind = offer.channel.kind;
    let (own, others): (Vec<&DeskNow<'_>>, Vec<&DeskNow<'_>>) =
        offer.desks.iter().partition(|desk| desk.own_language);
    // Whoever finds no desk in their own language sees them all at once, and a few need no fold.
    let fold = !own.is_empty() && others.len() > 3;
    let count = others.len();
    let row = |desk: &&DeskNow<'_>| desk_row(context, page, kind, desk).into_any();
    let own = own.iter().map(row).collect_view();
    let others = others.iter().map(row).collect_view();
    let others = if fold {
        view! {
            <details class="more-languages">
                <summary>{words.contact_other_languages(count)}</summary>
                <ul class="desks">{others}</ul>
            </details>
        }
        .into_any()
    } else {
        view! { <ul class="desks">{others}</ul> }.into_any()
    };
    let first = recommended.is_some();
    view! {
        <li class="channel" class:channel-first=first>
            <h3 class="way-title">{icon(name)}{title}</h3>
            {recommended.map(|text| view! { <p class="state state-open">{icon("check")}<span>{text}</span></p> })}
            {(!good_for.is_empty()).then(|| view! { <p class="way-text">{good_for}</p> })}
            <ul class="desks">{own}</ul>
            {others}
        </li>
    }
}

fn desk_row(
    context: &Context<'_>,
    page: &ContactView,
    kind: ChannelKind,
    desk: &DeskNow<'_>,
) -> impl IntoView + use<> {
    let words = &context.words;
    let languages: Vec<_> = desk.desk.languages.iter().collect();
    let open = desk.state.is_open();
    let state = hours::state_in_words(words, &desk.desk.hours, desk.state, page.clocks(context));
    let week = (desk.desk.hours != Hours::Always).then(|| hours::in_words(words, &desk.desk.hours));
    let entries = desk
        .desk
        .entries
        .iter()
        .map(|entry| match kind {
            ChannelKind::Phone => phone(context, entry).into_any(),
            ChannelKind::Chat => chat(context, page, desk).into_any(),
            ChannelKind::Email => email(context, page, entry).into_any(),
        })
        .take(if kind == ChannelKind::Chat { usize::from(open) } else { usize::MAX })
        .collect_view();
    view! {
        <li class="desk">
            <p class="desk-languages">{language_names(&languages)}</p>
            <p class="state" class:state-open=open>{icon(if open { "check" } else { "clock" })}<span>{state}</span></p>
            {week.map(|week| view! { <p class="desk-hours">{week}</p> })}
            {entries}
        </li>
    }
}

fn phone(context: &Context<'_>, entry: &Entry) -> impl IntoView + use<> {
    let number = entry.value.reveal().to_owned();
    let dial: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let label = context.text(&entry.label);
    view! {
        <p class="entry">
            {(!label.is_empty()).then(|| view! { <span class="entry-label">{label}</span> })}
            <a class="entry-value" href=format!("tel:{dial}") dir="ltr">{number}</a>
        </p>
    }
}

/// The way into a chat: an address of the portal that looks at the gate once more, signs for whom it is, and leads on. Browsers shall not
/// go there ahead of the reader.
fn chat(context: &Context<'_>, page: &ContactView, desk: &DeskNow<'_>) -> impl IntoView + use<> {
    let language = desk.desk.languages.first().map(ToString::to_string).unwrap_or_default();
    let about = page.case.as_ref().map(|case| format!("&case={}", case.reference.as_str()));
    let url = format!(
        "{}/chat?language={}{}",
        context.url(&Page::Contact),
        route::encode(&language),
        about.unwrap_or_default()
    );
    let class = if desk.own_language { "button" } else { "way-action" };
    view! { <p class="entry"><a class=class href=url rel="nofollow noopener">{context.words.contact_chat_start()}</a></p> }
}

fn email(context: &Context<'_>, page: &ContactView, entry: &Entry) -> impl IntoView + use<> {
    let words = &context.words;
    let address = entry.value.reveal().to_owned();
    let organisation =
        context.request.visitor.as_ref().and_then(|visitor| visitor.organisation.as_ref());
    let subject = page.reference.as_ref().map(|reference| match organisation {
        Some(organisation) => words.contact_email_subject(&organisation.name, reference),
        None => words.contact_email_subject_plain(reference),
    });
    let mut url = format!("mailto:{address}");
    if let Some(subject) = &subject {
        url.push_str("?subject=");
        url.push_str(&route::encode(subject));
    }
    view! {
        <p class="entry"><a class="button" href=context.url(&Page::NewCase(FormStep::Start))>{words.contact_request()}</a></p>
        <p class="entry-value"><a href=url>{words.contact_email_write()}</a>{words.colon()}<span class="entry-address">{address}</span></p>
        {subject.map(|_| view! { <p class="desk-hours">{words.contact_email_note()}</p> })}
    }
}

fn pin(context: &Context<'_>, page: &ContactView) -> impl IntoView + use<> {
    let words = &context.words;
    let clocks = page.clocks(context);
    let held = page.pin.as_ref().map(|pin| {
        let seconds = pin.expires_at.as_second() - clocks.now.as_second();
        let minutes = usize::try_from((seconds + 59) / 60).unwrap_or(0).max(1);
        let until = clocks.reader.map(|zone| {
            words.contact_pin_until(hours::clock(words, &pin.expires_at.to_zoned(zone.clone())))
        });
        let (first, last) = pin.digits.reveal().split_at_checked(4).unwrap_or(("", ""));
        let digits = format!("{first} {last}");
        view! {
            <p class="pin"><span class="pin-label">{words.contact_pin_label()}</span>" "<output class="pin-digits">{digits}</output></p>
            <p class="section-body">{words.contact_pin_minutes(minutes)}" "{until}</p>
            <p class="section-note">{words.contact_pin_private()}</p>
        }
    });
    let (class, action) = if held.is_some() {
        ("way-action", words.contact_pin_again())
    } else {
        ("button", words.contact_pin_get())
    };
    view! {
        <section class="section" id="support-pin">
            <h2 class="section-title">{words.contact_pin_title()}</h2>
            <p class="section-body">{words.contact_pin_text()}</p>
            {held}
            <form class="pin-form" method="post" action=context.url(&Page::Contact)>
                <button class=class type="submit">{action}</button>
            </form>
        </section>
    }
}
