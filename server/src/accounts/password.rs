//! Passwords: how strong a new one is, how it is kept, and how one is compared.
//!
//! Kept is an Argon2id hash as a PHC string, with the parameters that OWASP's cheat sheet names first. Before it is measured, hashed or
//! compared a password is brought to Unicode's form NFKC (NIST SP 800-63B-4, section 3.1.1.2), so that it is the same whichever keyboard it
//! is typed on, full-width letters included. Nothing else is changed or cut: spaces, case and every other character count.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::{Ident, SaltString},
};
use guichet_model::{
    ProblemCode,
    password::{MAX_CHARS, Pattern, Unfit, check_length},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::{Score, feedback::Warning};

/// Memory a hash takes, in KiB.
const MEMORY_KIB: u32 = 19_456;
/// How often the memory is gone through.
const PASSES: u32 = 2;
/// Lanes that are computed side by side.
const LANES: u32 = 1;
/// Bytes of salt.
const SALT_BYTES: usize = 16;
/// Bytes of password read for comparing; what is longer is nobody's, and is compared cut.
const MAX_COMPARED_BYTES: usize = MAX_CHARS * 4;
/// Places to wait in for each hash that is computed; past it whoever comes is asked to try again.
const WAITING_PER_PLACE: usize = 32;
/// A hash of no password: what is compared for an address that has none, so that it takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$HMPwPsxrgQXyLZXgsiZ0tA$bPaQQB3pmkINyx7fu2wXCb1Ffme/B5LhZ8LkGgmhbY8";

/// Whether a password is the one that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is not, or there is none.
    Wrong,
    /// It is.
    Right,
    /// It is, and was kept with weaker parameters than today's: keep this hash instead.
    Outdated(String),
}

/// Computes hashes, as many at once as there are cores: each takes 19 MiB for a while.
#[derive(Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let places = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            places: Arc::new(Semaphore::new(places)),
            waiting: Arc::new(Semaphore::new(places * WAITING_PER_PLACE)),
        }
    }
}

impl Passwords {
    /// Measures a new password. `personal` is what the portal knows of the person: name, address, organisations.
    ///
    /// # Errors
    /// [`ProblemCode::TooManyRequests`] when too many wait already.
    pub async fn measure(
        &self,
        password: &str,
        personal: &[&str],
    ) -> Result<Result<(), Unfit>, ProblemCode> {
        let password = normal(password);
        let personal: Vec<String> = personal.iter().map(|&text| text.to_owned()).collect();
        self.run(move || measure(&password, &personal)).await
    }

    /// The PHC string to keep of a password.
    ///
    /// # Errors
    /// [`ProblemCode::TooManyRequests`] when too many wait already.
    pub async fn hash(&self, password: &str) -> Result<String, ProblemCode> {
        let password = normal(password);
        self.run(move || hash(&password)).await?
    }

    /// Compares a password with what is kept. Where nothing is kept the same work is done, for nothing.
    ///
    /// # Errors
    /// [`ProblemCode::TooManyRequests`] when too many wait already.
    pub async fn verify(&self, password: &str, kept: Option<&str>) -> Result<Verdict, ProblemCode> {
        let (password, kept) = (normal(password), kept.map(str::to_owned));
        self.run(move || verify(&password, kept.as_deref())).await?
    }

    /// Waits for a place and computes there, off the threads that answer requests.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ProblemCode> {
        let place = self.place().await?;
        // The place is held until the work is done, even when whoever asked has gone away meanwhile.
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(place);
            result
        });
        done.await.map_err(|_| ProblemCode::Internal)
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit, ProblemCode> {
        let _waiting = self.waiting.try_acquire().map_err(|_| ProblemCode::TooManyRequests)?;
        Arc::clone(&self.places).acquire_owned().await.map_err(|_| ProblemCode::Internal)
    }
}

fn normal(password: &str) -> String {
    password.nfkc().collect()
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String, ProblemCode> {
    let mut salt = [0; SALT_BYTES];
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a password cannot be hashed");
        ProblemCode::Internal
    };
    getrandom::fill(&mut salt).map_err(|error| failed(&error))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| failed(&error))?;
    let hash = argon2().hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|error| failed(&error))?.to_string())
}

fn verify(password: &str, kept: Option<&str>) -> Result<Verdict, ProblemCode> {
    let bytes = password.as_bytes();
    let compared = &bytes[..bytes.len().min(MAX_COMPARED_BYTES)];
    let parsed = PasswordHash::new(kept.unwrap_or(NOBODY)).map_err(|error| {
        tracing::error!(%error, "a password's hash cannot be read");
        ProblemCode::Internal
    })?;
    let right = argon2().verify_password(compared, &parsed).is_ok();
    match kept {
        Some(_) if right && compared.len() == bytes.len() => {
            if is_weaker(&parsed) {
                hash(password).map(Verdict::Outdated)
            } else {
                Ok(Verdict::Right)
            }
        }
        _ => Ok(Verdict::Wrong),
    }
}

/// Whether a hash was made with less work than today's.
fn is_weaker(hash: &PasswordHash<'_>) -> bool {
    let Ok(params) = Params::try_from(hash) else { return true };
    hash.algorithm != Ident::new_unwrap("argon2id")
        || params.m_cost() < MEMORY_KIB
        || params.t_cost() < PASSES
}

