//! How long a question may take until it counts as unanswered.
//!
//! Without a deadline, a page that hangs or a full store would leave the panel at *Saving…* for ever. Each deadline is
//! far above what the call takes on a slow machine, and counts from asking: a question that waits for its connection,
//! such as while the browser wakes the extension's background, uses up its own time.

use crate::page::{Edit, PageError};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// What edits may take beside the waiting that they ask for.
const EDITS: Duration = Duration::from_secs(10);

/// How long these edits may take, which `page.js` carries out one after the other.
pub(super) fn of_edits(edits: &[Edit]) -> Duration {
    let waits = edits.iter().map(|edit| match edit {
        Edit::AwaitFields { at_most } => Duration::from_millis(u64::from(*at_most)),
        _ => Duration::ZERO,
    });
    EDITS + waits.sum::<Duration>()
}

/// The answer, or [`PageError::Silent`] where `timer` ends before it. Whatever is left of either is dropped, a timer in the
/// browser with it.
pub(super) async fn within<T>(
    timer: impl Future<Output = ()>,
    answer: impl Future<Output = Result<T, PageError>>,
) -> Result<T, PageError> {
    let (mut timer, mut answer) = (pin!(timer), pin!(answer));
    poll_fn(|context| match answer.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(answer),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(PageError::Silent)),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Key;
    use std::future::{pending, ready};
    use std::task::{Context, Waker};

    /// What a future gives that needs to be polled once only.
    fn now<T>(future: impl Future<Output = T>) -> Option<T> {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[test]
    fn edits_have_the_time_that_they_wait_on_purpose_and_ten_seconds() {
        let wait = |at_most| Edit::AwaitFields { at_most };
        let press = || Edit::Press { key: Key::from("k") };
        for (edits, seconds) in [
            (vec![], 10),
            (vec![press(), press()], 10),
            (vec![press(), wait(10_000)], 20),
            (vec![wait(500), press(), wait(1_500)], 12),
            (vec![wait(u32::MAX), wait(u32::MAX)], 8_589_944),
        ] {
            assert_eq!(of_edits(&edits).as_secs(), seconds, "{edits:?}");
        }
    }

    #[test]
    fn a_call_is_answered_or_silent_and_an_answer_that_is_there_counts() {
        let failed = || Err(PageError::Failed("no".to_owned()));
        assert_eq!(now(within(pending(), ready(Ok(1)))), Some(Ok(1)));
        assert_eq!(now(within(pending(), ready(failed()))), Some(failed() as Result<u8, _>));
        assert_eq!(now(within(ready(()), pending::<Result<u8, _>>())), Some(Err(PageError::Silent)));
        assert_eq!(now(within(ready(()), ready(Ok(1)))), Some(Ok(1)), "both at once");
        assert_eq!(now(within(pending(), pending::<Result<u8, _>>())), None, "neither yet");
    }
}
