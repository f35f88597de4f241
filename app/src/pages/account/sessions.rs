//! Where one is signed in, and the way to sign out there.

use guichet_model::Page;
use leptos::prelude::*;

use super::{AccountView, SessionLine, instant};
use crate::page::Context;

/// The section of the page.
pub(super) fn section(context: &Context<'_>, page: &AccountView) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = page.sessions.iter().map(|session| row(context, page, session)).collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{words.account_sessions()}</h2>
            <div>
                <ul class="sessions">{rows}</ul>
                <form class="form form-wide" method="post" action=context.url(&Page::Account)>
                    <input type="hidden" name="action" value="end-sessions" />
                    <button class="way-action" type="submit" aria-describedby="end-sessions-text">{words.account_sessions_end()}</button>
                    <p class="field-hint after" id="end-sessions-text">{words.account_sessions_end_text()}</p>
                </form>
            </div>
        </section>
    }
}

fn row(context: &Context<'_>, page: &AccountView, session: &SessionLine) -> impl IntoView + use<> {
    let words = &context.words;
    let name = match (session.browser, session.system) {
        (Some(browser), Some(system)) => words.account_session_browser(browser, system),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => words.account_session_unknown(),
    };
    let began = instant(context, page, session.began);
    let here =
        session.here.then(|| view! { " "<span class="tag">{words.account_session_here()}</span> });
    let label = words.account_session_end_of(name.clone(), began.clone());
    view! {
        <li class="session">
            <div>
                <p class="session-name">{name}{here}</p>
                <p class="meta">
                    <time datetime=session.began.to_string()>{words.account_session_began(began)}</time>
                    <br />
                    <time datetime=session.seen.to_string()>{words.account_session_seen(instant(context, page, session.seen))}</time>
                </p>
            </div>
            <form method="post" action=context.url(&Page::Account)>
                <input type="hidden" name="action" value="end-session" />
                <input type="hidden" name="session" value=session.id.clone() />
                <button class="way-action" type="submit" aria-label=label>{words.account_session_end()}</button>
            </form>
        </li>
    }
}
