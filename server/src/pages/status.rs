//! Incidents over HTTP: pages of old ones, "I'm affected", and the desk where they are written.

mod fields;

use std::{collections::BTreeMap, sync::Arc};

use self::fields::{components, texts, time};
use super::{
    desk::incidents::{self, Solved},
    form::{Form, with_cookies},
    reader::Elsewhere,
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{cookie::AFFECTED, identity::problem, throttle::Bucket},
    state::{Snapshot, State},
    status::{
        self, outbound,
        write::{self, Opening, Step, WriteError},
    },
};
use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        status::{
            cases::IncidentCases,
            desk::{DeskStatusView, Done, Fault, Task, field_of, writes_incidents},
            desk_webhooks::DeskWebhook,
            incident::{Affected, IncidentView},
        },
    },
};
use guichet_model::{
    Locale, Page, ProblemCode, Viewer,
    status::{ComponentState, Impact, Incident, IncidentId, Stage, draft::Refusal},
};
use guichet_storage::{TokenHash, Webhook, random_token};

/// How long browsers are told apart that said "I'm affected".
const AFFECTED_S: u64 = 30 * 24 * 3600;

/// An incident that the board has is the same for everyone who reads it; an older one is looked up.
///
/// # Errors
/// When there is none, or the database does not answer.
pub async fn incident(asked: &Asked<'_>, id: &IncidentId) -> Result<View, Elsewhere> {
    if asked.state.status.board().incident(id).is_some() {
        return Ok(View::Plain);
    }
    let found = asked.state.accounts.storage.incident(id).await;
    let found = found.map_err(|error| Elsewhere::Problem(problem(error)))?;
    let incident = found.ok_or(Elsewhere::Problem(ProblemCode::NotFound))?;
    Ok(View::Incident(IncidentView { incident: Box::new(incident), affected: None, back: None }))
}

/// Counts somebody who says that they are affected: an account, or a browser, once.
pub async fn affected(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(count_affected(&form).await),
        Err(response) => *response,
    }
}

async fn count_affected(form: &Form) -> Result<Response, ProblemCode> {
    let Page::Incident(id) = &form.page.page else { return Err(ProblemCode::NotFound) };
    let (storage, now) = (&form.state.accounts.storage, form.state.clock.now());
    let settings = &form.state.settings;
    let back = form.back();
    let view = |incident, outcome| {
        let (incident, affected) = (Box::new(incident), Some(outcome));
        View::Incident(IncidentView { incident, affected, back })
    };
    // What another page reports is not in the database, and not the portal's to count.
    if form.snapshot.library.policy().status.source.is_some() {
        let reported = form.state.status.board().incident(id).cloned();
        let known = match reported {
            Some(incident) => Some(incident),
            None => storage.incident(id).await.map_err(problem)?,
        };
        let incident = known.ok_or(ProblemCode::NotFound)?;
        return form.show(view(incident, Affected::Elsewhere), StatusCode::CONFLICT).await;
    }
    let found = storage.incident(id).await.map_err(problem)?.ok_or(ProblemCode::NotFound)?;
    let mut cookies = Vec::new();
    let bucket = Bucket::affected(form.client());
    let outcome = if !found.stage.is_open() {
        Affected::Over
    } else if let Err(wait) = form.state.accounts.throttle.attempt(&bucket, now) {
        return form.show_wait(view(found, Affected::TooMany), wait).await;
    } else {
        let known = match form.identity.session() {
            Some(session) => Some(session.account.id.to_string()),
            None => AFFECTED.value(settings, form.headers()).map(str::to_owned),
        };
        let who = if let Some(known) = known {
            known
        } else {
            let fresh = random_token().map_err(problem)?;
            cookies.push(AFFECTED.set(settings, &fresh, Some(AFFECTED_S)));
            fresh
        };
        // Neither the account nor the cookie is kept: only what tells them apart within this incident.
        let who = TokenHash::of(&format!("{id} {who}"));
        if storage.add_affected(id, who.as_str(), now).await.map_err(problem)? {
            Affected::Counted
        } else {
            Affected::Again
        }
    };
    let incident = storage.incident(id).await.map_err(problem)?.ok_or(ProblemCode::NotFound)?;
    let response = form.show(view(incident, outcome), StatusCode::OK).await?;
    Ok(with_cookies(response, cookies))
}

