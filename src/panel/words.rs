//! From what failed to what is said about it.

use super::fill::FillFailure;
use crate::console::{Evidence, Role, Unresolved};
use crate::locale::Message;
use crate::migration::{Fit, Refusal};
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
        Refusal::NotUsable => Message::RefusedNotUsable,
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

pub(super) fn unresolved(reason: Unresolved) -> Message {
    match reason {
        Unresolved::NotFound => Message::CopyNotFound,
        Unresolved::Ambiguous => Message::CopyAmbiguous,
        Unresolved::Locked => Message::CopyLocked,
    }
}

pub(super) fn fit(fit: Fit) -> Message {
    match fit {
        Fit::OtherClientId => Message::FitOtherClientId,
        Fit::OtherProduct => Message::FitOtherProduct,
        Fit::Unknown => Message::FitUnknown,
        Fit::SameProduct(product) => Message::FitSameProduct { product: product.name.to_owned() },
        Fit::SameClientId => Message::FitSameClientId,
    }
}

pub(super) fn evidence(evidence: &Evidence) -> Message {
    match evidence {
        Evidence::Badge(text) => Message::EvidenceBadge { text: text.clone() },
        Evidence::Line(text) => Message::EvidenceLine { text: text.clone() },
        Evidence::LineBelowRule(text) => Message::EvidenceLineBelowRule { text: text.clone() },
        Evidence::Text(text) => Message::EvidenceText { text: text.clone() },
        Evidence::ExtraLine(text) => Message::EvidenceExtraLine { text: text.clone() },
        Evidence::NoBadge => Message::EvidenceNoBadge,
        Evidence::Option(text) => Message::EvidenceOption { text: text.clone() },
    }
}
