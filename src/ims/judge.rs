//! From an answer to what it says of the credential.

use super::moment::retry_after;
use super::quote::{LONGEST, quoted};
use super::token::{Said, granted};
use super::{Answer, Reply, TokenRequest, Verdict};
use crate::migration::Time;

/// The most characters that are kept of `x-debug-id`.
const DEBUG_ID: usize = 80;

/// What came back says this of the credential. Total: any answer gives a verdict, and what is not known says nothing against
/// the credential. `now` is when it came.
pub fn judge(request: &TokenRequest, reply: &Reply, now: Time) -> Verdict {
    match reply {
        Reply::Answer(answer) => judge_answer(request, answer, now),
        Reply::Redirect => Verdict::Redirected,
        Reply::Silence => Verdict::Silent,
        Reply::Blocked => Verdict::Blocked,
    }
}

fn judge_answer(request: &TokenRequest, answer: &Answer, now: Time) -> Verdict {
    let status = answer.status;
    let debug_id = || {
        let id = answer.debug_id.as_deref().map(|id| quoted(id, request.secret(), DEBUG_ID));
        id.filter(|id| !id.is_empty())
    };
    // What these two say does not depend on a body, which proxies write as they like.
    match status {
        429 => {
            let until = answer.retry_after.as_deref().and_then(|text| retry_after(text, now));
            return Verdict::Throttled { until };
        }
        500..=599 => return Verdict::ServerError { status, debug_id: debug_id() },
        300..=399 => return Verdict::Redirected,
        _ => {}
    }
    let Some(said) = Said::of(&answer.body) else { return Verdict::NotFromIms { status } };
    match (status, said.access_token.get(), said.error.get()) {
        (200, Some(token), _) => Verdict::Works(granted(token)),
        // RFC 6749, 5.2: 401 is allowed for `invalid_client`.
        (400 | 401, _, Some(error)) => refused(request, status, error, said.error_description.get()),
        _ => Verdict::Unexpected { status, debug_id: debug_id() },
    }
}

