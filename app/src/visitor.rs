//! Who is signed in, as pages show it.

use guichet_model::viewer::StaffRole;

/// The person behind a request that is not anonymous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// What they are called.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// The organisation they act for.
    pub organisation: Option<VisitorOrganisation>,
    /// To how many organisations they belong.
    pub organisations: usize,
    /// What they do for the operator.
    pub staff: Option<StaffRole>,
    /// As which kind of viewer a member of staff looks at the portal: a name of [`guichet_model::Viewer::KINDS`].
    pub view_as: Option<&'static str>,
}

/// The organisation a visitor acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitorOrganisation {
    /// What people call it.
    pub name: String,
    /// The identifier of its edition.
    pub edition_id: String,
    /// What its edition is called, in the reader's language.
    pub edition: String,
}