/// How much of a password is measured: what is longer is at least as strong, and measuring takes time that grows faster than the text.
const MEASURED_CHARS: usize = 32;

fn measure(password: &str, personal: &[String]) -> Result<(), Unfit> {
    check_length(password)?;
    let end = password.char_indices().nth(MEASURED_CHARS).map_or(password.len(), |(at, _)| at);
    let password = &password[..end];
    let words = personal_words(personal);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let measured = zxcvbn::zxcvbn(password, &words);
    if measured.score() >= Score::Three {
        return Ok(());
    }
    if zxcvbn::zxcvbn(password, &[]).score() >= Score::Three {
        return Err(Unfit::Guessable(Pattern::Personal));
    }
    let warning = measured.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    Err(Unfit::Guessable(warning.map_or(Pattern::Short, pattern)))
}

/// What someone who knows the person tries first: what was given, and its words.
fn personal_words(personal: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    for text in personal {
        words.push(text.to_lowercase());
        let parts = text.split(|c: char| !c.is_alphanumeric());
        words.extend(parts.filter(|part| part.chars().count() >= 3).map(str::to_lowercase));
    }
    words
}

fn pattern(warning: Warning) -> Pattern {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => Pattern::Keyboard,
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Pattern::Repeat,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => Pattern::Common,
        Warning::SequencesLikeAbcAreEasyToGuess => Pattern::Sequence,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Pattern::Date,
        Warning::AWordByItselfIsEasyToGuess => Pattern::Word,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Pattern::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_right_and_no_other_is() {
        let kept = hash("correct horse battery staple").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let verdict = |password: &str| verify(password, Some(&kept)).unwrap();
        assert_eq!(verdict("correct horse battery staple"), Verdict::Right);
        for wrong in ["", "Correct horse battery staple", "correct horse battery staple "] {
            assert_eq!(verdict(wrong), Verdict::Wrong, "{wrong:?}");
        }
        assert_ne!(hash("a").unwrap(), hash("a").unwrap(), "salts differ");
    }

    #[test]
    fn nobodys_hash_takes_todays_work_and_never_fits() {
        let parsed = PasswordHash::new(NOBODY).unwrap();
        assert!(!is_weaker(&parsed));
        let today = hash("x").unwrap();
        assert_eq!(
            Params::try_from(&parsed).unwrap(),
            Params::try_from(&PasswordHash::new(&today).unwrap()).unwrap()
        );
        assert_eq!(verify("", None).unwrap(), Verdict::Wrong);
    }

    #[test]
    fn a_weaker_hash_is_replaced_when_its_password_is_shown() {
        let weak = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(Params::MIN_M_COST, 1, 1, None).unwrap(),
        );
        let salt = SaltString::encode_b64(&[1; SALT_BYTES]).unwrap();
        let kept = weak.hash_password(b"correct horse", &salt).unwrap().to_string();
        let Verdict::Outdated(stronger) = verify("correct horse", Some(&kept)).unwrap() else {
            panic!("the hash is kept as it was")
        };
        assert_eq!(verify("correct horse", Some(&stronger)).unwrap(), Verdict::Right);
        assert_eq!(verify("correct hose", Some(&kept)).unwrap(), Verdict::Wrong);
    }

    #[test]
    fn what_is_too_long_to_have_been_chosen_fits_nothing() {
        let longest = "é".repeat(MAX_COMPARED_BYTES / 2);
        let kept = hash(&longest).unwrap();
        assert_eq!(verify(&longest, Some(&kept)).unwrap(), Verdict::Right);
        assert_eq!(verify(&format!("{longest}x"), Some(&kept)).unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn one_password_typed_on_two_keyboards_is_the_same() {
        let passwords = Passwords::default();
        let kept = passwords.hash("ｃａｆé ガギグ").await.unwrap();
        let verdict = passwords.verify("cafe\u{301} ｶﾞｷﾞｸﾞ", Some(&kept)).await.unwrap();
        assert_eq!(verdict, Verdict::Right);
    }

    #[test]
    fn weak_passwords_are_told_by_what_makes_them_weak() {
        let personal = ["Ana Díaz", "ana.diaz@lumiere.example", "Atelier Lumière", "Pergola Help"];
        let personal = personal.map(str::to_owned);
        let unfit = |password: &str| match measure(password, &personal) {
            Err(Unfit::Guessable(pattern)) => Some(pattern),
            _ => None,
        };
        assert_eq!(unfit("password1"), Some(Pattern::Common));
        assert_eq!(unfit("aaaaaaaaaaaa"), Some(Pattern::Repeat));
        assert_eq!(unfit("qwertyuiop"), Some(Pattern::Common));
        assert_eq!(unfit("dfghjkl;'"), Some(Pattern::Keyboard));
        assert_eq!(unfit("efghijklmno"), Some(Pattern::Sequence));
        assert_eq!(unfit("21.04.1978"), Some(Pattern::Date));
        assert_eq!(unfit("lumiereatelier"), Some(Pattern::Personal));
        assert_eq!(measure("Kastanie, Regen und Velo", &personal), Ok(()));
        assert_eq!(measure("ひらがなだけの長い合言葉", &personal), Ok(()));
        assert_eq!(measure("x7!k", &personal), Err(Unfit::TooShort));
    }
}
