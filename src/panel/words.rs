//! From codes to what is said about them.

use crate::assistant::screen::Match;
use crate::assistant::steps::{
    CheckFailure, FillFailure, Moved, SaveFailure, SelectFailure, StepFailure, UndoFailure,
};
use crate::assistant::{Cause, Lack, MOST_FILES, Notice, ReadBack, Spoken, UndoneFields};
use crate::browser::intl;
use crate::console::{Evidence, Failure, Product, Role, Signal, Unresolved};
use crate::locale::{Dictionary, Message};
use crate::migration::batch::{Outcome, Pause, Stage, Why};
use crate::migration::{Agreement, Contradiction, Fit, How, NotKnown, Refusal, Verdict};
use crate::page::PageError;

pub(super) fn notice(dictionary: &Dictionary, notice: &Notice) -> Message {
    match notice {
        Notice::Page(error) => page_error(error),
        Notice::Step(StepFailure::Open { failure: SelectFailure::Page(error), .. }) => page_error(error),
        Notice::Step(StepFailure::Open { title, .. }) => Message::OpenByHand { title: title.clone() },
        Notice::Step(StepFailure::Check { title, failure }) => {
            let title = title.clone();
            match failure {
                CheckFailure::Page(error) | CheckFailure::Select(SelectFailure::Page(error)) => {
                    page_error(error)
                }
                CheckFailure::Select(_) | CheckFailure::OtherDialog => Message::CheckNotPossible { title },
                CheckFailure::NoResult => Message::CheckNoResult { title },
                CheckFailure::NotClosed(_) => Message::CheckNotClosed { title },
            }
        }
        Notice::Step(StepFailure::Fill(failure)) => match failure {
            FillFailure::Page(error) => page_error(error),
            FillFailure::Refused(refusal) => refused(*refusal),
            FillFailure::Moved(moved) => self::moved(*moved),
            FillFailure::FieldsDidNotAppear => Message::FieldsDidNotAppear,
            FillFailure::OAuthNotTaken => Message::OauthNotTaken,
        },
        Notice::Step(StepFailure::Undo(UndoFailure::Page(error))) => page_error(error),
        Notice::Step(StepFailure::Undo(UndoFailure::Moved(moved))) => self::moved(*moved),
        Notice::Step(StepFailure::Save(failure)) => match failure {
            SaveFailure::NotKept(_) => Message::SaveNotKept,
            SaveFailure::Page(error) => page_error(error),
            SaveFailure::Moved(moved) => self::moved(*moved),
            SaveFailure::Refused(refusal) => refused(*refusal),
            SaveFailure::Differs(report) => {
                read_back(ReadBack { equal: report.good(), total: report.rows.len() })
            }
            SaveFailure::NoButton => Message::SaveNotFound,
            SaveFailure::Disabled => Message::SaveDisabled,
            SaveFailure::Unanswered(_) => Message::SaveUnanswered,
        },
        Notice::ReadingFailed => Message::ReadingFailed,
        Notice::TooManyFiles => Message::TooManyFiles { limit: MOST_FILES },
        Notice::FileUnreadable(name) => Message::FileUnreadable { name: name.clone() },
        Notice::ListStillLoading => Message::ListStillLoading,
        Notice::StructureFailed => Message::StructureFailed,
        Notice::CredentialsGone(Cause::TimeOver(minutes)) => {
            Message::GoneTimeOver { time: intl::duration(&dictionary.tag(), *minutes) }
        }
        Notice::CredentialsGone(Cause::OtherTab) => Message::GoneInOtherTab,
        Notice::CredentialsGone(Cause::Removed) => Message::GoneWithEnvironment,
    }
}

/// How a notice is coloured: what went wrong, or what a person has only to know.
pub(super) fn notice_tone(notice: &Notice) -> &'static str {
    match notice {
        Notice::CredentialsGone(_) => "warning",
        _ => "error",
    }
}

fn page_error(error: &PageError) -> Message {
    match error {
        PageError::Interrupted => Message::LinkInterrupted,
        PageError::Silent => Message::LinkSilent,
        PageError::Failed(reason) => Message::LinkFailed { reason: reason.clone() },
    }
}

fn moved(moved: Moved) -> Message {
    match moved {
        Moved::Left => Message::LinkInterrupted,
        Moved::Retitled => Message::TitleChanged,
    }
}

pub(super) fn spoken(dictionary: &Dictionary, spoken: &Spoken) -> String {
    let message = match spoken {
        Spoken::Notice(notice) => self::notice(dictionary, notice),
        Spoken::Reading { usable, problems } => {
            Message::SpokenReading { usable: *usable, problems: *problems }
        }
        Spoken::Forgotten => Message::Forgotten,
        Spoken::Copied(true) => Message::Copied,
        Spoken::Copied(false) => Message::CopyFailed,
        Spoken::ListComplete(count) => Message::ListComplete { count: *count },
        Spoken::ReadBack(report) => read_back(*report),
        Spoken::Undone(fields) => return undone(dictionary, fields),
        Spoken::Checked { title, healthy: true } => Message::SpokenHealthGood { title: title.clone() },
        Spoken::Checked { title, healthy: false } => Message::SpokenHealthBad { title: title.clone() },
        Spoken::JobEnded { title, outcome, next } => {
            let (title, text) = (title.clone(), dictionary.say(&self::outcome(outcome)));
            match next.clone() {
                Some(next) => Message::SpokenJobNext { title, text, next },
                None => Message::SpokenJob { title, text },
            }
        }
    };
    dictionary.say(&message)
}

