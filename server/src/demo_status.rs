//! The demo's status: a believable past, calm today, and one maintenance ahead. Written once, into a database without incidents.

use guichet_model::{
    Policy,
    status::{ComponentState, Incident, Stage},
};
use guichet_storage::{Storage, StorageError, Texts};
use jiff::{Timestamp, ToSpan as _};

use crate::status::write::{self, Opening, Step, WriteError};

/// How long the demo's services are said to be watched, in days.
const WATCHED_DAYS: i64 = 200;

/// Words in the demo's languages: English, French, Spanish, Japanese.
type Words = [&'static str; 4];

const LANGUAGES: Words = ["en", "fr", "es", "ja"];

/// An incident of the past.
struct Past {
    service: &'static str,
    state: ComponentState,
    /// Days and hours before now.
    ago: (i64, i64),
    title: Words,
    /// What was said, how many minutes after the beginning, with the stage.
    said: &'static [(i64, Stage, Words)],
}

/// A delay, a disturbance and a short outage, the latest first.
const PAST: [Past; 3] = [
    Past {
        service: "mail",
        state: ComponentState::DegradedPerformance,
        ago: (6, 3),
        title: [
            "Messages from outside arrive late",
            "Les messages venus de l’extérieur arrivent en retard",
            "Los mensajes de fuera llegan con retraso",
            "外部からのメールの到着が遅れています",
        ],
        said: &[
            (
                0,
                Stage::Investigating,
                [
                    "Messages from other providers arrive up to forty minutes late. None is lost. We write again within the hour.",
                    "Les messages d’autres fournisseurs arrivent avec jusqu’à quarante minutes de retard. Aucun n’est perdu. Nous écrirons à nouveau dans l’heure.",
                    "Los mensajes de otros proveedores llegan con hasta cuarenta minutos de retraso. No se pierde ninguno. Volveremos a escribir antes de una hora.",
                    "ほかのプロバイダーからのメールの到着が最大 40 分遅れています。失われたメールはありません。1 時間以内に続報をお知らせします。",
                ],
            ),
            (
                48,
                Stage::Identified,
                [
                    "A server that checks attachments had run out of room, and messages waited for it. A second one has taken over.",
                    "Un serveur qui vérifie les pièces jointes n’avait plus de place et les messages l’attendaient. Un second a pris le relais.",
                    "Un servidor que revisa los adjuntos se había quedado sin espacio y los mensajes lo esperaban. Otro ha tomado el relevo.",
                    "添付ファイルを検査するサーバーの容量が不足し、メールが待ち状態になっていました。別のサーバーに切り替えました。",
                ],
            ),
            (
                135,
                Stage::Resolved,
                [
                    "Everything that waited has arrived, and new messages come in at once again.",
                    "Tout ce qui attendait est arrivé, et les nouveaux messages arrivent de nouveau aussitôt.",
                    "Todo lo que esperaba ha llegado y los mensajes nuevos vuelven a entrar al momento.",
                    "待ち状態だったメールはすべて届き、新しいメールもすぐに届くようになりました。",
                ],
            ),
        ],
    },
    Past {
        service: "meetings",
        state: ComponentState::PartialOutage,
        ago: (23, 7),
        title: [
            "Some people cannot join meetings by phone",
            "Certaines personnes ne peuvent pas rejoindre les réunions par téléphone",
            "Algunas personas no pueden entrar a las reuniones por teléfono",
            "一部の方が電話で会議に参加できません",
        ],
        said: &[
            (
                0,
                Stage::Investigating,
                [
                    "Calls to our numbers in France and Spain end after a few seconds. Joining from the browser works.",
                    "Les appels vers nos numéros en France et en Espagne s’interrompent après quelques secondes. Rejoindre depuis le navigateur fonctionne.",
                    "Las llamadas a nuestros números de Francia y España se cortan a los pocos segundos. Desde el navegador se puede entrar.",
                    "フランスとスペインの番号への通話が数秒で切れます。ブラウザーからは参加できます。",
                ],
            ),
            (
                52,
                Stage::Resolved,
                [
                    "The telephone company has mended its connection. Calls stay up; we have watched them for half an hour.",
                    "L’opérateur a réparé sa liaison. Les appels tiennent ; nous les avons observés pendant une demi-heure.",
                    "La compañía telefónica ha reparado su conexión. Las llamadas se mantienen; las hemos observado media hora.",
                    "電話会社の回線が復旧しました。30 分間経過を観察し、通話が切れないことを確認しました。",
                ],
            ),
        ],
    },
    Past {
        service: "security",
        state: ComponentState::MajorOutage,
        ago: (61, 11),
        title: [
            "Nobody can sign in",
            "Personne ne peut se connecter",
            "Nadie puede iniciar sesión",
            "どなたもログインできません",
        ],
        said: &[
            (
                0,
                Stage::Identified,
                [
                    "Signing in fails since a change we made minutes ago; we are taking it back. Whoever is signed in stays so.",
                    "La connexion échoue depuis un changement fait il y a quelques minutes ; nous l’annulons. Qui est connecté le reste.",
                    "Iniciar sesión falla desde un cambio que hicimos hace unos minutos; lo estamos deshaciendo. Las sesiones abiertas siguen abiertas.",
                    "数分前に行った変更の影響でログインできません。変更を元に戻しています。ログイン中の方はそのままご利用いただけます。",
                ],
            ),
            (
                17,
                Stage::Resolved,
                [
                    "The change is taken back, and signing in works for everyone.",
                    "Le changement est annulé et tout le monde peut se connecter.",
                    "El cambio está deshecho y todo el mundo puede iniciar sesión.",
                    "変更を元に戻し、どなたもログインできるようになりました。",
                ],
            ),
            (
                24 * 60,
                Stage::Postmortem,
                [
                    "The change had been tried on a system without second factors, where it worked. Trials now run with every way of signing in.",
                    "Le changement avait été essayé sur un système sans deuxième facteur, où il fonctionnait. Les essais couvrent désormais toutes les façons de se connecter.",
                    "El cambio se había probado en un sistema sin segundo factor, donde funcionaba. Ahora las pruebas incluyen todas las formas de iniciar sesión.",
                    "この変更は、2 要素認証のない環境で試験したため問題が見つかりませんでした。今後はすべてのログイン方法で試験します。",
                ],
            ),
        ],
    },
];

const AHEAD_TITLE: Words = [
    "Drive moves to new storage",
    "Drive passe à un nouveau stockage",
    "Drive pasa a un almacenamiento nuevo",
    "ドライブを新しいストレージに移行します",
];
const AHEAD_BODY: Words = [
    "For two hours files can be opened but not changed. Nothing needs to be done; what is waiting to be uploaded follows by itself afterwards.",
    "Pendant deux heures, les fichiers peuvent être ouverts mais pas modifiés. Il n’y a rien à faire ; ce qui attend d’être envoyé suivra de lui-même.",
    "Durante dos horas los archivos se pueden abrir, pero no modificar. No hay que hacer nada; lo que espere a subirse seguirá después por sí solo.",
    "2 時間のあいだ、ファイルは開けますが変更できません。操作は不要です。アップロード待ちのファイルは終了後に自動で送信されます。",
];

/// Writes the past and what is ahead, where the policy has the services and there are no incidents yet.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn prepare(
    storage: &Storage,
    policy: &Policy,
    now: Timestamp,
) -> Result<(), StorageError> {
    if !storage.incidents(Timestamp::UNIX_EPOCH).await?.is_empty() {
        return Ok(());
    }
    let Ok(english) = LANGUAGES[0].parse() else { return Ok(()) };
    let services: Vec<(&str, &str)> =
        policy.services.iter().map(|s| (s.id.as_str(), s.name.get(&english))).collect();
    let since = now.checked_sub((WATCHED_DAYS * 24).hours()).unwrap_or(now);
    storage.watch_components(&services, since).await?;
    for past in &PAST {
        written(tell(storage, policy, past, now).await)?;
    }
    let begins = now.checked_add((5 * 24).hours()).unwrap_or(now);
    let opening = Opening {
        id: None,
        title: texts(&AHEAD_TITLE),
        body: texts(&AHEAD_BODY),
        components: vec![("drive".to_owned(), ComponentState::UnderMaintenance)],
        impact: None,
        stage: Stage::Scheduled,
        at: Some(begins),
        until: begins.checked_add(2.hours()).ok(),
        announce: false,
    };
    written(write::open(storage, policy, &opening, None, now).await.map(drop))
}

