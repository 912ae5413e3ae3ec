//! The questions that wait for an answer through a connection that may break at any moment.
//!
//! Bookkeeping only, so that it can be tested without a browser: what is asked and how it is answered are the type
//! parameters. A question is *idempotent* if asking it twice does no harm. When the connection breaks, an idempotent
//! question is asked again through the next one; any other fails, since the other side may have carried it out.

/// Whether a question may be asked a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// It is idempotent.
    Safe,
    /// It changes something, and must not be carried out twice.
    Never,
}

/// All questions that are neither answered nor given up. `M` is the message, `R` what takes the answer.
pub(super) struct Questions<M, R> {
    last_id: u32,
    waiting: Vec<Waiting<M, R>>,
}

struct Waiting<M, R> {
    id: u32,
    message: M,
    resolver: R,
    repeat: Repeat,
    sent: bool,
}

impl<M, R> Default for Questions<M, R> {
    fn default() -> Self {
        Self { last_id: 0, waiting: Vec::new() }
    }
}

impl<M, R> Questions<M, R> {
    /// An id for the next question. None is given out twice, so a late answer never meets another question.
    pub(super) fn next_id(&mut self) -> u32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    /// Adds a question, which [`send`](Self::send) sends.
    pub(super) fn ask(&mut self, id: u32, message: M, resolver: R, repeat: Repeat) {
        self.waiting.push(Waiting { id, message, resolver, repeat, sent: false });
    }

    /// Posts every question that was not sent yet. `post` says whether the connection took it; one that it did not take
    /// is posted again next time.
    pub(super) fn send(&mut self, mut post: impl FnMut(&M) -> bool) {
        for waiting in self.waiting.iter_mut().filter(|waiting| !waiting.sent) {
            waiting.sent = post(&waiting.message);
        }
    }

    /// Removes a question because it was answered, or because its deadline has passed. `None` where it is not waiting
    /// any more: a late answer is dropped.
    pub(super) fn take(&mut self, id: u32) -> Option<R> {
        let index = self.waiting.iter().position(|waiting| waiting.id == id)?;
        Some(self.waiting.remove(index).resolver)
    }

    /// The connection broke. Returns the questions that have failed by that: sent, and not idempotent. The others are
    /// sent again.
    pub(super) fn disconnected(&mut self) -> Vec<R> {
        let failed = self
            .waiting
            .extract_if(.., |waiting| waiting.sent && waiting.repeat == Repeat::Never)
            .collect::<Vec<_>>();
        self.waiting.iter_mut().for_each(|waiting| waiting.sent = false);
        failed.into_iter().map(|waiting| waiting.resolver).collect()
    }

    /// There will be no further connection: returns every question, as failed.
    pub(super) fn abandon(&mut self) -> Vec<R> {
        std::mem::take(&mut self.waiting).into_iter().map(|waiting| waiting.resolver).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Repeat = Repeat::Safe;
    const EDIT: Repeat = Repeat::Never;

    /// What happens to a connection, step by step.
    enum Step {
        /// This is asked, and gets the next id, from 1.
        Ask(&'static str, Repeat),
        /// A working connection: these are sent.
        Paired(&'static [&'static str]),
        /// A connection that takes nothing: these are tried.
        Refusing(&'static [&'static str]),
        /// It breaks: these fail.
        Broken(&'static [&'static str]),
        /// The answer to this id comes; the question that it reaches.
        Answer(u32, Option<&'static str>),
        /// The deadline of this id has passed.
        Deadline(u32),
        /// There will be no connection any more: these fail.
        Gone(&'static [&'static str]),
    }
    use Step::*;

    fn check(name: &str, steps: &[Step]) {
        let mut questions = Questions::<&str, &str>::default();
        for (number, step) in steps.iter().enumerate() {
            let place = format!("{name}, step {}", number + 1);
            let mut sent = Vec::new();
            match step {
                Ask(text, repeat) => {
                    let id = questions.next_id();
                    questions.ask(id, text, text, *repeat);
                }
                Paired(expected) | Refusing(expected) => {
                    let takes = matches!(step, Paired(_));
                    questions.send(|message| {
                        sent.push(*message);
                        takes
                    });
                    assert_eq!(sent, *expected, "{place}");
                }
                Broken(expected) => assert_eq!(questions.disconnected(), *expected, "{place}"),
                Answer(id, expected) => assert_eq!(questions.take(*id), *expected, "{place}"),
                Deadline(id) => assert!(questions.take(*id).is_some(), "{place}"),
                Gone(expected) => assert_eq!(questions.abandon(), *expected, "{place}"),
            }
        }
    }

    #[test]
    fn a_question_is_answered_once_asked_again_only_where_that_does_no_harm_and_never_after_its_deadline() {
        check("answered", &[Ask("a", LOOK), Paired(&["a"]), Answer(1, Some("a")), Broken(&[]), Paired(&[])]);
        check("answered twice", &[Ask("a", LOOK), Paired(&["a"]), Answer(1, Some("a")), Answer(1, None)]);
        check(
            "an answer to nothing",
            &[Ask("a", LOOK), Paired(&["a"]), Answer(7, None), Answer(1, Some("a"))],
        );
        check(
            "answered out of order",
            &[
                Ask("a", LOOK),
                Ask("b", EDIT),
                Paired(&["a", "b"]),
                Answer(2, Some("b")),
                Answer(1, Some("a")),
            ],
        );
        check("sent once", &[Ask("a", LOOK), Paired(&["a"]), Ask("b", LOOK), Paired(&["b"]), Paired(&[])]);
        check("a look is asked again", &[Ask("a", LOOK), Paired(&["a"]), Broken(&[]), Paired(&["a"])]);
        check("an edit is not", &[Ask("a", EDIT), Paired(&["a"]), Broken(&["a"]), Paired(&[])]);
        check("an edit that was not sent is", &[Ask("a", EDIT), Broken(&[]), Paired(&["a"]), Broken(&["a"])]);
        check(
            "an edit that the port did not take was not sent",
            &[Ask("a", EDIT), Refusing(&["a"]), Broken(&[]), Paired(&["a"]), Answer(1, Some("a"))],
        );
        check(
            "one of each",
            &[Ask("a", LOOK), Ask("b", EDIT), Paired(&["a", "b"]), Broken(&["b"]), Paired(&["a"])],
        );
        check("late", &[Ask("a", LOOK), Paired(&["a"]), Deadline(1), Answer(1, None)]);
        check(
            "a late answer does not reach the next question",
            &[Ask("a", LOOK), Paired(&["a"]), Deadline(1), Ask("b", LOOK), Paired(&["b"]), Answer(1, None)],
        );
        check("a deadline before pairing", &[Ask("a", EDIT), Deadline(1), Paired(&[]), Answer(1, None)]);
        check(
            "a deadline between two connections",
            &[Ask("a", LOOK), Paired(&["a"]), Broken(&[]), Deadline(1), Paired(&[])],
        );
        check(
            "an extension that is gone",
            &[Ask("a", LOOK), Ask("b", EDIT), Paired(&["a", "b"]), Gone(&["a", "b"]), Paired(&[])],
        );
    }
}
