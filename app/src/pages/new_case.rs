//! The guided form: one question a page, a list of what was answered, suggestions at the side, and an end for everyone.
//!
//! [`guichet_model::guided`] says which steps there are and where the form ends for whom; [`steps`] asks, [`review`] and [`ends`] show what
//! becomes of the answers, [`aside`] what may help meanwhile. Everything works without scripts; `form.js` keeps answers while they are
//! typed, and brings the suggestions up to date.

mod aside;
mod ends;
mod evidence;
mod review;
mod steps;

use guichet_model::{
    Page, ProblemCode,
    case::{CaseRef, words::WrongText},
    guided::{FormAnswers, FormEnd, FormStep},
    priority::Level,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

pub(crate) use self::evidence::labels as upload_words;
use crate::{
    components::{cards, forms, icons::icon, shell::Head, status},
    hours::Clocks,
    page::{Body, Context},
};

/// What the form knows from the request and the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCaseView {
    /// Where it ends for this person.
    pub end: FormEnd,
    /// Of how many organisations the person has to choose one first; 0 when there is nothing to choose.
    pub undecided: usize,
    /// The edition of their organisation.
    pub edition: Option<String>,
    /// What they have answered.
    pub answers: FormAnswers,
    /// The draft that keeps it, once it is begun.
    pub draft: Option<String>,
    /// Whether they were signed in when they began, and are not any more.
    pub signed_out: bool,
    /// Their time zone, where their browser or they themselves have told it.
    pub zone: Option<TimeZone>,
    /// The files of the draft.
    pub files: Vec<FileRow>,
    /// Who of their organisation can submit a case, for those who cannot.
    pub administrators: Vec<String>,
    /// The organisation whose administrators will read the case.
    pub shared_with: Option<String>,
    /// What was wrong with what they sent.
    pub faults: Vec<FormFault>,
    /// What became of it, once it is sent.
    pub sent: Option<SentCase>,
}

/// A file that goes with the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// How many have arrived.
    pub received: u64,
    /// Whether all of it is there and was looked at.
    pub whole: bool,
}

/// A case that was just submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCase {
    /// What people read out.
    pub reference: CaseRef,
    /// Its line.
    pub title: String,
    /// How urgent it is.
    pub level: Level,
    /// By when the first answer comes.
    pub due: Option<Timestamp>,
    /// Where the answers go.
    pub email: String,
    /// How the person wants to go on: by talking, if they said so.
    pub by: Option<Talk>,
}

/// A way to go on by talking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// On the phone.
    Phone,
    /// In a chat.
    Chat,
}

impl Talk {
    /// Its name in forms and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Chat => "chat",
        }
    }

    /// The one of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Phone, Self::Chat].into_iter().find(|talk| talk.name() == name)
    }
}

/// What is wrong with what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFault {
    /// No service was chosen.
    Service,
    /// Nobody said what happens.
    Effect,
    /// The time since when it is so is not in order.
    Since(WrongText),
    /// Nobody said how many it touches.
    Reach,
    /// Nobody said whether there is a way around it.
    Workaround,
    /// The title is not in order.
    Title(WrongText),
    /// The description is not in order.
    Description(WrongText),
    /// The reason for another priority is not in order.
    Reason(WrongText),
    /// No file was chosen.
    NoFile,
    /// A file was not taken: its name, and why.
    File(String, FileFault),
    /// A file has not arrived whole.
    HalfFile(String),
    /// It could not be kept: the database is away or the disk is full.
    NotKept(ProblemCode),
    /// The person works for the help centre.
    Staff,
    /// Too many cases within an hour: wait for so many minutes.
    Wait(usize),
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// It is too large, in megabytes allowed.
    TooLarge(usize),
    /// There are too many, so many are allowed.
    TooMany(usize),
    /// The person has sent too much that no case has.
    Full,
    /// There is nothing in it.
    Empty,
    /// It is a program.
    Program,
    /// Its content is not what its name says.
    Pretends,
}

impl NewCaseView {
    fn clocks<'c>(&'c self, context: &Context<'_>) -> Clocks<'c> {
        Clocks { now: context.portal.now(), reader: self.zone.as_ref() }
    }

    /// What is wrong with a field, in words.
    fn wrong(&self, context: &Context<'_>, field: &str) -> Option<String> {
        let fault = self.faults.iter().find(|fault| fault.field() == field)?;
        Some(fault.words(context))
    }
}

