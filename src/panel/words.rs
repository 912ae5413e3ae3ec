//! From what failed to what is said about it.

use super::fill::FillFailure;
use crate::console::{Evidence, Failure, Role, Signal, Unresolved};
use crate::locale::Message;
use crate::migration::{Agreement, Fit, How, Refusal};
use crate::page::LinkError;

pub(super) fn link_error(error: &LinkError) -> Message {
    match error {
        LinkError::Interrupted => Message::LinkInterrupted,
        LinkError::Page(reason) => Message::LinkFailed { reason: reason.clone() },
    }
}

pub(super) fn fill_failure(failure: &FillFailure) -> Message {
    match failure {
        FillFailure::Link(error) => link_error(error),
        FillFailure::Refused(refusal) => refused(*refusal),
        FillFailure::PageLeft => Message::LinkInterrupted,
        FillFailure::FieldsDidNotAppear => Message::FieldsDidNotAppear,
        FillFailure::OAuthNotTaken => Message::OauthNotTaken,
    }
}

pub(super) fn refused(refusal: Refusal) -> Message {
    match refusal {
        Refusal::Adobes => Message::RefusedAdobes,
        Refusal::NotSeen => Message::RefusedNotSeen,
        Refusal::Locked => Message::RefusedLocked,
        Refusal::NoChoiceOfOAuth => Message::RefusedNoOauth,
        Refusal::OAuthCompetes => Message::RefusedOauthCompetes,
        Refusal::NotUsable => Message::RefusedNotUsable,
        Refusal::NotSecure => Message::RefusedNotSecure,
        Refusal::ForeignFrame => Message::RefusedForeignFrame,
        Refusal::SentElsewhere => Message::RefusedSentElsewhere,
    }
}

/// A field's name where AEM's own label is not there to be shown.
pub(super) fn role(role: Role) -> Message {
    match role {
        Role::CloudSolution => Message::FieldCloudSolution,
        Role::Title => Message::FieldTitle,
        Role::AuthenticationType => Message::FieldAuthenticationType,
        Role::AuthorizationServer => Message::FieldAuthorizationServer,
        Role::ClientId | Role::ApiKey => Message::FieldClientId,
        Role::ClientSecret => Message::FieldClientSecret,
        Role::Scope => Message::FieldScope,
        Role::OrgId => Message::FieldOrgId,
        Role::Payload => Message::FieldPayload,
    }
}

/// Why a field is not filled; nothing where it is, or need not be.
pub(super) fn left_alone(how: &How) -> Option<Message> {
    match how {
        How::Copy(Unresolved::NotFound) => Some(Message::CopyNotFound),
        How::Copy(Unresolved::Ambiguous) => Some(Message::CopyAmbiguous),
        How::Copy(Unresolved::Contradictory) => Some(Message::CopyContradictory),
        How::Copy(Unresolved::Locked) => Some(Message::CopyLocked),
        How::TooLong(limit) => Some(Message::TooLong { limit: limit.to_string() }),
        How::Edited => Some(Message::EditedSince),
        How::Fill(_) | How::Same | How::Appears | How::LeftOut => None,
    }
}

/// What the page made of a value; nothing where that is plain to see.
pub(super) fn agreement(agreement: Agreement) -> Option<Message> {
    match agreement {
        Agreement::SameMeaning => Some(Message::AgreementSameMeaning),
        Agreement::OnlyCase => Some(Message::AgreementOnlyCase),
        Agreement::Cut => Some(Message::AgreementCut),
        Agreement::Different => Some(Message::AgreementDifferent),
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

/// What one signal says of the field that it is of.
pub(super) fn signal(signal: Signal) -> Message {
    match signal {
        Signal::Name => Message::SignalName,
        Signal::Label => Message::SignalLabel,
        Signal::Kind => Message::SignalKind,
        Signal::Place => Message::SignalPlace,
    }
}

pub(super) fn fit(fit: Fit) -> Message {
    match fit {
        Fit::OtherClientId => Message::FitOtherClientId,
        Fit::OtherOrganization => Message::FitOtherOrganization,
        Fit::OtherProduct => Message::FitOtherProduct,
        Fit::Unknown => Message::FitUnknown,
        Fit::SameProduct(product) => Message::FitSameProduct { product: product.name.to_owned() },
        Fit::SameClientId => Message::FitSameClientId,
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
        Evidence::NoBadge => Message::EvidenceNoBadge,
        Evidence::Option(text) => Message::EvidenceOption { text: text.to_string() },
    }
}
