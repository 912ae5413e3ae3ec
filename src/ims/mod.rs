//! Adobe IMS, as far as one question goes: does it give a token for this credential? What is asked, and what the answer
//! says.
//!
//! * [`TokenRequest`]: the question, for a credential and one of its client secrets;
//! * [`command`]: the same question as a command for a shell, without the secret;
//! * [`Reply`]: what came back, if anything;
//! * [`judge`]: what that says of the credential: a [`Verdict`];
//! * [`differences`]: what the token says that the credential does not.
//!
//! Pure: who sends the question is `browser/ims.rs`. The token that a credential is worth is looked into and dropped; it is
//! in no verdict.
//!
//! Adobe documents the endpoint in *OAuth Server-to-Server credential*, the guide of Developer Console; what its answers look
//! like is taken from Adobe's own clients as well (`aio-lib-ims`, `ims-go`, `asset-compute-client`).

mod command;
mod differences;
mod judge;
mod moment;
mod quote;
mod reply;
mod request;
mod token;
mod verdict;

pub use command::command;
pub use differences::{Difference, differences};
pub use judge::judge;
pub use reply::{Answer, Reply};
pub use request::TokenRequest;
pub use verdict::{Granted, Verdict};
