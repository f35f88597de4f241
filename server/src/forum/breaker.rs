//! A circuit breaker: after failures in a row a forum is left alone, longer each time, and then tried by one question.

use jiff::{SignedDuration, Timestamp};

/// Failures in a row after which a forum is left alone.
const FAILURES: u32 = 3;
/// How long it is left alone the first time; doubled each time that the trial afterwards fails.
const FIRST_REST: SignedDuration = SignedDuration::from_secs(30);
/// The longest time it is left alone, whatever it asks for itself.
const LONGEST_REST: SignedDuration = SignedDuration::from_mins(10);
/// How long a trial may take before another question may be one.
const TRIAL: SignedDuration = SignedDuration::from_secs(10);

/// How a forum has been answering.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures: u32,
    until: Option<Timestamp>,
}

impl Breaker {
    /// Whether the forum may be asked now. After a rest, one question is let through as a trial.
    pub(super) fn lets(&mut self, now: Timestamp) -> bool {
        match self.until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                self.until = now.checked_add(TRIAL).ok();
                true
            }
        }
    }

    /// It answered.
    pub(super) fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// It failed, and maybe said itself how long it wants to be left alone. Answers until when it is, if it is from now on.
    pub(super) fn failed(
        &mut self,
        now: Timestamp,
        asked_for: Option<SignedDuration>,
    ) -> Option<Timestamp> {
        self.failures = self.failures.saturating_add(1);
        let doubled = || {
            let times = self.failures.checked_sub(FAILURES)?;
            FIRST_REST.checked_mul(1 << times.min(10))
        };
        let rest = asked_for.or_else(doubled)?.clamp(SignedDuration::from_secs(1), LONGEST_REST);
        self.until = now.checked_add(rest).ok();
        self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn three_failures_in_a_row_open_it_and_a_trial_closes_it() {
        let mut breaker = Breaker::default();
        assert_eq!((breaker.failed(at(0), None), breaker.failed(at(1), None)), (None, None));
        breaker.succeeded();
        assert_eq!((breaker.failed(at(2), None), breaker.failed(at(3), None)), (None, None));
        assert!(breaker.lets(at(3)), "two are no three");
        assert_eq!(breaker.failed(at(4), None), Some(at(34)));
        assert!(!breaker.lets(at(33)));
        assert!(breaker.lets(at(34)) && !breaker.lets(at(35)), "one question is the trial");
        assert_eq!(breaker.failed(at(36), None), Some(at(96)), "twice as long");
        assert!(breaker.lets(at(96)));
        breaker.succeeded();
        assert!(breaker.lets(at(97)) && breaker.lets(at(98)));
    }

    #[test]
    fn a_trial_that_never_ends_is_followed_by_another() {
        let mut breaker = Breaker::default();
        breaker.failed(at(0), Some(SignedDuration::from_secs(5)));
        assert!(breaker.lets(at(5)) && !breaker.lets(at(14)) && breaker.lets(at(15)));
    }

    #[test]
    fn it_is_left_alone_as_long_as_it_asks_within_bounds() {
        let mut breaker = Breaker::default();
        assert_eq!(breaker.failed(at(0), Some(SignedDuration::from_secs(7))), Some(at(7)));
        assert_eq!(breaker.failed(at(8), Some(SignedDuration::from_hours(9))), Some(at(608)));
        assert_eq!(breaker.failed(at(700), Some(SignedDuration::from_secs(-3))), Some(at(701)));
        for _ in 0..100 {
            breaker.failed(at(800), None);
        }
        assert_eq!(breaker.failed(at(800), None), Some(at(1_400)), "never longer than this");
    }
}