/// What the desk for incidents knows.
///
/// # Errors
/// Where to go first.
pub async fn desk(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    match asked.identity.own_viewer(asked.snapshot.library.policy()) {
        Viewer::Staff => {}
        Viewer::Anonymous => return Err(view::sign_in_first(asked, &request.locale)),
        Viewer::Personal | Viewer::Member { .. } => {
            return Err(Elsewhere::Problem(ProblemCode::Forbidden));
        }
    }
    let task = match (asked.parameter("incident"), asked.parameter("new").as_deref()) {
        (Some(id), _) => {
            let missing = Elsewhere::Problem(ProblemCode::NotFound);
            let id: IncidentId = id.parse().map_err(|_| missing.clone())?;
            let found = asked.state.accounts.storage.incident(&id).await;
            let found = found.map_err(|error| Elsewhere::Problem(problem(error)))?;
            Task::Follow(Box::new(found.ok_or(missing)?))
        }
        (None, Some("incident")) => Task::Open,
        (None, Some("maintenance")) => Task::Schedule,
        (None, _) => Task::List,
    };
    let done = match asked.parameter("done").as_deref() {
        Some("published") => Some(Done::Published),
        Some("saved") => Some(Done::Saved),
        Some("webhook-ended") => Some(Done::WebhookEnded),
        _ => None,
    };
    let mut cases = linked(asked.state, asked.snapshot, &task, &request.locale).await;
    let number = |name| asked.parameter(name).and_then(|text| text.parse().ok());
    if let (Ok(Some(cases)), Some(solved)) = (&mut cases, number("solved")) {
        cases.solved = Some((solved, number("left").unwrap_or(0)));
    }
    let cases = cases.map_err(Elsewhere::Problem)?;
    let staff = asked.identity.session().and_then(|session| session.account.staff);
    let webhooks = if task == Task::List && staff.is_some_and(writes_incidents) {
        webhooks(asked.state).await.map_err(Elsewhere::Problem)?
    } else {
        Vec::new()
    };
    let view = DeskStatusView { task, done, cases, webhooks, ..DeskStatusView::default() };
    Ok(View::DeskStatus(view))
}

/// The cases that hang on the incident that is followed.
async fn linked(
    state: &State,
    snapshot: &Snapshot,
    task: &Task,
    locale: &Locale,
) -> Result<Option<Box<IncidentCases>>, ProblemCode> {
    let Task::Follow(incident) = task else { return Ok(None) };
    let cases = incidents::of_incident(state, snapshot, &incident.id, locale).await;
    cases.map(|cases| Some(Box::new(cases))).map_err(problem)
}

/// The webhooks that have not ended, as staff see them.
async fn webhooks(state: &State) -> Result<Vec<DeskWebhook>, ProblemCode> {
    let hooks = state.accounts.storage.webhooks().await.map_err(problem)?;
    let shown = |hook: Webhook| DeskWebhook {
        host: outbound::host(&hook.url).unwrap_or_default(),
        id: hook.id,
        owner: hook.owner.map(|owner| (owner.name, owner.email)),
        created_at: hook.created_at,
        verified: hook.verified_at.is_some(),
    };
    Ok(hooks.into_iter().filter(|hook| hook.ended_at.is_none()).map(shown).collect())
}

