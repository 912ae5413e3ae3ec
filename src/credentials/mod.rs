//! What a credential of Adobe Developer Console is, in typed values: its ids, scopes and secrets, and the findings
//! about it.
//!
//! A leaf: it uses no other room. How a text is read is in [`reading`](crate::reading), whose result is a [`Reading`];
//! `handover` carries that from the worker to the panel, which needs nothing but this room.
//!
//! What this room never does: speak a human language (a finding is a code with parameters), touch a browser, a clock or
//! the network, or let a secret out other than by [`Secret::reveal`].

mod credential;
mod finding;
mod handover;
pub(crate) mod identifiers;
mod reading;
pub(crate) mod scopes;
mod secret;
pub(crate) mod shapes;

pub use credential::{Credential, CredentialField, CredentialId, CredentialKind};
pub use finding::{Finding, FindingCode, FindingKind, Location, Severity};
pub use identifiers::{AuthorizationServer, ClientId, OrgId, TechnicalAccountId};
pub use reading::Reading;
pub use scopes::{ScopeSeparator, Scopes};
pub use secret::Secret;
