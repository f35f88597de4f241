//! Limits on attempts: by client address, by the address of the account, and apart from both by browsers that an account knows
//! ([`super::device`]). Nothing is ever locked: whoever waits may try again.
//!
//! Each limit is a leaky bucket, kept as one instant (the "generic cell rate algorithm" of ATM networks) on the portal's own clock. Every
//! node counts by itself, so with several nodes the limits are that many times as wide.

use std::{collections::HashMap, net::IpAddr, sync::Mutex};

use guichet_model::email::EmailAddress;
use guichet_storage::AccountId;
use jiff::Timestamp;

use super::client;

/// Buckets kept at once: about 10 MB. Past it, those that are nearest to being forgotten go first.
const CAPACITY: usize = 100_000;

/// A limit: so many attempts at once, and one more each time some seconds have passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Limit {
    burst: i64,
    every_s: i64,
}

/// Whose attempts are counted, and at what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// Failed sign-ins from one client address.
    Client(IpAddr),
    /// Failed sign-ins to one account from browsers it does not know.
    Account(EmailAddress),
    /// Failed sign-ins from a browser that the account knows.
    Device(String),
    /// Codes of the second step that do not fit, from browsers that the account does not know and from each that it knows.
    SecondFactor {
        /// The account.
        account: AccountId,
        /// What tells a known browser from others.
        device: Option<String>,
    },
    /// Failed proofs that it is the account's owner who uses its session.
    Proof(AccountId),
    /// Tokens of the API that do not hold, from one client address.
    ApiClient(IpAddr),
    /// Ways to identity providers that begin at one client address; each is remembered for a while.
    Provider(IpAddr),
    /// Links for a new password, asked for from one client address.
    ResetClient(IpAddr),
    /// Links for a new password to one address.
    ResetAccount(EmailAddress),
    /// New passwords that were tried with the links of one account.
    ResetChoice(AccountId),
    /// People behind one client address who say that an incident affects them.
    Affected(IpAddr),
    /// Wishes to follow the status, from one client address.
    FollowClient(IpAddr),
    /// Wishes to follow the status for one address.
    FollowAddress(EmailAddress),
    /// Drafts that begin at one client address; each is kept for days.
    Draft(IpAddr),
    /// Wrong support PINs that one agent tried.
    SupportPin(AccountId),
    /// Cases that one person opens.
    Case(AccountId),
    /// What one person adds to cases.
    Message(AccountId),
    /// What somebody does to webhooks of their own: each may make the portal ask an address.
    Webhook(AccountId),
}

impl Bucket {
    /// The bucket of a client's sign-ins.
    pub fn client(address: IpAddr) -> Self {
        Self::Client(client::network(address))
    }

    /// The bucket of a client's tokens that do not hold.
    pub fn api_client(address: IpAddr) -> Self {
        Self::ApiClient(client::network(address))
    }

    /// The bucket of a client's wishes for a new password.
    pub fn reset_client(address: IpAddr) -> Self {
        Self::ResetClient(client::network(address))
    }

    /// The bucket of a client's ways to identity providers.
    pub fn provider(address: IpAddr) -> Self {
        Self::Provider(client::network(address))
    }

    /// The bucket of those behind a client who are affected.
    pub fn affected(address: IpAddr) -> Self {
        Self::Affected(client::network(address))
    }

    /// The bucket of a client's wishes to follow the status.
    pub fn follow_client(address: IpAddr) -> Self {
        Self::FollowClient(client::network(address))
    }

    /// The bucket of a client's drafts.
    pub fn draft(address: IpAddr) -> Self {
        Self::Draft(client::network(address))
    }

    fn limit(&self) -> Limit {
        match self {
            Self::Provider(_) | Self::Draft(_) => Limit { burst: 60, every_s: 5 },
            // A whole office may sit behind one address; of sign-ins and tokens only what fails counts.
            Self::Client(_) | Self::ApiClient(_) | Self::Affected(_) => {
                Limit { burst: 30, every_s: 20 }
            }
            // Of a hundred million support PINs, too, a guess a minute finds none.
            Self::Account(_)
            | Self::Device(_)
            | Self::Proof(_)
            | Self::ResetChoice(_)
            | Self::SupportPin(_)
            | Self::Webhook(_)
            | Self::SecondFactor { device: Some(_), .. } => Limit { burst: 10, every_s: 60 },
            // Whoever gets here knows the password; three codes in a million fit. At this pace finding one takes years.
            Self::SecondFactor { device: None, .. } => Limit { burst: 10, every_s: 600 },
            // Nobody has more to ask in an hour; each case and message has an agent who reads it.
            Self::Case(_) => Limit { burst: 10, every_s: 360 },
            Self::Message(_) => Limit { burst: 30, every_s: 120 },
            Self::ResetClient(_) | Self::FollowClient(_) => Limit { burst: 10, every_s: 300 },
            Self::ResetAccount(_) | Self::FollowAddress(_) => Limit { burst: 3, every_s: 600 },
        }
    }
}

