//! Which part of a list is printed, and as what.

/// Flags of every list.
#[derive(Debug, clap::Args)]
pub(super) struct Window {
    /// How many to print at most
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) limit: u32,
    /// How many to leave out before them
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub(super) offset: u32,
    /// Prints JSON
    #[arg(long)]
    pub(super) json: bool,
}

impl Window {
    /// One more than is printed, which tells whether there are more.
    pub(super) fn asked(&self) -> u32 {
        self.limit + 1
    }

    /// Takes away what was asked for beyond the limit, and says so on standard error.
    pub(super) fn cut<T>(&self, found: &mut Vec<T>) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if found.len() > limit {
            found.truncate(limit);
            eprintln!(
                "There are more: --offset {} goes on.",
                self.offset.saturating_add(self.limit)
            );
        }
    }
}