pub(super) fn undone(dictionary: &Dictionary, fields: &UndoneFields) -> String {
    let left: Vec<String> = fields.left.iter().map(|left| dictionary.say(&role(*left))).collect();
    dictionary.say(&if left.is_empty() { Message::Undone } else { Message::UndoneExcept { fields: left } })
}

/// How far one of several migrations has come.
pub(super) fn stage(stage: &Stage) -> Message {
    match stage {
        Stage::Waiting => Message::StageWaiting,
        Stage::Opening => Message::StageOpening,
        Stage::Filling => Message::StageFilling,
        Stage::Filled => Message::StageFilled,
        Stage::Saving => Message::StageSaving,
        Stage::Ended(outcome) => self::outcome(outcome),
    }
}

/// Why nothing can be created with a credential as things stand.
pub(super) fn lack(lack: Lack) -> Message {
    match lack {
        Lack::Solution => Message::NewNoSolution,
        Lack::Title => Message::NewNoTitle,
        Lack::TitleTaken => Message::NewTitleTaken,
    }
}

/// How one of several migrations has ended.
pub(crate) fn outcome(outcome: &Outcome) -> Message {
    match outcome {
        Outcome::Migrated { .. } => Message::OutcomeMigrated,
        Outcome::Created { .. } => Message::OutcomeCreated,
        Outcome::NotSaved(text) => Message::OutcomeNotSaved { text: text.clone() },
        Outcome::StillMarked => Message::OutcomeStillMarked,
        Outcome::Unconfirmed => Message::OutcomeUnconfirmed,
        Outcome::LeftAlone(why) => match why {
            Why::Skipped => Message::OutcomeSkipped,
            Why::Stopped => Message::OutcomeStopped,
            Why::TitleTaken => Message::OutcomeTitleTaken,
            Why::NoSolution => Message::OutcomeNoSolution,
            Why::NotOnList => Message::OutcomeNotOnList,
            Why::NotMarked => Message::OutcomeNoLongerMarked,
            Why::NotOurs => Message::OutcomeNotOurs,
            Why::NotOpened => Message::OutcomeNotOpened,
            Why::OtherForm => Message::OutcomeOtherForm,
            Why::NotUnderstood => Message::OutcomeNotUnderstood,
            Why::Contradicts => Message::OutcomeContradicts,
            Why::Spent => Message::OutcomeSpent,
            Why::Refused(refusal) => refused(*refusal),
            Why::NotFilled { equal, total } => {
                Message::OutcomeNotFilled { equal: *equal as usize, total: *total as usize }
            }
            Why::Interrupted => Message::OutcomeInterrupted,
            Why::NoButton => Message::OutcomeNoButton,
        },
    }
}

/// Why several migrations wait.
pub(super) fn paused(why: Pause, name: &str) -> Message {
    match why {
        Pause::Asked => Message::BatchPausedAsked,
        Pause::Credential => Message::BatchPausedCredential { name: name.to_owned() },
        Pause::Elsewhere => Message::BatchPausedElsewhere,
        Pause::NoList => Message::BatchPausedNoList,
    }
}

/// A report in a sentence.
pub(super) fn read_back(report: ReadBack) -> Message {
    Message::ReadBack { equal: report.equal, total: report.total }
}

pub(super) fn refused(refusal: Refusal) -> Message {
    match refusal {
        Refusal::Adobes => Message::RefusedAdobes,
        Refusal::NotSeen => Message::RefusedNotSeen,
        Refusal::Locked => Message::RefusedLocked,
        Refusal::EditFirst => Message::RefusedEditFirst,
        Refusal::NoChoiceOfOAuth => Message::RefusedNoOauth,
        Refusal::OAuthCompetes => Message::RefusedOauthCompetes,
        Refusal::NotUsable => Message::RefusedNotUsable,
        Refusal::NotSecure => Message::RefusedNotSecure,
        Refusal::ForeignFrame => Message::RefusedForeignFrame,
        Refusal::SentElsewhere => Message::RefusedSentElsewhere,
    }
}

include!(concat!(env!("OUT_DIR"), "/words_of_Role.rs"));

/// A field's name where AEM's own label is not there to be shown.
pub(super) fn role(role: Role) -> Message {
    Message::from(&role)
}

