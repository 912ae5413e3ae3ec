//! What to do: which credential for which configuration, what to change on the form, and how far the work has come.
//!
//! Everything here is a pure function of a [`ConsoleView`](crate::console::ConsoleView), the
//! [`Credential`](crate::credentials::Credential)s and a [`Run`]. It proposes; the administrator decides. It never asks a
//! page for anything, and knows neither a browser nor a clock.
//!
//! * [`Matching`]: which credential belongs to which configuration, and why;
//! * [`plan`]: each field *now -> will be*, and the edits that make it so;
//! * [`agreement`]: whether a field then holds what it was meant to hold;
//! * [`Batch`]: several migrations, one after the other, and [`next`](batch::next), what comes next;
//! * [`Making`]: what was said of a configuration that could be created with a credential;
//! * [`Run`]: what survives a page load, and what was migrated, told and used meanwhile.

mod agreement;
pub mod batch;
mod configuration_id;
mod known;
mod lenient;
mod making;
mod matching;
mod offer;
mod osgi;
mod plan;
mod refusal;
mod run;
mod time;

pub use agreement::{Agreement, agreement};
pub use batch::{Batch, Job};
pub use configuration_id::ConfigurationId;
pub use known::{Known, Subject};
pub use making::{folded, has_title, only_of_title, solution_for, title_for};
pub use matching::{Contradiction, Fit, Matched, Matching, NotKnown, Verdict};
pub use osgi::{OsgiFile, OsgiFiles, Platform, osgi};
pub use plan::{How, Plan, Row, Shown, Wish, plan, refusal, value_for};
pub use refusal::Refusal;
pub use run::{Checked, Choice, ChosenSecret, Done, Making, Pending, Run, Seen, Told, Used};
pub use time::Time;
