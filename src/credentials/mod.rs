//! What an administrator pastes from Adobe Developer Console, turned into credentials and findings.
//!
//! [`read`] takes any string at all: a downloaded project, a *Download JSON* file, the *View cURL command*
//! box, the text of the credential's page, the settings of some tool, a few lines from a ticket. It always answers with a [`Reading`]:
//! the [`Credential`]s it saw, best first, and the [`Finding`]s about them. It cannot fail, and it never
//! guesses silently: what it refused, or is unsure of, is a finding.
//!
//! The way through the room, in the order the text takes it:
//!
//! 1. `text` drops what a clipboard adds and nobody sees (byte order marks, no-break spaces, CR).
//! 2. `forms` recognises what kind of paste this is and collects *clues*: "under the key `ORG_ID`, at this
//!    place, stood this". A form judges nothing; `keys` and `labels` tell it which words name which field. What is no
//!    part of a credential and has to be explained all the same is a *sighting*.
//! 3. `grouping` decides which clues are about one and the same credential.
//! 4. `credential` makes typed values of the clues that hold, by the shapes in `identifiers`, `scopes`,
//!    `secret` and `shapes`.
//! 5. `findings` compares what was said with what was made of it. One check, one file.
//!
//! The panel has this done in a worker; `handover` carries the reading from there.
//!
//! What this room never does: speak a human language (a finding is a code with parameters), touch a browser,
//! a clock or the network, or let a secret out other than by [`Secret::reveal`].

mod credential;
mod decoding;
mod draft;
mod findings;
mod forms;
mod grouping;
mod handover;
mod identifiers;
#[cfg(not(target_arch = "wasm32"))]
mod inspection;
mod keys;
mod labels;
mod letter_pairs;
mod reading;
mod scopes;
mod secret;
mod shapes;
mod text;

pub use credential::{Credential, CredentialField, CredentialKind};
pub use decoding::decode;
pub use findings::{Finding, FindingCode, LARGEST_INPUT, Location, Severity};
pub use identifiers::{AuthorizationServer, ClientId, OrgId, TechnicalAccountId};
#[cfg(not(target_arch = "wasm32"))]
pub use inspection::inspection;
pub use reading::{Reading, read};
pub use scopes::{ScopeSeparator, Scopes};
pub use secret::Secret;
