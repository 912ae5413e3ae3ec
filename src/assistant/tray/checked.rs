//! What Adobe IMS has said of a credential, and when.

use crate::credentials::Secret;
use crate::ims::{TokenRequest, Verdict};
use crate::migration::Time;
use postcard::ser_flavors::Size;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A question to Adobe IMS and what its answer said. It is about that very client id, secret, server and list of scopes: of
/// a credential that is given anew with another of them, it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What was asked.
    pub request: TokenRequest,
    /// What that says of the credential.
    pub verdict: Verdict,
    /// When the answer came.
    pub at: Time,
}

/// The shape in which they are kept, in memory only. The secret is in it because the question is.
#[derive(Serialize, Deserialize)]
struct Wire {
    host: String,
    client_id: String,
    secret: Zeroizing<String>,
    scope: String,
    verdict: Verdict,
    at: Time,
}

/// All of them as bytes, for [`of_bytes`].
pub(super) fn to_bytes(checks: &[Checked]) -> Zeroizing<Vec<u8>> {
    let wire = |checked: &Checked| Wire {
        host: checked.request.server().host().to_owned(),
        client_id: checked.request.client_id().to_owned(),
        secret: Zeroizing::new(checked.request.secret().reveal().to_owned()),
        scope: checked.request.scope().to_owned(),
        verdict: checked.verdict.clone(),
        at: checked.at,
    };
    let wire: Vec<Wire> = checks.iter().map(wire).collect();
    // Measured first: a buffer that grows leaves copies of the secrets behind.
    let length = postcard::serialize_with_flavor(&wire, Size::default()).unwrap_or_default();
    let mut bytes = Zeroizing::new(vec![0; length]);
    match postcard::to_slice(&wire, &mut bytes) {
        Ok(_) => bytes,
        Err(_) => Zeroizing::default(),
    }
}

/// What [`to_bytes`] was called on; nothing for other bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> Vec<Checked> {
    let Ok((wire, [])) = postcard::take_from_bytes::<Vec<Wire>>(bytes) else { return Vec::new() };
    let checked = |Wire { host, client_id, mut secret, scope, verdict, at }: Wire| {
        let secret = Secret::new(std::mem::take(&mut *secret));
        Some(Checked { request: TokenRequest::kept(&host, client_id, secret, scope)?, verdict, at })
    };
    wire.into_iter().filter_map(checked).collect()
}
