//! From a request for a page to its HTML: one exhaustive match, no I/O.

use std::sync::Arc;

use guichet_model::{
    Locale, Page, ProblemCode, Viewer,
    forum::{Asker, forum_for},
    search,
};
use leptos::prelude::*;

use crate::{
    components::{
        forum::{self, ForumPanel},
        shell::{self, Head},
    },
    pages,
    pages::{View, problem::GivenBack},
    portal::Portal,
    visitor::Visitor,
    words::Words,
};

/// How the reader wants the portal to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme's name in cookies, forms and the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a theme's name; anything else is the system's choice.
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// A request for a page, parsed.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// The reader's locale, from the address.
    pub locale: Locale,
    /// The page.
    pub page: Page,
    /// What is searched, on the search page.
    pub query: Query,
    /// Who asks, for every decision about access.
    pub viewer: Viewer,
    /// Who is signed in, for what pages say of them.
    pub visitor: Option<Visitor>,
    /// What the page knows from the request and the database.
    pub view: View,
    /// How it shall look.
    pub theme: Theme,
}

/// The parameters of a search page's address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The reader's words, trimmed and cut.
    pub text: String,
    /// Only this category.
    pub category: Option<guichet_model::Slug>,
    /// The page of results, from 1.
    pub page: usize,
    /// Search for exactly what was typed.
    pub literal: bool,
}

/// A finished page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its HTTP status.
    pub status: u16,
    /// The whole document.
    pub html: String,
    /// Whether it stays the same until the content changes, for every anonymous reader.
    pub cacheable: bool,
}

/// What a page's body needs to know.
pub struct Context<'a> {
    /// The state of content, policy and assets.
    pub portal: &'a dyn Portal,
    /// The interface's words.
    pub words: Arc<Words>,
    /// The request.
    pub request: &'a PageRequest,
    /// Whether the page of a problem stands in for the page asked for.
    pub problem: bool,
}

impl Context<'_> {
    /// The page the reader is on; none where a problem's page stands in for it.
    pub fn here(&self) -> Option<&Page> {
        (!self.problem).then_some(&self.request.page)
    }

    /// The reader's locale.
    pub fn locale(&self) -> &Locale {
        &self.request.locale
    }

    /// The address of a page in the reader's locale.
    pub fn url(&self, page: &Page) -> String {
        page.path(self.locale())
    }

    /// A text of the policy in the reader's language.
    pub fn text(&self, text: &guichet_model::Text) -> String {
        text.get(self.locale()).to_owned()
    }

    /// Who would ask in a forum about a service, or about anything.
    pub fn asker<'s>(&'s self, service: Option<&'s str>) -> Asker<'s> {
        let visitor = self.request.visitor.as_ref().filter(|visitor| visitor.view_as.is_none());
        let organisation = visitor.and_then(|visitor| visitor.organisation.as_ref());
        Asker {
            service,
            locale: self.locale(),
            edition: organisation.map(|o| o.edition_id.as_str()),
        }
    }

    /// The address of the forum for these readers and a service, or any matter, if the policy names one.
    pub fn forum_url(&self, service: Option<&str>) -> Option<String> {
        let asker = self.asker(service);
        Some(forum_for(self.portal.policy(), &asker)?.page(&asker))
    }
}

/// A page's body with what its head says.
pub struct Body {
    /// The document's head.
    pub head: Head,
    /// The content of `<main>`.
    pub view: AnyView,
}

/// Renders a page. A page whose subject does not exist is the designed page of a problem, with its status.
pub fn render(portal: &dyn Portal, request: &PageRequest) -> Rendered {
    let context = Context { portal, words: Words::of(&request.locale), request, problem: false };
    let cacheable = cacheable(request);
    Owner::new().with(|| {
        let body = body(&context);
        match body {
            Ok((status, body)) => Rendered {
                status,
                html: shell::document(&context, body),
                cacheable: cacheable && status == 200,
            },
            Err(code) => problem_page(&Context { problem: true, ..context }, code, None, None),
        }
    })
}

/// Renders what the forum found, for the place on the page of search results that waits for it.
pub fn render_forum(portal: &dyn Portal, request: &PageRequest, panel: &ForumPanel) -> String {
    let context = Context { portal, words: Words::of(&request.locale), request, problem: false };
    Owner::new().with(|| forum::answer(&context, panel).to_html())
}

/// Whether a page stays the same until the content changes, for every anonymous reader; the contact desk for a minute, since it shows what is
/// open now. A page that knows anything of its request does not, and search pages are as many as there are queries.
pub fn cacheable(request: &PageRequest) -> bool {
    let knows_nothing = match &request.view {
        View::Plain => !matches!(request.page, Page::Contact | Page::Search),
        View::Contact(page) => *page == pages::contact::ContactView::default(),
        _ => false,
    };
    request.viewer == Viewer::Anonymous && request.visitor.is_none() && knows_nothing
}