/// Why a field is not filled; nothing where it is, or need not be.
pub(super) fn left_alone(how: &How) -> Option<Message> {
    match how {
        How::Copy(Unresolved::NotFound) => Some(Message::CopyNotFound),
        How::Copy(Unresolved::Ambiguous) => Some(Message::CopyAmbiguous),
        How::Copy(Unresolved::Contradictory) => Some(Message::CopyContradictory),
        How::Copy(Unresolved::Locked) => Some(Message::CopyLocked),
        How::Copy(Unresolved::List) => Some(Message::CopyList),
        How::Copy(Unresolved::OtherPanel) => Some(Message::CopyOtherPanel),
        How::TooLong(limit) => Some(Message::TooLong { limit: *limit }),
        How::Edited => Some(Message::EditedSince),
        How::Fill(_) | How::Same | How::Appears | How::LeftOut => None,
    }
}

/// What AEM made of a value; nothing where that is plain to see.
pub(super) fn agreement(agreement: Agreement) -> Option<Message> {
    match agreement {
        Agreement::SameMeaning => Some(Message::AgreementSameMeaning),
        Agreement::OnlyCase => Some(Message::AgreementOnlyCase),
        Agreement::Cut => Some(Message::AgreementCut),
        Agreement::Different => Some(Message::AgreementDifferent),
        Agreement::NotSent => Some(Message::AgreementNotSent),
        Agreement::Equal | Agreement::NotFilled => None,
    }
}

/// What to do about a failure that AEM reports.
pub(super) fn remedy(failure: Failure) -> Message {
    match failure {
        Failure::WrongBundle => Message::FailureWrongBundle,
        Failure::ServiceUserMissing => Message::FailureServiceUser,
        Failure::SecretRefused => Message::FailureSecret,
        Failure::ClientRefused => Message::FailureClient,
        Failure::ScopeRefused => Message::FailureScopeRefused,
        Failure::NoToken => Message::FailureNoToken,
    }
}

/// What one signal says of its field.
pub(super) fn signal(signal: Signal) -> Message {
    match signal {
        Signal::Name => Message::SignalName,
        Signal::Label => Message::SignalLabel,
        Signal::Kind => Message::SignalKind,
        Signal::Place => Message::SignalPlace,
        Signal::Rest => Message::SignalRest,
    }
}

/// What was found out about a credential and a configuration.
pub(super) fn verdict(verdict: &Verdict) -> Message {
    match verdict {
        Verdict::Fits(Fit::SameClientId) => Message::FitSameClientId,
        Verdict::Fits(Fit::SameProduct(product)) => {
            Message::FitSameProduct { product: product.name.to_owned() }
        }
        Verdict::NotKnown(NotKnown::NothingToCompare) => Message::FitUnknown,
        Verdict::NotKnown(NotKnown::FitsSeveral) => Message::FitSeveral,
        Verdict::Spent { title, .. } => Message::FitSpent { title: title.clone() },
        Verdict::Contradicts(contradiction) => match contradiction.clone() {
            Contradiction::ClientId { theirs, ours } => Message::FitOtherClientId { theirs, ours },
            Contradiction::Organization { theirs, ours } => Message::FitOtherOrganization { theirs, ours },
            Contradiction::Product { theirs, ours } => {
                let names = |products: Vec<Product>| {
                    products.into_iter().map(|product| product.name.to_owned()).collect()
                };
                Message::FitOtherProduct { their_products: names(theirs), our_products: names(ours) }
            }
        },
    }
}

/// How a verdict is coloured.
pub(super) fn tone(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Fits(_) => "good",
        Verdict::NotKnown(_) => "unknown",
        Verdict::Contradicts(_) => "doubt",
        Verdict::Spent { .. } => "spent",
    }
}

/// What a line of the list says of its credential.
pub(super) fn matched(matched: &Match) -> Option<Message> {
    match matched {
        Match::NoCredential => None,
        Match::Fits(name) => Some(Message::CredentialFits { name: name.clone() }),
        Match::Several => Some(Message::CredentialsCouldFit),
        Match::NotKnown => Some(Message::CredentialNotKnown),
        Match::None => Some(Message::NoCredentialFits),
    }
}

/// How that is marked.
pub(super) fn match_tone(matched: &Match) -> Option<&'static str> {
    match matched {
        Match::NoCredential => None,
        Match::Fits(_) => Some("fits"),
        Match::Several | Match::NotKnown => Some("unknown"),
        Match::None => Some("none"),
    }
}

pub(super) fn evidence(evidence: &Evidence) -> Message {
    match evidence {
        Evidence::Badge(text) => Message::EvidenceBadge { text: text.to_string() },
        Evidence::Line(text) => Message::EvidenceLine { text: text.to_string() },
        Evidence::LineBelowRule(text) => Message::EvidenceLineBelowRule { text: text.to_string() },
        Evidence::Text(text) => Message::EvidenceText { text: text.to_string() },
        Evidence::ExtraLine(text) => Message::EvidenceExtraLine { text: text.to_string() },
        Evidence::RepeatedLine(text) => Message::EvidenceRepeatedLine { text: text.to_string() },
        Evidence::Group(text) => Message::EvidenceGroup { text: text.to_string() },
        Evidence::SeenBefore => Message::EvidenceSeenBefore,
        Evidence::NoBadge => Message::EvidenceNoBadge,
        Evidence::Option(text) => Message::EvidenceOption { text: text.to_string() },
    }
}