impl FormFault {
    /// The element that its summary leads to.
    fn field(&self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Effect => "effect",
            Self::Since(_) => "since",
            Self::Reach => "reach",
            Self::Workaround => "workaround",
            Self::Title(_) => "title",
            Self::Description(_) => "description",
            Self::Reason(_) => "reason",
            Self::NoFile | Self::File(..) | Self::HalfFile(_) => "files",
            Self::NotKept(_) | Self::Staff | Self::Wait(_) => "content",
        }
    }

    fn words(&self, context: &Context<'_>) -> String {
        let words = &context.words;
        let text = |wrong: &WrongText, empty: String| match wrong {
            WrongText::Empty => empty,
            WrongText::NoWords => words.new_wrong_no_words(),
            WrongText::TooLong { length, limit } => words.new_wrong_too_long(*length, *limit),
        };
        match self {
            Self::Service => words.new_wrong_service(),
            Self::Effect => words.new_wrong_effect(),
            Self::Since(wrong) => text(wrong, String::new()),
            Self::Reach => words.new_wrong_reach(),
            Self::Workaround => words.new_wrong_workaround(),
            Self::Title(wrong) => text(wrong, words.new_wrong_title()),
            Self::Description(WrongText::TooLong { length, limit }) => {
                words.new_wrong_description_long(*length, *limit)
            }
            Self::Description(wrong) => text(wrong, words.new_wrong_description()),
            Self::Reason(wrong) => text(wrong, words.new_wrong_reason()),
            Self::NoFile => words.new_wrong_no_file(),
            Self::HalfFile(name) => words.new_wrong_half_file(name),
            Self::File(name, fault) => match fault {
                FileFault::TooLarge(megabytes) => words.new_wrong_file_large(*megabytes, name),
                FileFault::TooMany(files) => words.new_wrong_file_many(*files, name),
                FileFault::Full => words.new_wrong_file_full(name),
                FileFault::Empty => words.new_wrong_file_empty(name),
                FileFault::Program => words.new_wrong_file_program(name),
                FileFault::Pretends => words.new_wrong_file_pretends(name),
            },
            Self::NotKept(ProblemCode::StorageFull) => words.new_wrong_full(),
            Self::NotKept(_) => words.new_wrong_away(),
            Self::Staff => words.new_wrong_staff(),
            Self::Wait(minutes) => words.new_wrong_wait(*minutes),
        }
    }
}