fn body(context: &Context<'_>) -> Result<(u16, Body), ProblemCode> {
    Ok(match (&context.request.page, &context.request.view) {
        (Page::Home, _) => pages::home::body(context),
        (Page::Categories, _) => pages::categories::body(context),
        (Page::Category(slug), _) => return pages::category::body(context, slug),
        (Page::Article(key), _) => return pages::article::body(context, key),
        (Page::Search, _) => pages::search::body(context),
        (Page::Policies, _) => pages::policies::body(context),
        (Page::PersonalHelp, _) => pages::personal_help::body(context),
        (Page::Contact, View::Contact(page)) => pages::contact::body(context, page),
        (Page::NewCase(_), View::NewCase(page)) => pages::new_case::body(context, page),
        (Page::SignIn, View::SignIn(page)) => pages::sign_in::body(context, page),
        (Page::SignIn, View::Provider(page)) => pages::provider::body(context, page),
        (Page::SecondFactor, View::SecondFactor(page)) => pages::second_factor::body(context, page),
        (Page::ForgotPassword, View::ForgotPassword(page)) => {
            pages::forgot_password::body(context, page)
        }
        (Page::ResetPassword, View::ResetPassword(page)) => {
            pages::reset_password::body(context, page)
        }
        (Page::Account, View::Account(page)) => pages::account::body(context, page),
        (Page::Organisations, View::Organisations(page)) => {
            pages::organisations::body(context, page)
        }
        (Page::Desk, View::Desk(page)) => pages::desk::body(context, page),
        (Page::Status, _) => pages::status::body(context),
        (Page::Incident(id), _) => return pages::status::incident::body(context, id),
        (Page::StatusSubscription, View::Subscription(page)) => {
            pages::status::subscription::body(context, page)
        }
        (Page::StatusWebhooks, View::Webhooks(page)) => {
            pages::status::webhooks::body(context, page)
        }
        (Page::DeskStatus, View::DeskStatus(page)) => pages::status::desk::body(context, page),
        (Page::Cases, View::Cases(page)) => pages::cases::body(context, page),
        (Page::Case(_), View::Case(page)) => pages::cases::case::body(context, page),
        (Page::CaseRating(_), View::Rating(page)) => pages::cases::rating::body(context, page),
        (Page::DeskCase(_), View::DeskCase(page)) => pages::desk::case::body(context, page),
        (Page::DeskFigures, View::Figures(page)) => pages::desk::figures::body(context, page),
        // A page without what it needs is nobody's to see.
        _ => return Err(ProblemCode::NotFound),
    })
}

/// A part of the desk that is replaced while its page stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fragment {
    /// The queue's cases.
    Queue(Box<pages::desk::queue::Queue>),
    /// Who else has a case open, and what is new in it.
    Case(Box<pages::desk::case::CaseLive>),
}

/// Renders a part of the desk.
pub fn render_fragment(portal: &dyn Portal, request: &PageRequest, part: &Fragment) -> String {
    let context = Context { portal, words: Words::of(&request.locale), request, problem: false };
    Owner::new().with(|| match part {
        Fragment::Queue(queue) => pages::desk::queue::table(&context, queue).to_html(),
        Fragment::Case(live) => pages::desk::case::live_part(&context, live).to_html(),
    })
}

/// Renders the designed page of a problem. `reference` is what the log knows the failure by, `given_back` what was sent and not taken.
pub fn render_problem(
    portal: &dyn Portal,
    request: &PageRequest,
    code: ProblemCode,
    reference: Option<&str>,
    given_back: Option<&GivenBack>,
) -> Rendered {
    let context = Context { portal, words: Words::of(&request.locale), request, problem: true };
    Owner::new().with(|| problem_page(&context, code, reference, given_back))
}

/// Renders what stands at the side of the guided form, by itself. `None` for any other page.
pub fn render_side(portal: &dyn Portal, request: &PageRequest) -> Option<String> {
    let View::NewCase(page) = &request.view else { return None };
    let context = Context { portal, words: Words::of(&request.locale), request, problem: false };
    Some(Owner::new().with(|| pages::new_case::side(&context, page).to_html()))
}

fn problem_page(
    context: &Context<'_>,
    code: ProblemCode,
    reference: Option<&str>,
    given_back: Option<&GivenBack>,
) -> Rendered {
    let body = pages::problem::body(context, code, reference, given_back);
    Rendered { status: code.status(), html: shell::document(context, body), cacheable: false }
}

/// What stands in the status widget now, by itself, for pages that are open already; `about` names the services of the page it stands on.
pub fn status_widget(
    portal: &dyn Portal,
    request: &PageRequest,
    about: Option<&[String]>,
) -> String {
    let context = Context { portal, words: Words::of(&request.locale), request, problem: false };
    Owner::new().with(|| crate::components::status::inner(&context, about).to_html())
}

/// The status line as a small document of its own, for a frame on another site; it is asked for again each minute.
pub fn status_frame(portal: &dyn Portal, request: &PageRequest) -> String {
    let context = Context { portal, words: Words::of(&request.locale), request, problem: false };
    Owner::new().with(|| shell::frame(&context))
}

/// How many pages `total` results fill.
pub fn page_count(total: usize) -> usize {
    total.div_ceil(search::PAGE_SIZE).max(1)
}
