//! What the assistant does: a page is shown, something happens, and effects and screen are as expected.

mod acts;
mod batch;
mod checks;
mod creations;
mod desk;
mod list;
mod paste;
mod selection;
mod stories;

use super::screen::{AloneScreen, Body, Button, FormBody, Match};
use super::steps::{Ended, FillOrder, Filled, Step, StepFailure};
use super::{Act, Cause, Effect, Event, Holdings, Kept, Notice, Place, Source, Spoken};
use crate::console::Role;
use crate::credentials::{CredentialId, ScopeSeparator, Secret};
use crate::migration::{Agreement, Refusal, Run, Verdict};
use crate::page::{Key, PageSnapshot};
use crate::reading;
use desk::*;