pub(crate) fn body(context: &Context<'_>, page: &NewCaseView) -> (u16, Body) {
    let words = &context.words;
    let Page::NewCase(step) = context.request.page else { return unreachable_page(context) };
    let title = title(context, step);
    let refused = !page.faults.is_empty();
    let head = Head {
        live: status::watches(context),
        ..Head::new(forms::document_title(context, title, refused), String::new())
    };
    let main = match step {
        FormStep::Start => ends::start(context, page).into_any(),
        FormStep::Sent => ends::sent(context, page).into_any(),
        FormStep::Review => review::view(context, page).into_any(),
        FormStep::Evidence => evidence::view(context, page).into_any(),
        _ => steps::view(context, page, step).into_any(),
    };
    let asks = !matches!(step, FormStep::Start | FormStep::Sent);
    let not_kept = page.faults.iter().any(|fault| matches!(fault, FormFault::NotKept(_)));
    // While nobody can look, earlier answers are not shown as missing.
    let is_found = page.draft.is_some() || !not_kept;
    let summary = page.faults.iter().map(|fault| (Some(fault.field()), fault.words(context)));
    let summary = forms::error_summary(context, summary.collect());
    let trail = vec![(words.contact_title(), Page::Contact)];
    let view = view! {
        <div class="container page guided">
            {cards::breadcrumbs(context, trail)}
            {status::widget(context, None)}
            <div class="guided-grid" data-guided=asks.then(|| context.url(&context.request.page))>
                {(asks && is_found).then(|| progress(context, page, step))}
                <div class="guided-main">
                    {summary}
                    {main}
                </div>
                {asks.then(|| view! { <div class="guided-side" id="side">{aside::view(context, page).into_any()}</div> })}
            </div>
            {(asks && !not_kept).then(|| kept(context, page))}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// What stands at the side, by itself: the form's script puts it in place of what stood there.
pub(crate) fn side(context: &Context<'_>, page: &NewCaseView) -> AnyView {
    aside::view(context, page).into_any()
}

/// [`body`] is asked for pages of the form alone.
fn unreachable_page(context: &Context<'_>) -> (u16, Body) {
    let code = ProblemCode::NotFound;
    (code.status(), super::problem::body(context, code, None, None))
}

/// What a page of the form is called.
fn title(context: &Context<'_>, step: FormStep) -> String {
    let words = &context.words;
    match step {
        FormStep::Start => words.new_title(),
        FormStep::Service => words.new_service_title(),
        FormStep::Problem => words.new_problem_title(),
        FormStep::Reach => words.new_reach_title(),
        FormStep::Workaround => words.new_workaround_title(),
        FormStep::Details => words.new_details_title(),
        FormStep::Evidence => words.new_evidence_title(),
        FormStep::Review => words.new_review_title(),
        FormStep::Sent => words.new_sent_title(),
    }
}

/// A step in a few words, for the list of them; the last one by what happens there.
fn short(context: &Context<'_>, page: &NewCaseView, step: FormStep) -> String {
    let words = &context.words;
    match step {
        FormStep::Service => words.new_short_service(),
        FormStep::Problem => words.new_short_problem(),
        FormStep::Reach => words.new_short_reach(),
        FormStep::Workaround => words.new_short_workaround(),
        FormStep::Details => words.new_short_details(),
        FormStep::Evidence => words.new_short_evidence(),
        FormStep::Start | FormStep::Review | FormStep::Sent => match page.end {
            FormEnd::Case => words.new_short_review(),
            FormEnd::Forum => words.new_short_forum(),
            FormEnd::Articles => words.new_short_articles(),
            FormEnd::Administrator => words.new_short_hand_on(),
            FormEnd::Open => words.new_short_open(),
        },
    }
}

/// The steps: those that are answered, and the next one, lead back and forth.
fn progress(context: &Context<'_>, page: &NewCaseView, here: FormStep) -> AnyView {
    let words = &context.words;
    let policy = context.portal.policy();
    let steps = guichet_model::guided::steps(page.end, policy);
    let next = page.answers.next_step(page.end, policy);
    let items = steps
        .iter()
        .map(|&step| {
            let (current, done) = (step == here, page.answers.is_done(step, policy));
            let name = short(context, page, step);
            let said = if done { review::answer(context, page, step) } else { None };
            let state = done.then(|| view! { <span class="visually-hidden">" ("{words.new_step_done()}")"</span> });
            let inner = view! { <span class="guided-step-name">{name}{state}</span>{said.map(|said| view! { <span class="guided-step-answer">{said}</span> })} };
            let body = if current {
                view! { <span class="guided-step-link" aria-current="step">{inner}</span> }.into_any()
            } else if done || step == next {
                view! { <a class="guided-step-link" href=context.url(&Page::NewCase(step))>{inner}</a> }.into_any()
            } else {
                view! { <span class="guided-step-link">{inner}</span> }.into_any()
            };
            view! { <li class="guided-step" class:guided-step-done=done class:guided-step-here=current>{body}</li> }
        })
        .collect_view();
    let at = steps.iter().position(|step| *step == here).map_or(1, |at| at + 1);
    let before = at.checked_sub(2).map_or(FormStep::Start, |before| steps[before]);
    let back = context.url(&Page::NewCase(before));
    view! {
        <nav class="guided-steps" aria-label=words.new_steps_label()>
            <p class="guided-count">{words.new_step_count(at, steps.len())}</p>
            <a class="guided-back" href=back>{words.new_back()}</a>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}

/// What a form says of where its answers are kept: they find together again when the session ends in the middle.
fn belonging(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let signed_in = context.request.visitor.is_some();
    let draft = page.draft.clone().unwrap_or_default();
    view! {
        <input type="hidden" name="draft" value=draft />
        {signed_in.then(|| view! { <input type="hidden" name="as" value="account" /> })}
    }
}

/// Where the answers are kept, whether a script has just done so, and the way to forget them.
fn kept(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let text = if context.request.visitor.is_some() {
        words.new_kept_account()
    } else {
        words.new_kept_browser()
    };
    let said = view! {
        <span
            id="saved"
            role="status"
            data-saved=words.new_saved()
            data-not-saved=words.new_not_saved()
            data-full=words.new_not_saved_full()
            data-long=words.new_not_saved_long()
            data-elsewhere=words.new_not_saved_elsewhere()
        ></span>
    };
    let discard = page.draft.is_some().then(|| discard(context));
    view! {
        <div class="guided-kept">
            <p class="guided-kept-text">{icon("check")}<span>{text}" "{said}</span></p>
            {discard}
        </div>
    }
}

/// The button that forgets the draft.
fn discard(context: &Context<'_>) -> impl IntoView + use<> {
    view! {
        <form method="post" action=context.url(&Page::NewCase(FormStep::Start))>
            <button class="link-button" type="submit" name="action" value="discard">{context.words.new_discard()}</button>
        </form>
    }
}
