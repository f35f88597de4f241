//! How far two words are apart, and how likely one is a slip for the other.

/// Words longer than this are not corrected.
pub(crate) const MAX_CHARS: usize = 40;

/// What a letter costs that stands for another one.
pub(crate) const REPLACED: f32 = 1.0;

/// How many edits a word of a length may be away from what was meant: short words have too many neighbours.
pub(crate) fn allowed(chars: usize) -> u32 {
    match chars {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The characters of a word as a set, for a quick refusal: `k` edits change at most `2k` members.
pub(crate) fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        mask | 1
            << match c {
                'a'..='z' => c as u32 - 'a' as u32,
                '0'..='9' => 26,
                c => 27 + c as u32 % 5,
            }
    })
}

/// The cost of the likeliest edits (deletion, insertion, substitution, transposition of neighbours) that make `typed` of `meant`, if at
/// most `limit` do. With `beginning`, of any beginning of `meant`. The cost is about the number of edits; doubled or dropped double
/// letters and transpositions cost less, a wrong first letter more.
pub(crate) fn cost(typed: &[char], meant: &[char], limit: u32, beginning: bool) -> Option<f32> {
    let (n, m) = (typed.len(), meant.len());
    if n > MAX_CHARS
        || m > MAX_CHARS
        || n > m + limit as usize
        || !beginning && m > n + limit as usize
    {
        return None;
    }
    let mut rows = [[FAR; MAX_CHARS + 2]; 3];
    let reach = limit as usize;
    for (j, cell) in rows[0].iter_mut().enumerate().take(m.min(reach) + 1) {
        *cell = missing(j);
    }
    for i in 1..=n {
        let (older, last, current) = ((i + 1) % 3, (i - 1) % 3, i % 3);
        // Further from the diagonal than the limit, too much is missing already.
        let (from, to) = (i.saturating_sub(reach).max(1), m.min(i + reach));
        if from > to {
            return None;
        }
        rows[current][from - 1] = if from == 1 { missing(i) } else { FAR };
        rows[current][to + 1] = FAR;
        let mut fewest = rows[current][from - 1].0;
        for j in from..=to {
            let first = if i == 1 && j == 1 { 0.5 } else { 0.0 };
            let same = typed[i - 1] == meant[j - 1];
            let replaced = step(
                rows[last][j - 1],
                u32::from(!same),
                if same { 0.0 } else { REPLACED + first },
            );
            let doubled = i > 1 && typed[i - 1] == typed[i - 2];
            let added = step(rows[last][j], 1, if doubled { 0.7 } else { 0.9 + first });
            let dropped_double = j > 1 && meant[j - 1] == meant[j - 2];
            let dropped =
                step(rows[current][j - 1], 1, if dropped_double { 0.7 } else { 0.9 + first });
            let mut best = least_of(least_of(replaced, added), dropped);
            if i > 1
                && j > 1
                && !same
                && typed[i - 1] == meant[j - 2]
                && typed[i - 2] == meant[j - 1]
            {
                let swapped =
                    step(rows[older][j - 2], 1, if i == 2 && j == 2 { 1.0 } else { 0.75 });
                best = least_of(best, swapped);
            }
            rows[current][j] = best;
            fewest = fewest.min(best.0);
        }
        if fewest > limit {
            return None;
        }
    }
    let row = &rows[n % 3];
    let ends =
        if beginning { &row[n.saturating_sub(reach)..=m.min(n + reach)] } else { &row[m..=m] };
    ends.iter().filter(|(edits, _)| *edits <= limit).map(|(_, cost)| *cost).min_by(f32::total_cmp)
}

/// Too many edits to count.
const FAR: (u32, f32) = (u32::MAX / 2, f32::MAX / 4.0);

/// What it costs when this many first letters are missing, or too many.
fn missing(letters: usize) -> (u32, f32) {
    let cost = if letters > 0 { (letters as f32).mul_add(0.9, 0.5) } else { 0.0 };
    (u32::try_from(letters).unwrap_or(FAR.0), cost)
}

fn step((edits, cost): (u32, f32), more_edits: u32, more_cost: f32) -> (u32, f32) {
    (edits + more_edits, cost + more_cost)
}

fn least_of(a: (u32, f32), b: (u32, f32)) -> (u32, f32) {
    if b.0 < a.0 || b.0 == a.0 && b.1 < a.1 { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(typed: &str, meant: &str) -> Option<f32> {
        let typed: Vec<char> = typed.chars().collect();
        let meant: Vec<char> = meant.chars().collect();
        cost(&typed, &meant, allowed(typed.len()), false)
    }

    #[test]
    fn a_transposition_is_one_edit_and_the_likeliest() {
        assert!(
            between("kpoieren", "kopieren").unwrap() < between("kxpieren", "kopieren").unwrap()
        );
        assert!(between("wrok", "work").is_some());
        assert!(between("oword", "sword").unwrap() > between("sward", "sword").unwrap());
    }

    #[test]
    fn short_words_are_left_alone_and_long_ones_bear_two_edits() {
        assert!(between("cat", "car").is_none());
        assert!(between("passwod", "password").is_some());
        assert!(between("pasword", "passwords").is_none());
        assert!(between("authetnicaton", "authentication").is_some());
        assert!(between("password", "pzsswxrq").is_none());
    }
}