/// What Adobe refuses a token for. The descriptions are those that `asset-compute-client` compares with and that AEM
/// logs; of `invalid_scope` the description is not known.
fn refused(request: &TokenRequest, status: u16, error: &str, description: Option<&str>) -> Verdict {
    let description = description.unwrap_or_default();
    match error {
        "invalid_client" if description.contains("client_secret") => Verdict::WrongSecret,
        "invalid_client" if description.contains("client_id") => Verdict::UnknownClient,
        _ => {
            let words =
                if description.is_empty() { error.to_owned() } else { format!("{error}: {description}") };
            let words = quoted(&words, request.secret(), LONGEST);
            match error {
                "invalid_scope" => Verdict::ScopeRefused { words },
                _ => Verdict::Refused { status, words },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ims::Granted;
    use crate::ims::request::tests::{CLIENT_ID, SECRET, request};
    use crate::ims::token::tests::token;
    use zeroize::Zeroizing;

    const NOW: Time = Time::from_millis(1_000_000);

    fn answer(status: u16, body: impl AsRef<[u8]>) -> Answer {
        let body = Zeroizing::new(body.as_ref().to_vec());
        Answer { status, retry_after: None, debug_id: None, body }
    }

    fn verdict(answer: Answer) -> Verdict {
        judge(&request(), &Reply::Answer(answer), NOW)
    }

    fn refusal(error: &str, description: &str) -> String {
        format!(r#"{{"error":"{error}","error_description":"{description}"}}"#)
    }

    #[test]
    fn a_token_says_what_it_grants() {
        let token = token(&format!(r#"{{"client_id":"{CLIENT_ID}","scope":"openid,AdobeID"}}"#));
        let body = format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":86399}}"#);
        let scopes = Some(vec!["openid".to_owned(), "AdobeID".to_owned()]);
        let granted = Granted { client_id: Some(CLIENT_ID.to_owned()), scopes, ..Granted::default() };
        let verdict = verdict(answer(200, &body));
        assert_eq!(verdict, Verdict::Works(granted));
        assert!(!format!("{verdict:?}").contains(&token), "the token is in the verdict");
    }

    #[test]
    fn a_token_that_is_no_jwt_works_all_the_same() {
        let verdict = verdict(answer(200, r#"{"access_token":"opaque"}"#));
        assert_eq!(verdict, Verdict::Works(Granted::default()));
    }

    #[test]
    fn an_unknown_client_id() {
        let body = refusal("invalid_client", "invalid client_id parameter");
        assert_eq!(verdict(answer(400, body)), Verdict::UnknownClient);
    }

    #[test]
    fn a_wrong_secret() {
        let body = refusal("invalid_client", "invalid client_secret parameter");
        assert_eq!(verdict(answer(400, &body)), Verdict::WrongSecret);
        assert_eq!(verdict(answer(401, &body)), Verdict::WrongSecret);
    }

    #[test]
    fn a_scope_that_is_not_granted() {
        let words = "invalid_scope: target_sdk is not allowed".to_owned();
        let body = refusal("invalid_scope", "target_sdk is not allowed");
        assert_eq!(verdict(answer(400, body)), Verdict::ScopeRefused { words });
        let words = "invalid_scope".to_owned();
        assert_eq!(verdict(answer(400, r#"{"error":"invalid_scope"}"#)), Verdict::ScopeRefused { words });
    }

    #[test]
    fn any_other_refusal_is_told_in_adobes_words_without_a_secret() {
        for (error, description, expect) in [
            ("unauthorized_client", "wrong grant", "unauthorized_client: wrong grant".to_owned()),
            ("invalid_client", "", "invalid_client".to_owned()),
            ("bad_request", SECRET, "bad_request: ••••".to_owned()),
            ("bad_request", &"x ".repeat(500), format!("bad_request: {}x…", "x ".repeat(143))),
        ] {
            let refused = Verdict::Refused { status: 400, words: expect };
            assert_eq!(verdict(answer(400, refusal(error, description))), refused, "{error}");
        }
    }

    #[test]
    fn throttled_until_a_moment_or_for_a_while() {
        let minute = Some(Time::from_millis(1_060_000));
        for (header, until) in [(Some("60"), minute), (Some("soon"), None), (Some("0"), None), (None, None)] {
            let retry_after = header.map(str::to_owned);
            let answer = Answer { retry_after, ..answer(429, "<html>slow down</html>") };
            assert_eq!(verdict(answer), Verdict::Throttled { until }, "{header:?}");
        }
    }

    #[test]
    fn an_error_of_the_server() {
        for status in [500, 502, 503, 599] {
            let answer = Answer { debug_id: Some("abc\n123".to_owned()), ..answer(status, "<html>") };
            let debug_id = Some("abc 123".to_owned());
            assert_eq!(verdict(answer), Verdict::ServerError { status, debug_id });
        }
    }

    #[test]
    fn a_body_that_is_empty_or_no_json() {
        let cut = r#"{"access_token":"ey"#;
        for body in ["", " ", "<html>Log in</html>", "[]", r#"["eyJ"]"#, "1", "null", cut, "{} {}"] {
            assert_eq!(verdict(answer(200, body)), Verdict::NotFromIms { status: 200 }, "{body}");
        }
        assert_eq!(verdict(answer(400, [0xff, 0, 0x80])), Verdict::NotFromIms { status: 400 });
    }

    #[test]
    fn an_answer_that_is_none_of_these_says_nothing_of_the_credential() {
        for (status, body) in [
            (403, r#"{"error_code":"403003","message":"Api Key is invalid"}"#),
            (403, r#"{"error":"invalid_client","error_description":"invalid client_secret parameter"}"#),
            (404, "{}"),
            (200, "{}"),
            (200, r#"{"access_token":7}"#),
            (200, r#"{"access_token":""}"#),
            (400, r#"{"access_token":"eyJ"}"#),
            (201, r#"{"access_token":"eyJ"}"#),
            (0, "{}"),
        ] {
            let unexpected = Verdict::Unexpected { status, debug_id: None };
            assert_eq!(verdict(answer(status, body)), unexpected, "{status} {body}");
        }
    }

    #[test]
    fn no_answer_says_nothing_of_the_credential() {
        for (reply, expect) in [
            (Reply::Redirect, Verdict::Redirected),
            (Reply::Answer(answer(302, "")), Verdict::Redirected),
            (Reply::Silence, Verdict::Silent),
            (Reply::Blocked, Verdict::Blocked),
        ] {
            assert_eq!(judge(&request(), &reply, NOW), expect);
        }
    }

    #[test]
    fn any_bytes_give_a_verdict_without_the_secret_in_it() {
        let whole = refusal("invalid_grant", &format!("{SECRET} {}", token("{}")));
        for end in 0..=whole.len() {
            for status in [200, 400, 401, 403, 429, 500] {
                let verdict = verdict(answer(status, &whole[..end]));
                let told = format!("{verdict:?}");
                assert!(!told.contains(SECRET) && !told.contains("eyJ"), "{told}");
            }
        }
    }
}
