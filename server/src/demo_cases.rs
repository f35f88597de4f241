//! A handful of cases for `--demo`: in different states and languages, so that lists, the desk and its figures have something to show. They
//! go through the same functions as everyone's, at instants of the last days, and are made once.

use guichet_model::{
    Policy,
    case::{CaseRef, NewCase, Outage, Outcome, Rating, Side, Via},
    email::EmailAddress,
    priority::{Answers, Effect, Level, Reach, Workaround, first_response_due},
};
use guichet_storage::{Account, QueueFilter, Storage, StorageError};
use jiff::{SignedDuration, Timestamp};

use crate::{
    cases::{
        Submission, SubmitError,
        deed::{Author, Deed, Next},
        office::Office,
        perform::{Act, Refusal, perform},
        submit_at,
    },
    demo::DOMAIN,
    settings::Settings,
};

/// Who answers.
const AGENT: &str = "thomas.okafor";

/// A case, and what became of it.
struct Story {
    asker: &'static str,
    locale: &'static str,
    service: &'static str,
    level: Level,
    answers: Answers,
    /// Hours ago.
    asked: i64,
    title: &'static str,
    text: &'static str,
    since: &'static str,
    then: &'static [(i64, Scene)],
}

/// Something that happened, so many hours ago.
enum Scene {
    /// The agent asks.
    Asks(&'static str),
    /// The customer answers.
    Writes(&'static str),
    /// The agent notes something.
    Notes(&'static str),
    /// The agent changes the priority.
    Changes(Level, &'static str),
    /// The agent lets it wait for someone else.
    Waits(&'static str),
    /// The agent ends it: kind, what belongs to it, words.
    Ends(&'static str, &'static str, &'static str),
    /// The customer says how it was.
    Rates(Rating, &'static str),
}

const fn answers(effect: Effect, reach: Reach, workaround: Workaround) -> Answers {
    Answers { effect, reach, workaround }
}

const STORIES: [Story; 7] = [
    Story {
        asker: "camille.durand",
        locale: "fr",
        service: "mail",
        level: Level::P2,
        answers: answers(Effect::BlocksCollaboration, Reach::Many, Workaround::NotAcceptable),
        asked: 26,
        title: "Les messages de l’extérieur arrivent avec une heure de retard",
        text: "Depuis hier matin, les messages envoyés par nos clients arrivent chez nous avec près d’une heure de retard. Les messages internes arrivent tout de suite.\n\nNous avons vérifié les enregistrements MX : rien n’a changé.",
        since: "hier matin vers 9 h",
        then: &[
            (
                24,
                Scene::Asks(
                    "Bonjour,\n\nMerci pour ces précisions. Pourriez-vous nous envoyer les en-têtes complets d’un message arrivé en retard ? Ils montrent sur quel serveur il a attendu.",
                ),
            ),
            (
                23,
                Scene::Notes(
                    "Les en-têtes diront si le retard vient de leur passerelle antispam. Voir avec l’équipe Mail si un second client le signale.",
                ),
            ),
        ],
    },
    Story {
        asker: "hugo.lefevre",
        locale: "fr",
        service: "drive",
        level: Level::P3,
        answers: answers(Effect::NotAsDesigned, Reach::One, Workaround::Acceptable),
        asked: 96,
        title: "Un dossier partagé n’apparaît pas sur mon ordinateur",
        text: "Le dossier « Salon de Lyon » est visible dans le navigateur, mais pas sur mon ordinateur. Je le télécharge à la main en attendant.",
        since: "lundi",
        then: &[
            (
                92,
                Scene::Asks(
                    "Bonjour,\n\nLe dossier est-il dans « Partagés avec moi » ou dans un espace d’équipe ?",
                ),
            ),
            (90, Scene::Writes("Dans un espace d’équipe.")),
            (
                74,
                Scene::Ends(
                    "solved",
                    "",
                    "Les espaces d’équipe se choisissent un à un dans les réglages de l’application. Cochez « Salon de Lyon » : le dossier apparaît après quelques minutes.",
                ),
            ),
            (48, Scene::Rates(Rating::Good, "Réponse claire et rapide, merci.")),
        ],
    },
    Story {
        asker: "margaret.ashworth",
        locale: "en",
        service: "meetings",
        level: Level::P1,
        answers: answers(Effect::NoAccess, Reach::Many, Workaround::None),
        asked: 0,
        title: "No class can join its video lesson",
        text: "All our classes see “You cannot join this meeting” since the first lesson. Restarting and other browsers make no difference. Parents are calling.",
        since: "8:40 this morning",
        then: &[],
    },
    Story {
        asker: "margaret.ashworth",
        locale: "en",
        service: "calendar",
        level: Level::P4,
        answers: answers(Effect::NotAsWished, Reach::Many, Workaround::NotNeeded),
        asked: 120,
        title: "School holidays as a calendar of their own",
        text: "We would like to subscribe to the school holidays of our county, so that nobody plans lessons on them.",
        since: "",
        then: &[
            (
                118,
                Scene::Ends(
                    "missing-feature",
                    "https://ideas.pergola.example/school-holidays",
                    "Good idea, and not possible today. Others have asked for it too: add your voice where the idea is collected.",
                ),
            ),
            (60, Scene::Rates(Rating::Fair, "Friendly, but I would have liked a date.")),
        ],
    },
    Story {
        asker: "aoi.kobayashi",
        locale: "ja",
        service: "groups",
        level: Level::P3,
        answers: answers(Effect::NotAsDesigned, Reach::Many, Workaround::Acceptable),
        asked: 50,
        title: "グループ宛てのメールが一部のメンバーに届かない",
        text: "先週追加したメンバー 3 名に、グループ宛てのメールが届きません。個別に送ると届きます。",
        since: "先週の水曜日",
        then: &[
            (
                45,
                Scene::Waits(
                    "お知らせいただきありがとうございます。配信の設定を担当チームに確認しています。結果がわかり次第ご連絡します。",
                ),
            ),
            (44, Scene::Notes("組織の停止前に受け付けた分。支払いの件は請求チームが対応中。")),
        ],
    },
    Story {
        asker: "mateo.ruiz",
        locale: "es",
        service: "admin",
        level: Level::P3,
        answers: answers(Effect::NotAsDesigned, Reach::One, Workaround::Acceptable),
        asked: 400,
        title: "No puedo cambiar el nombre de una persona",
        text: "Al guardar el nombre nuevo aparece el antiguo. Si espero un día, el cambio se ve.",
        since: "la semana pasada",
        then: &[
            (396, Scene::Asks("¿Le ocurre también en una ventana privada del navegador?")),
            (390, Scene::Writes("Sí, también.")),
            (
                380,
                Scene::Ends(
                    "not-reproducible",
                    "Anote la hora exacta y la dirección de la página si vuelve a verlo.",
                    "No hemos podido repetirlo con su cuenta ni con una nueva.",
                ),
            ),
        ],
    },
    Story {
        asker: "camille.durand",
        locale: "fr",
        service: "calendar",
        level: Level::P1,
        answers: answers(Effect::NoAccess, Reach::Many, Workaround::None),
        asked: 6,
        title: "Les invitations affichent la mauvaise salle",
        text: "Pour toutes les réunions de demain, la salle affichée n’est pas celle que nous avons réservée.",
        since: "ce matin",
        then: &[
            (
                5,
                Scene::Changes(
                    Level::P3,
                    "La salle est juste dans la réservation ; seule l’invitation l’affiche mal, et l’ouvrir montre la bonne.",
                ),
            ),
            (
                4,
                Scene::Writes(
                    "D’accord, mais une réunion avec un client est concernée demain à 9 h.",
                ),
            ),
        ],
    },
];

/// Makes the cases, where there are none yet and the policy knows what they are about.
///
/// # Errors
/// When the database failed.
pub async fn prepare(
    storage: &Storage,
    settings: &Settings,
    policy: &Policy,
    now: Timestamp,
) -> Result<(), StorageError> {
    if !storage.queue(&QueueFilter::default(), 1, 0).await?.is_empty() {
        return Ok(());
    }
    let Some(agent) = person(storage, AGENT).await? else { return Ok(()) };
    for story in &STORIES {
        let known = policy.services.iter().any(|service| service.id == story.service);
        if let (true, Some(asker)) = (known, person(storage, story.asker).await?) {
            tell(storage, settings, policy, now, story, &asker, &agent).await?;
        }
    }
    Ok(())
}

async fn person(storage: &Storage, local: &str) -> Result<Option<Account>, StorageError> {
    let Ok(email) = format!("{local}@{DOMAIN}").parse::<EmailAddress>() else { return Ok(None) };
    storage.account_by_email(&email).await
}

async fn tell(
    storage: &Storage,
    settings: &Settings,
    policy: &Policy,
    now: Timestamp,
    story: &Story,
    asker: &Account,
    agent: &Account,
) -> Result<(), StorageError> {
    // Nobody behind the demo's addresses reads mail.
    let settings = Settings { smtp: None, ..settings.clone() };
    let office = |hours: i64| Office {
        storage,
        settings: &settings,
        policy,
        now: now.saturating_sub(SignedDuration::from_mins(hours * 60 + 20)).unwrap_or(now),
    };
    let Some(case) = case(story) else { return Ok(()) };
    let membership = storage.memberships(&asker.id).await?.into_iter().next();
    let at = office(story.asked);
    let submission = Submission {
        requester: asker,
        organisation: membership.as_ref().map(|membership| &membership.organisation),
        case,
        answer_due: first_response_due(story.level, at.now, policy),
        via: Via::Web,
        key: None,
    };
    let reference = match submit_at(&at, &submission).await {
        Ok((reference, _)) => reference,
        Err(SubmitError::Storage(error)) => return Err(error),
        // Texts of this file are in order, and no key is used twice.
        Err(SubmitError::Wrong(_) | SubmitError::KeyTaken) => return Ok(()),
    };
    for (hours, scene) in story.then {
        play(&office(*hours), &reference, scene, asker, agent).await?;
    }
    Ok(())
}

fn case(story: &Story) -> Option<NewCase> {
    Some(NewCase {
        service: story.service.to_owned(),
        answers: story.answers,
        suggested: story.level,
        priority: story.level,
        reason: None,
        title: story.title.to_owned(),
        description: story.text.to_owned(),
        since: (!story.since.is_empty()).then(|| story.since.to_owned()),
        locale: story.locale.parse().ok()?,
        attachments: Vec::new(),
    })
}

async fn play(
    office: &Office<'_>,
    reference: &CaseRef,
    scene: &Scene,
    asker: &Account,
    agent: &Account,
) -> Result<(), StorageError> {
    let answer = |text: &str, next| Deed::Answer { text: text.to_owned(), next };
    let (who, side, deed) = match scene {
        Scene::Asks(text) => (agent, Side::Agent, answer(text, Next::TheirTurn)),
        Scene::Waits(text) => (agent, Side::Agent, answer(text, Next::Hold)),
        Scene::Notes(text) => (agent, Side::Agent, Deed::Note((*text).to_owned())),
        Scene::Writes(text) => {
            let deed = Deed::Write { text: (*text).to_owned(), quoted: String::new() };
            (asker, Side::Customer, deed)
        }
        Scene::Changes(priority, reason) => {
            let deed = Deed::Reclassify { priority: *priority, reason: (*reason).to_owned() };
            (agent, Side::Agent, deed)
        }
        Scene::Ends(kind, detail, text) => match Outcome::of(kind, detail, Outage::default()) {
            Ok(outcome) => {
                (agent, Side::Agent, Deed::Resolve { outcome, text: (*text).to_owned() })
            }
            Err(_) => return Ok(()),
        },
        Scene::Rates(rating, words) => {
            return office.storage.rate_case(reference, *rating, words, office.now).await;
        }
    };
    let author =
        Author { account: Some(who.id.clone()), name: who.name.clone(), side, via: Via::Web };
    let act =
        Act { reference, seen: None, author: &author, deed: &deed, files: &[], message_id: None };
    match perform(office, &act).await {
        Err(Refusal::Storage(error)) => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}
