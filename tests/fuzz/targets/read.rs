//! Any bytes are read without a panic and in a short time, and no secret is shown.

#![no_main]

use ims_oauth_assistant::credentials::Finding;
use ims_oauth_assistant::reading::{decode, inspection, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = read(&decode(bytes.to_vec()));
    assert!(!reading.findings.is_empty() || !reading.credentials.is_empty());
    let shown = inspection(&reading, &|finding: &Finding| format!("{finding:?}")).to_string();
    for secret in reading.credentials.iter().flat_map(|credential| &credential.client_secrets) {
        // Only secrets of Adobe's shape: a damaged text may give `id` as a secret.
        let is_adobes = secret.len() == 36 && (secret.reveal().starts_with("p8e-") || secret.reveal().starts_with("s8e-"));
        assert!(!is_adobes || !shown.contains(secret.reveal()));
    }
});