/// Solves the cases of an incident that is over.
async fn solve(form: &Form, incident: Incident) -> Result<Response, ProblemCode> {
    let wrong = match incidents::solve(form, &incident).await? {
        Ok(Solved { solved, left }) => {
            let desk = Page::DeskStatus.path(form.locale());
            let id = &incident.id;
            return see_other(&format!("{desk}?incident={id}&solved={solved}&left={left}#cases"));
        }
        Err(wrong) => wrong,
    };
    let task = Task::Follow(Box::new(incident));
    let mut cases = linked(&form.state, &form.snapshot, &task, form.locale()).await?;
    if let Some(cases) = &mut cases {
        cases.refused = Some((wrong, form.field("closing").to_owned()));
    }
    let view = DeskStatusView { task, cases, ..DeskStatusView::default() };
    form.show(View::DeskStatus(view), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Writes what the desk sent: an incident, a maintenance, an update, or words set right.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, Some(Page::DeskStatus)).await {
        Ok(form) => form.answer(written(&form).await),
        Err(response) => *response,
    }
}

/// Why a form of the desk was not taken.
enum Failed {
    /// Things in it: each field and why.
    Refused(Vec<(&'static str, Fault)>),
    /// Anything else.
    Problem(ProblemCode),
}

impl Failed {
    /// As the form of an update has it, which asks for one time alone.
    fn of_update(self) -> Self {
        let place = |field| if field == "until" { "at" } else { field };
        match self {
            Self::Refused(all) => {
                Self::Refused(all.into_iter().map(|(field, fault)| (place(field), fault)).collect())
            }
            problem @ Self::Problem(_) => problem,
        }
    }
}

impl From<WriteError> for Failed {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(rules) => Self::Refused(
                rules.into_iter().map(|rule| (field_of(&rule), Fault::Rule(rule))).collect(),
            ),
            WriteError::Meanwhile => Self::Refused(vec![("body", Fault::Meanwhile)]),
            WriteError::Storage(error) => Self::Problem(problem(error)),
        }
    }
}

