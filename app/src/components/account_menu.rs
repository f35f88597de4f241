//! Who is signed in, in the header: a link to sign in for whoever is not, else a menu with what the account opens.

use guichet_model::Page;
use leptos::prelude::*;

use super::icons::icon;
use crate::{page::Context, pages::sign_in, visitor::Visitor};

/// The header's last tool: the way to sign in, or the button of the menu.
pub(crate) fn tool(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    if let Some(visitor) = &context.request.visitor {
        view! {
            <button class="tool tool-sign-in" type="button" popovertarget="account" aria-label=words.header_account_of(&visitor.name)>{icon("person")}<span class="tool-label tool-name">{visitor.name.clone()}</span></button>
        }
        .into_any()
    } else {
        let here = (context.request.page == Page::SignIn).then_some("page");
        view! { <a class="tool tool-sign-in" href=sign_in_url(context) aria-current=here>{icon("person")}<span class="tool-label">{words.sign_in_title()}</span></a> }.into_any()
    }
}

/// The menu itself, for whoever is signed in.
pub(crate) fn menu(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let visitor = context.request.visitor.as_ref()?;
    let words = &context.words;
    let sign_out = format!("/{}/sign-out", context.locale());
    let (account, desk) = (context.url(&Page::Account), context.url(&Page::Desk));
    Some(view! {
        <div class="popover" popover="auto" id="account">
            {who(visitor)}
            <ul class="choices">
                {visitor.staff.is_none().then(|| view! {
                    <li><a class="choice" href=context.url(&Page::Cases)>{words.cases_menu()}</a></li>
                })}
                <li><a class="choice" href=account>{words.header_account_page()}</a></li>
                {(visitor.organisations > 1).then(|| view! {
                    <li><a class="choice" href=context.url(&Page::Organisations)>{words.header_organisations()}</a></li>
                })}
                {visitor.staff.is_some().then(|| view! { <li><a class="choice" href=desk>{words.header_desk()}</a></li> })}
            </ul>
            <form class="choices" method="post" action=sign_out>
                <button class="choice" type="submit">{words.header_sign_out()}</button>
            </form>
        </div>
    })
}

fn who(visitor: &Visitor) -> impl IntoView + use<> {
    let organisation = visitor.organisation.clone();
    view! {
        <p class="popover-who">{visitor.name.clone()}</p>
        <p class="popover-title">{visitor.email.clone()}</p>
        {organisation.map(|organisation| view! {
            <p class="popover-title">{organisation.name}" · "{organisation.edition}</p>
        })}
    }
}

/// The way to sign in, and back to this page where it is one that signing in changes.
fn sign_in_url(context: &Context<'_>) -> String {
    let page = &context.request.page;
    match page {
        Page::Article(_)
        | Page::Category(_)
        | Page::Contact
        | Page::NewCase(_)
        | Page::Policies => sign_in::url_with_next(context, &context.url(page)),
        _ => context.url(&Page::SignIn),
    }
}