async fn tell(
    storage: &Storage,
    policy: &Policy,
    past: &Past,
    now: Timestamp,
) -> Result<(), WriteError> {
    let (days, hours) = past.ago;
    let began = now.checked_sub((days * 24 + hours).hours()).unwrap_or(now);
    let Some(((_, stage, body), later)) = past.said.split_first() else { return Ok(()) };
    let opening = Opening {
        id: None,
        title: texts(&past.title),
        body: texts(body),
        components: vec![(past.service.to_owned(), past.state)],
        impact: None,
        stage: *stage,
        at: Some(began),
        until: None,
        announce: false,
    };
    let id = write::open(storage, policy, &opening, None, now).await?;
    for (minutes, stage, body) in later {
        let found: Option<Incident> = storage.incident(&id).await?;
        let Some(incident) = found else { return Ok(()) };
        let step = Step {
            stage: *stage,
            body: texts(body),
            components: Vec::new(),
            impact: None,
            at: began.checked_add(minutes.minutes()).ok(),
            announce: false,
        };
        write::update(storage, policy, &incident, &step, None, now).await?;
    }
    Ok(())
}

/// A policy without the demo's services has none of its past.
fn written(result: Result<(), WriteError>) -> Result<(), StorageError> {
    match result {
        Err(WriteError::Storage(error)) => Err(error),
        Ok(()) | Err(WriteError::Refused(_) | WriteError::Meanwhile) => Ok(()),
    }
}

fn texts(words: &Words) -> Texts {
    LANGUAGES
        .iter()
        .zip(words)
        .filter_map(|(language, text)| Some((language.parse().ok()?, (*text).to_owned())))
        .collect()
}