async fn written(form: &Form) -> Result<Response, ProblemCode> {
    let desk = Page::DeskStatus.path(form.locale());
    let Some(session) = form.identity.session() else {
        return see_other(&view::sign_in_url(form.locale(), &desk));
    };
    let policy = form.snapshot.library.policy();
    if !session.account.staff.is_some_and(writes_incidents) {
        return Err(ProblemCode::Forbidden);
    }
    if form.field("action") == "end-webhook" {
        let (storage, now) = (&form.state.accounts.storage, form.state.clock.now());
        storage.end_webhook(form.field("webhook"), now).await.map_err(problem)?;
        return see_other(&format!("{desk}?done=webhook-ended"));
    }
    // Where another page is the source, nothing is written here.
    if policy.status.source.is_some() {
        return Err(ProblemCode::Forbidden);
    }
    let author = session.account.name.clone();
    let incident = match form.parameter("incident") {
        Some(id) => {
            let id: IncidentId = id.parse().map_err(|_| ProblemCode::NotFound)?;
            let found = form.state.accounts.storage.incident(&id).await.map_err(problem)?;
            Some(found.ok_or(ProblemCode::NotFound)?)
        }
        None => None,
    };
    let (task, result) = match (form.field("action"), incident) {
        ("solve", Some(incident)) => return solve(form, incident).await,
        ("open", None) => (Task::Open, open(form, false, &author).await),
        ("schedule", None) => (Task::Schedule, open(form, true, &author).await),
        ("update", Some(incident)) => {
            let result = update(form, &incident, &author).await.map_err(Failed::of_update);
            (Task::Follow(Box::new(incident)), result)
        }
        ("words", Some(incident)) => {
            let result = set_words(form, &incident).await;
            (Task::Follow(Box::new(incident)), result)
        }
        _ => return Err(ProblemCode::BadRequest),
    };
    match result {
        Ok((id, done)) => {
            status::refresh(&form.state).await.map_err(problem)?;
            see_other(&format!("{desk}?incident={id}&done={done}"))
        }
        Err(Failed::Problem(code)) => Err(code),
        Err(Failed::Refused(refused)) => {
            let sent: BTreeMap<String, String> =
                form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let cases = linked(&form.state, &form.snapshot, &task, form.locale()).await?;
            let view = DeskStatusView { task, sent, refused, cases, ..DeskStatusView::default() };
            form.show(View::DeskStatus(view), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

type Written = Result<(IncidentId, &'static str), Failed>;

async fn open(form: &Form, announced: bool, author: &str) -> Written {
    let stage = if announced {
        Stage::Scheduled
    } else {
        Stage::parse(form.field("stage")).unwrap_or(Stage::Investigating)
    };
    // What is announced has a form of its own; every other stage is judged by the rules.
    if (stage == Stage::Scheduled) != announced {
        return Err(Failed::Problem(ProblemCode::BadRequest));
    }
    let mut components = components(form);
    if announced {
        for (_, state) in &mut components {
            *state = ComponentState::UnderMaintenance;
        }
    }
    let mut wrong = Vec::new();
    let begins = time(form, "at", &mut wrong);
    let until = if announced { time(form, "until", &mut wrong) } else { None };
    if announced && form.field("at").trim().is_empty() {
        wrong.push(("at", Fault::NoBegin));
    }
    let opening = Opening {
        id: None,
        title: texts(form, "title"),
        body: texts(form, "body"),
        components,
        impact: Impact::parse(form.field("impact")),
        stage,
        at: begins,
        until,
        announce: !form.field("announce").is_empty(),
    };
    let storage = &form.state.accounts.storage;
    let policy = form.snapshot.library.policy();
    let now = form.state.clock.now();
    if !wrong.is_empty() {
        return Err(refused(write::against_opening(policy, &opening, now), wrong));
    }
    Ok((write::open(storage, policy, &opening, Some(author), now).await?, "published"))
}

async fn update(form: &Form, incident: &Incident, author: &str) -> Written {
    let stage =
        Stage::parse(form.field("stage")).ok_or(Failed::Problem(ProblemCode::BadRequest))?;
    // Who wrote from an older page has not read what was said since.
    if form.field("seen").parse().is_ok_and(|seen: usize| seen < incident.updates.len()) {
        return Err(Failed::Refused(vec![("body", Fault::Meanwhile)]));
    }
    let mut wrong = Vec::new();
    let step = Step {
        stage,
        body: texts(form, "body"),
        components: components(form),
        impact: Impact::parse(form.field("impact")),
        at: time(form, "at", &mut wrong),
        announce: !form.field("announce").is_empty(),
    };
    let storage = &form.state.accounts.storage;
    let policy = form.snapshot.library.policy();
    let now = form.state.clock.now();
    if !wrong.is_empty() {
        return Err(refused(write::against_update(policy, incident, &step, now), wrong));
    }
    write::update(storage, policy, incident, &step, Some(author), now).await?;
    Ok((incident.id.clone(), "published"))
}

async fn set_words(form: &Form, incident: &Incident) -> Written {
    let part = form.field("part");
    let field = match part {
        "title" => "heading",
        "workaround" => "workaround",
        "credit" => "credit",
        "report" => "report",
        _ => "text",
    };
    let texts = texts(form, field);
    let (storage, now) = (&form.state.accounts.storage, form.state.clock.now());
    match write::set_words(storage, incident, part, &texts, now).await {
        Ok(true) => Ok((incident.id.clone(), "saved")),
        Ok(false) => Err(Failed::Problem(ProblemCode::BadRequest)),
        Err(WriteError::Refused(rules)) => {
            let rules = rules.into_iter().map(|rule| (field, Fault::Rule(rule)));
            Err(Failed::Refused(rules.collect()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The rules against something, with what is wrong with its times: what hangs on these cannot be judged before they are right.
fn refused(rules: Vec<Refusal>, times: Vec<(&'static str, Fault)>) -> Failed {
    let wrong = |field: &str| times.iter().any(|(at, _)| *at == field);
    let judged = |rule: &Refusal| match rule {
        Refusal::NoEnd => !wrong("until"),
        rule => !matches!(field_of(rule), "at" | "until"),
    };
    let rules = rules.into_iter().filter(judged);
    let rules: Vec<_> = rules.map(|rule| (field_of(&rule), Fault::Rule(rule))).collect();
    // As they stand in the form, the beginning before the end.
    let (before, after) = rules.into_iter().partition::<Vec<_>, _>(|(field, _)| *field != "until");
    Failed::Refused(before.into_iter().chain(times).chain(after).collect())
}
