//! The header `Authorization: Basic …`, in which id and secret are one word of base64 (RFC 7617), wherever it stands: in
//! a request, a capture of one, a program.

use crate::credentials::{CredentialField, shapes};
use crate::reading::draft::{Clues, Draft};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use memchr::memmem;
use zeroize::Zeroizing;

/// Collects the credentials of all such headers in `text`.
pub(super) fn read(text: &str, clues: &mut Clues) {
    const SCHEME: &str = "Basic ";
    for at in memmem::find_iter(text.as_bytes(), SCHEME) {
        let at = at + SCHEME.len();
        let rest = text.get(at..).unwrap_or_default();
        let of_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
        let word = rest.split(|c| !of_base64(c)).next().unwrap_or_default();
        let Some((id, secret)) = pair(word) else { continue };
        let mut draft = Draft::default();
        draft.say(CredentialField::ClientId, id, at);
        draft.say(CredentialField::ClientSecrets, secret, at);
        clues.drafts.push(draft);
    }
}

/// The client id and the secret that `word` is, if they are Adobe's.
fn pair(word: &str) -> Option<(Zeroizing<String>, Zeroizing<String>)> {
    // An id of 32 digits, a colon and a secret of 36 characters.
    const SHORTEST: usize = 60;
    if word.len() < SHORTEST {
        return None;
    }
    let bytes = STANDARD.decode(word).or_else(|_| STANDARD_NO_PAD.decode(word)).ok()?;
    let bytes = Zeroizing::new(bytes);
    let (id, secret) = std::str::from_utf8(&bytes).ok()?.trim().split_once(':')?;
    let is_pair = shapes::is_client_id(id) && shapes::is_secret(secret);
    is_pair.then(|| (Zeroizing::new(id.to_owned()), Zeroizing::new(secret.to_owned())))
}
