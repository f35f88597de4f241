//! The second step of signing in, as its owner sees it: off, being set up, on.

use guichet_model::Page;
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::{AccountFault, AccountView, Enrolment, ProofOf, SecondStep, fault_text, username};
use crate::{
    components::{copy, forms::Field},
    page::Context,
};

/// White modules around a QR code (ISO/IEC 18004 section 9.1).
const QUIET_ZONE: u32 = 4;

/// The section of the page.
pub(super) fn section(context: &Context<'_>, page: &AccountView) -> impl IntoView + use<> {
    let words = &context.words;
    let inner = match &page.second_step {
        SecondStep::Off => {
            let url = format!("{}?set-up=second-step", context.url(&Page::Account));
            view! {
                <p>{words.account_factor_off()}</p>
                <p class="actions"><a class="way-action" href=url>{words.account_factor_set_up()}</a></p>
            }
            .into_any()
        }
        SecondStep::SettingUp(enrolment) => setting_up(context, page, enrolment),
        SecondStep::On { since, codes_left, new_codes } if new_codes.is_empty() => {
            on(context, page, *since, *codes_left)
        }
        SecondStep::On { new_codes, .. } => codes(context, new_codes),
    };
    view! {
        <section class="section">
            <h2 class="section-title">{words.account_factor()}</h2>
            <div>{inner}</div>
        </section>
    }
}

fn setting_up(context: &Context<'_>, page: &AccountView, enrolment: &Enrolment) -> AnyView {
    let words = &context.words;
    let side = enrolment.qr_size + 2 * QUIET_ZONE;
    let code_error = page
        .faults
        .contains(&AccountFault::FirstCode)
        .then(|| fault_text(context, page, AccountFault::FirstCode));
    let code = Field {
        autocomplete: "one-time-code",
        inputmode: Some("numeric"),
        hint: Some(words.second_factor_code_hint()),
        ..Field::new("first-code", "text", words.account_factor_code())
    };
    let proof = page.has_password.then(|| proof(context, page, ProofOf::On).show(context));
    view! {
        <p>{words.account_factor_scan()}</p>
        <svg
            class="qr"
            role="img"
            aria-label=words.account_factor_qr()
            viewBox=format!("-{QUIET_ZONE} -{QUIET_ZONE} {side} {side}")
            shape-rendering="crispEdges"
        >
            <path fill="#fff" d=format!("M-{QUIET_ZONE}-{QUIET_ZONE}h{side}v{side}h-{side}z") />
            <path fill="#000" d=enrolment.qr_path.clone() />
        </svg>
        <p class="actions"><a class="way-action" href=enrolment.address.clone()>{words.account_factor_open()}</a></p>
        <p>{words.account_factor_key()}</p>
        <p id="secret"><code class="secret" translate="no">{enrolment.key.clone()}</code></p>
        {copy::button(context, "#secret")}
        <form class="form" method="post" action=context.url(&Page::Account) novalidate=true>
            <input type="hidden" name="action" value="second-step-on" />
            <input type="hidden" name="sealed" value=enrolment.sealed.clone() />
            {page.has_password.then(|| username(page))}
            {code.wrong(code_error).show(context)}
            {proof}
            <p class="actions">
                <button class="button" type="submit">{words.account_factor_turn_on()}</button>
                <a class="way-action" href=context.url(&Page::Account)>{words.account_factor_cancel()}</a>
            </p>
        </form>
    }
    .into_any()
}

fn on(context: &Context<'_>, page: &AccountView, since: Timestamp, codes_left: usize) -> AnyView {
    let words = &context.words;
    let date = page.zone.as_ref().unwrap_or(&TimeZone::UTC).to_datetime(since).date();
    let date = words.date(date);
    view! {
        <p>{words.account_factor_since(date)}</p>
        <p>{words.account_factor_codes_left(codes_left)}</p>
        {action(context, page, ProofOf::Codes)}
        {action(context, page, ProofOf::Off)}
    }
    .into_any()
}

/// Something to do with a second step that is on: closed until it is wanted, or was refused.
fn action(context: &Context<'_>, page: &AccountView, of: ProofOf) -> impl IntoView + use<> {
    let words = &context.words;
    let (name, title, text) = match of {
        ProofOf::Codes => (
            "recovery-codes",
            words.account_factor_new_codes(),
            words.account_factor_new_codes_text(),
        ),
        ProofOf::On | ProofOf::Off => (
            "second-step-off",
            words.account_factor_turn_off(),
            words.account_factor_turn_off_text(),
        ),
    };
    let open = page.faults.contains(&AccountFault::Proof(of));
    view! {
        <details class="disclosure" open=open>
            <summary>{title.clone()}</summary>
            <p>{text}</p>
            <form class="form" method="post" action=context.url(&Page::Account) novalidate=true>
                <input type="hidden" name="action" value=name />
                {page.has_password.then(|| username(page))}
                {proof(context, page, of).show(context)}
                <button class="button" type="submit">{title}</button>
            </form>
        </details>
    }
}

/// The field that proves who asks: the password or a code.
fn proof(context: &Context<'_>, page: &AccountView, of: ProofOf) -> Field {
    let words = &context.words;
    let fault = AccountFault::Proof(of);
    let error = page.faults.contains(&fault).then(|| fault_text(context, page, fault));
    let field = if page.is_proven_by_password(of) {
        Field::password(of.field(), words.account_factor_password(), "current-password")
    } else {
        Field {
            autocomplete: "one-time-code",
            ..Field::new(of.field(), "text", words.account_proof_code())
        }
    };
    field.wrong(error)
}

fn codes(context: &Context<'_>, codes: &[String]) -> AnyView {
    let words = &context.words;
    let rows = codes
        .iter()
        .map(|code| view! { <li><code class="secret" translate="no">{code.clone()}</code></li> })
        .collect_view();
    view! {
        <h3>{words.account_codes_title()}</h3>
        <p>{words.account_codes_text()}</p>
        <ol class="codes">{rows}</ol>
        {copy::button(context, ".codes code")}
        <p class="actions"><a class="button" href=context.url(&Page::Account)>{words.account_codes_kept()}</a></p>
    }
    .into_any()
}
