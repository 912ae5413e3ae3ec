//! What came back.

use std::fmt;
use zeroize::Zeroizing;

/// What became of a question to Adobe IMS.
#[derive(Debug)]
pub enum Reply {
    /// An answer.
    Answer(Answer),
    /// The server wants the question to be sent elsewhere, which is not done.
    Redirect,
    /// No answer came in time.
    Silence,
    /// The server could not be reached: something on the way does not let it through.
    Blocked,
}

/// An answer of Adobe IMS, or of whoever answers in its place.
#[derive(Clone)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<String>,
    /// The header `x-debug-id`, by which Adobe's support finds the request.
    pub debug_id: Option<String>,
    /// What was sent, whole or cut. It may hold a token, so it is wiped when it is dropped.
    pub body: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Answer {
    /// Of the body only the length: it may hold a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_written_out() {
        let body = Zeroizing::new(br#"{"access_token":"eyJhbGciOi"}"#.to_vec());
        let answer = Answer { status: 200, retry_after: None, debug_id: None, body };
        assert_eq!(format!("{:?}", Reply::Answer(answer)), "Answer(Answer(200, 29 bytes))");
    }
}