/// How long to wait until the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// In seconds, at least one.
    pub seconds: u32,
}

impl Wait {
    /// The same in minutes, as people are told it: rounded up.
    pub fn minutes(self) -> usize {
        self.seconds.div_ceil(60) as usize
    }
}

/// The attempts of the last while.
#[derive(Debug, Default)]
pub struct Throttle {
    /// When each bucket will have run empty, in milliseconds since 1970.
    empty_at: Mutex<HashMap<Bucket, i64>>,
}

impl Throttle {
    /// Counts an attempt, or says how long to wait; an attempt that has to wait is not counted.
    ///
    /// # Errors
    /// The wait.
    pub fn attempt(&self, bucket: &Bucket, now: Timestamp) -> Result<(), Wait> {
        let Limit { burst, every_s } = bucket.limit();
        let (now, every) = (now.as_millisecond(), every_s * 1000);
        let mut buckets = self.lock();
        // A clock that was set back must not keep anyone out for longer than a full bucket would.
        let fullest = now + burst * every;
        let empty_at = buckets.get(bucket).copied().unwrap_or(now).clamp(now, fullest);
        let room_at = empty_at - (burst - 1) * every;
        if room_at > now {
            let seconds = (room_at - now + 999) / 1000;
            return Err(Wait { seconds: u32::try_from(seconds).unwrap_or(u32::MAX) });
        }
        if buckets.len() >= CAPACITY && !buckets.contains_key(bucket) {
            make_room(&mut buckets, now);
        }
        buckets.insert(bucket.clone(), empty_at + every);
        Ok(())
    }

    /// Takes an attempt back: it was none to count.
    pub fn forgive(&self, bucket: &Bucket) {
        let every = bucket.limit().every_s * 1000;
        if let Some(empty_at) = self.lock().get_mut(bucket) {
            *empty_at -= every;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Bucket, i64>> {
        // Whoever panicked while holding it left whole numbers behind.
        self.empty_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Forgets what has run empty; if that is not enough, the emptier half. What is hammered at stays.
fn make_room(buckets: &mut HashMap<Bucket, i64>, now: i64) {
    buckets.retain(|_, empty_at| *empty_at > now);
    if buckets.len() >= CAPACITY {
        let mut times: Vec<i64> = buckets.values().copied().collect();
        let middle = times.len() / 2;
        let (_, median, _) = times.select_nth_unstable(middle);
        let median = *median;
        buckets.retain(|_, empty_at| *empty_at > median);
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    fn instant() -> Timestamp {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    fn account(name: &str) -> Bucket {
        Bucket::Account(format!("{name}@example.org").parse().unwrap())
    }

    #[test]
    fn after_the_burst_one_attempt_comes_with_each_wait() {
        let (throttle, bucket, now) = (Throttle::default(), account("ana"), instant());
        for _ in 0..10 {
            assert_eq!(throttle.attempt(&bucket, now), Ok(()));
        }
        let wait = throttle.attempt(&bucket, now).unwrap_err();
        assert_eq!((wait.seconds, wait.minutes()), (60, 1));
        assert!(throttle.attempt(&bucket, now + 59.seconds()).is_err());
        assert_eq!(throttle.attempt(&bucket, now + 60.seconds()), Ok(()));
        assert!(throttle.attempt(&bucket, now + 60.seconds()).is_err());
        assert_eq!(throttle.attempt(&account("ben"), now), Ok(()), "others go on");
    }

    #[test]
    fn what_is_forgiven_does_not_count() {
        let (throttle, bucket, now) = (Throttle::default(), account("ana"), instant());
        for _ in 0..50 {
            assert_eq!(throttle.attempt(&bucket, now), Ok(()));
            throttle.forgive(&bucket);
        }
    }

    #[test]
    fn a_flood_of_names_takes_bounded_memory_and_forgets_nothing_that_is_hammered() {
        let (throttle, hammered, now) = (Throttle::default(), account("ana"), instant());
        while throttle.attempt(&hammered, now).is_ok() {}
        for number in 0..CAPACITY + CAPACITY / 2 {
            throttle.attempt(&Bucket::Device(number.to_string()), now).unwrap();
        }
        assert!(throttle.lock().len() <= CAPACITY);
        assert!(throttle.attempt(&hammered, now).is_err());
        throttle.attempt(&account("ben"), now + 1.hour()).unwrap();
        assert!(throttle.attempt(&hammered, now + 1.hour()).is_ok(), "time lets everyone in");
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_nobody_out_for_longer() {
        let throttle = Throttle::default();
        let bucket = Bucket::Client([192, 0, 2, 1].into());
        let later: Timestamp = "2026-11-23T13:00:00Z".parse().unwrap();
        assert!(throttle.attempt(&bucket, later).is_ok());
        let earlier: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let wait = throttle.attempt(&bucket, earlier).err().map_or(0, |wait| wait.seconds);
        assert!(i64::from(wait) <= bucket.limit().every_s, "{wait} s");
    }
}
