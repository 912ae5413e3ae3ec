//! What to do: which credential for which configuration, what to change on the form, and how far the work has come.
//!
//! Everything here is a pure function of a [`ConsoleView`](crate::console::ConsoleView), the
//! [`Credential`](crate::credentials::Credential)s and a [`Run`]. It proposes; the administrator disposes, in the
//! panel. It never asks a page for anything and knows no browser.
//!
//! * [`fit`] and [`suggest`]: which credential belongs to which configuration, and why;
//! * [`plan`]: each field *now -> will be*, and the edits that make it so;
//! * [`agreement`]: whether what a field then holds is what it was to hold;
//! * [`Run`]: what survives a page load, and what was migrated meanwhile.

mod agreement;
mod fit;
mod plan;
mod run;
mod time;

pub use agreement::{Agreement, agreement};
pub use fit::{Fit, Known, Suggestion, fit, suggest};
pub use plan::{How, Plan, Refusal, Row, Shown, Wish, plan, refusal};
pub use run::{ChosenSecret, Done, Pending, Run, Seen};
pub use time::Time;
