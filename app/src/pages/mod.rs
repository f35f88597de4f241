//! The pages, one file each: what stands in `<main>` and what the document's head says of it. What a page needs beyond the [`crate::portal::Portal`],
//! because only the request or the database knows it, stands in a `…View` beside it.

pub mod account;
pub(crate) mod article;
pub mod cases;
pub(crate) mod categories;
pub(crate) mod category;
pub mod contact;
pub mod desk;
pub mod forgot_password;
pub(crate) mod home;
pub mod new_case;
pub mod organisations;
pub mod personal_help;
pub(crate) mod policies;
pub mod problem;
pub mod provider;
pub mod reset_password;
pub mod search;
pub mod second_factor;
pub mod sign_in;
pub mod status;

/// What a page knows from its request and from the database, loaded before it is rendered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// Nothing: the portal tells it all.
    #[default]
    Plain,
    /// Search results.
    Search(search::SearchView),
    /// Signing in.
    SignIn(sign_in::SignInView),
    /// Signing in through a provider that did not come to an end.
    Provider(provider::ProviderView),
    /// The second step of signing in.
    SecondFactor(second_factor::SecondFactorView),
    /// Asking for a link to choose a new password.
    ForgotPassword(forgot_password::ForgotPasswordView),
    /// Choosing a new password.
    ResetPassword(reset_password::ResetPasswordView),
    /// One's own account.
    Account(account::AccountView),
    /// Choosing an organisation.
    Organisations(organisations::OrganisationsView),
    /// The contact desk.
    Contact(contact::ContactView),
    /// The guided form.
    NewCase(Box<new_case::NewCaseView>),
    /// The staff's desk.
    Desk(desk::DeskView),
    /// The status page, after a wish to follow it.
    Follow(status::subscription::FollowView),
    /// An incident, as it is in the database.
    Incident(status::incident::IncidentView),
    /// Following the status by mail.
    Subscription(status::subscription::SubscriptionView),
    /// One's own webhooks of the status.
    Webhooks(status::webhooks::WebhooksView),
    /// The staff's desk for incidents.
    DeskStatus(status::desk::DeskStatusView),
    /// One's own cases.
    Cases(cases::CasesView),
    /// A case.
    Case(Box<cases::case::CaseView>),
    /// How a case was.
    Rating(cases::rating::RatingView),
    /// A case at the desk.
    DeskCase(Box<desk::case::DeskCaseView>),
    /// The desk's figures.
    Figures(desk::figures::FiguresView),
}
