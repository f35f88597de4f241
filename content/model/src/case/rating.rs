//! What somebody thought of how their case was handled.

/// One of three answers: few enough to choose from in a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rating {
    /// It helped.
    Good,
    /// It helped in part.
    Fair,
    /// It did not help.
    Poor,
}

impl Rating {
    /// Every answer, best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Fair, Self::Poor];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.name() == name)
    }
}
