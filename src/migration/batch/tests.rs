//! Every stage before every page, at once and after a while; and what must hold in each case.

use super::*;

fn job(stage: Stage) -> Job {
    let mut job = Job::new("t".into(), "Target".to_owned(), "c".into(), "Target prod".to_owned());
    job.stage = stage;
    job
}

fn stages() -> Vec<Stage> {
    vec![
        Stage::Waiting,
        Stage::Opening,
        Stage::Filling,
        Stage::Filled,
        Stage::Saving,
        Stage::Ended(Outcome::StillMarked),
    ]
}

/// Everything that a page can show of a migration, by name.
fn sights() -> Vec<(&'static str, Sight)> {
    let list = |on_list| Sight::List(on_list);
    let form = |on_form| Sight::Form(on_form);
    vec![
        ("loading", Sight::Loading),
        ("login", Sight::Login),
        ("error", Sight::Error),
        ("dialog", Sight::Dialog),
        ("other page", Sight::Other),
        ("other in work", Sight::OtherInWork),
        ("list: marked", list(OnList::Marked)),
        ("list: unmarked", list(OnList::Unmarked)),
        ("list: settled", list(OnList::Settled)),
        ("list: not ours", list(OnList::NotOurs)),
        ("list: not yet", list(OnList::NotYet)),
        ("list: absent", list(OnList::Absent)),
        ("list: free", list(OnList::Free)),
        ("list: taken", list(OnList::Taken)),
        ("form: ready", form(OnForm::Ready)),
        ("form: filled", form(OnForm::Filled)),
        ("form: in work", form(OnForm::InWork)),
        ("form: no credential", form(OnForm::NoCredential)),
        ("form: not marked", form(OnForm::NotMarked)),
        ("form: contradicts", form(OnForm::Contradicts)),
        ("form: spent", form(OnForm::Spent)),
        ("form: refused", form(OnForm::Refused(Refusal::Locked))),
        ("form: no solution", form(OnForm::NoSolution)),
        ("form: failed", form(OnForm::Failed("no".to_owned()))),
    ]
}

/// A move in a few letters: `400>fill` waits so many milliseconds and fills then, `...` waits without an end.
fn told(job: &Job, sight: &Sight) -> String {
    let word = |made: &Move| match made {
        Move::Wait(None) => "...".to_owned(),
        Move::Wait(Some(left)) => format!("{}>", left.as_millis()),
        Move::LoadRest => "load".to_owned(),
        Move::Open => "open".to_owned(),
        Move::Fill => "fill".to_owned(),
        Move::ToList => "list".to_owned(),
        Move::Heard(_) => "heard".to_owned(),
        Move::Pause(why) => format!("pause {why:?}"),
        Move::End(Outcome::LeftAlone(Why::Refused(_))) => "Refused".to_owned(),
        Move::End(Outcome::LeftAlone(why)) => format!("{why:?}"),
        Move::End(Outcome::NotSaved(_)) => "NotSaved!".to_owned(),
        Move::End(outcome) => format!("{outcome:?}!"),
    };
    let first = next(job, sight, Duration::ZERO);
    match first {
        Move::Wait(Some(left)) => word(&first) + &word(&next(job, sight, left)),
        _ => word(&first),
    }
}

/// What is shown, and then what is done for a migration that is waiting, opening, filling, filled, saving. One that ends
/// as failed, or without certainty, has an exclamation mark; all others have ended with nothing saved.
const TABLE: &str = "
loading             | 20000>list            | 20000>NotUnderstood | 20000>NotUnderstood | 20000>NotUnderstood | 30000>list
login               | ...                   | ...                 | ...                 | ...                 | ...
error               | 5000>list             | 5000>NotOpened      | 5000>NotOpened      | 5000>Skipped        | 30000>list
dialog              | ...                   | ...                 | ...                 | ...                 | 5000>list
other page          | list                  | 5000>OtherForm      | 5000>OtherForm      | 5000>Skipped        | 30000>list
other in work       | 5000>pause Elsewhere  | 5000>OtherForm      | 5000>OtherForm      | 5000>Skipped        | 30000>list
list: marked        | open                  | 20000>NotOpened     | 5000>Interrupted    | 4000>Skipped        | 4000>StillMarked!
list: unmarked      | 5000>NotMarked        | 5000>NotMarked      | 5000>NotMarked      | 20000>Unconfirmed!  | 20000>Unconfirmed!
list: settled       | NotMarked             | NotMarked           | NotMarked           | ...                 | ...
list: not ours      | 5000>NotOurs          | 5000>NotOurs        | 5000>NotOurs        | 5000>NotOnList      | 5000>Unconfirmed!
list: not yet       | load                  | load                | load                | load                | load
list: absent        | 5000>NotOnList        | 5000>NotOnList      | 5000>NotOnList      | 5000>NotOnList      | 5000>Unconfirmed!
list: free          | open                  | 20000>NotOpened     | 5000>Interrupted    | 4000>Skipped        | 5000>Unconfirmed!
list: taken         | TitleTaken            | TitleTaken          | TitleTaken          | 20000>Unconfirmed!  | 20000>Unconfirmed!
form: ready         | 400>fill              | 400>fill            | 400>fill            | 400>fill            | 30000>list
form: filled        | 400>fill              | 400>fill            | 400>fill            | ...                 | 30000>list
form: in work       | 5000>Interrupted      | 5000>Interrupted    | 5000>Interrupted    | ...                 | 30000>list
form: no credential | pause Credential      | pause Credential    | pause Credential    | pause Credential    | 30000>list
form: not marked    | 5000>NotMarked        | 5000>NotMarked      | 5000>NotMarked      | 5000>NotMarked      | 30000>list
form: contradicts   | Contradicts           | Contradicts         | Contradicts         | Contradicts         | 30000>list
form: spent         | Spent                 | Spent               | Spent               | Spent               | 30000>list
form: refused       | 5000>Refused          | 5000>Refused        | 5000>Refused        | 5000>Refused        | 30000>list
form: no solution   | 5000>NoSolution       | 5000>NoSolution     | 5000>NoSolution     | 5000>NoSolution     | 30000>list
form: failed        | 5000>NotSaved!        | 5000>NotSaved!      | 5000>NotSaved!      | 5000>NotSaved!      | heard
";

#[test]
fn every_stage_has_its_move_for_every_page() {
    let row = |(name, sight): &(&str, Sight)| {
        let open = stages().into_iter().filter(|stage| !matches!(stage, Stage::Ended(_)));
        let cells: Vec<String> = open.map(|stage| told(&job(stage), sight)).collect();
        [vec![(*name).to_owned()], cells].concat()
    };
    let made: Vec<Vec<String>> = sights().iter().map(row).collect();
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let wanted: Vec<Vec<String>> = TABLE.trim().lines().map(cells).collect();
    for (made, wanted) in made.iter().zip(&wanted) {
        assert_eq!(made, wanted, "what is done where this is shown: {}", wanted[0]);
    }
    assert_eq!(made.len(), wanted.len());
    // Each cell that waits is two cases: at once, and when its time is over.
    let cases: usize = wanted.iter().flatten().map(|cell| 1 + usize::from(cell.contains('>'))).sum();
    assert!(cases >= 150, "{cases} cases");
}

#[test]
fn what_has_ended_is_left_as_it_is() {
    for (name, sight) in sights() {
        for since in [Duration::ZERO, Duration::from_secs(3_600)] {
            let ended = job(Stage::Ended(Outcome::Unconfirmed));
            assert_eq!(next(&ended, &sight, since), Move::Wait(None), "{name}");
        }
    }
}

#[test]
fn a_configuration_that_was_opened_three_times_is_not_opened_again() {
    let mut one = job(Stage::Waiting);
    for opened in 0..3 {
        one.opened = opened;
        assert_eq!(next(&one, &Sight::List(OnList::Marked), Duration::ZERO), Move::Open, "{opened}");
    }
    one.opened = 3;
    assert_eq!(next(&one, &Sight::List(OnList::Marked), Duration::ZERO), leave(Why::NotOpened));
}

#[test]
fn what_aem_said_is_how_it_ended_unless_the_list_shows_otherwise() {
    let mut batch = batch(&["a"]);
    batch.advance(Stage::Opening);
    batch.advance(Stage::Filling);
    batch.advance(Stage::Saving);
    batch.hear("no".to_owned());
    let job = batch.current().cloned().expect("a job");
    // The same words again are no news, and the list is waited for.
    let failed = Sight::Form(OnForm::Failed("no".to_owned()));
    assert_eq!(next(&job, &failed, Duration::ZERO), Move::Wait(Some(SAVED_WITHIN)));
    let marked = next(&job, &Sight::List(OnList::Marked), MARK_WITHIN);
    assert_eq!(marked, Move::End(Outcome::NotSaved("no".to_owned())));
    batch.settle(&"a".into(), Time::from_millis(7));
    assert_eq!(batch.jobs[0].outcome(), Some(&Outcome::Migrated { at: Time::from_millis(7) }));
    assert_eq!(batch.mode, Mode::Ended);
}

fn batch(ids: &[&str]) -> Batch {
    let job = |id: &&str| Job::new((*id).into(), format!("Title {id}"), (*id).into(), "name".to_owned());
    let began = Time::from_millis(1);
    Batch { jobs: ids.iter().map(job).collect(), mode: Mode::Running, began, ..Batch::default() }
}

fn stage_of(batch: &Batch, place: usize) -> &Stage {
    &batch.jobs[place].stage
}

#[test]
fn one_comes_after_the_other_and_the_last_one_ends_it() {
    let mut batch = batch(&["a", "b"]);
    assert_eq!(batch.current().map(|job| job.title.as_str()), Some("Title a"));
    batch.advance(Stage::Ended(Outcome::StillMarked));
    assert_eq!(batch.current().map(|job| job.title.as_str()), Some("Title b"));
    assert_eq!(batch.mode, Mode::Running);
    batch.advance(Stage::Ended(Outcome::StillMarked));
    assert_eq!((batch.current(), batch.mode), (None, Mode::Ended));
}

#[test]
fn one_that_is_being_saved_can_only_end() {
    for stage in [Stage::Waiting, Stage::Opening, Stage::Filling, Stage::Filled] {
        let mut batch = batch(&["a"]);
        batch.advance(Stage::Saving);
        batch.advance(stage);
        batch.begin_page(true);
        assert_eq!(stage_of(&batch, 0), &Stage::Saving);
    }
}

#[test]
fn a_page_that_is_a_list_has_what_was_being_opened_or_filled_opened_again() {
    for (stage, is_list, expected) in [
        (Stage::Opening, true, Stage::Waiting),
        (Stage::Filling, true, Stage::Waiting),
        (Stage::Opening, false, Stage::Opening),
        (Stage::Filling, false, Stage::Filling),
        (Stage::Filled, true, Stage::Filled),
    ] {
        let mut batch = batch(&["a"]);
        batch.advance(stage.clone());
        batch.begin_page(is_list);
        assert_eq!(stage_of(&batch, 0), &expected, "{stage:?}");
    }
}

#[test]
fn stopping_leaves_alone_what_was_not_saved_and_is_not_sure_of_what_was_being_saved() {
    for (stage, outcome) in [
        (Stage::Waiting, Outcome::LeftAlone(Why::Stopped)),
        (Stage::Opening, Outcome::LeftAlone(Why::Skipped)),
        (Stage::Filled, Outcome::LeftAlone(Why::Skipped)),
        (Stage::Saving, Outcome::Unconfirmed),
    ] {
        let mut batch = batch(&["a", "b"]);
        batch.advance(stage.clone());
        batch.stop();
        assert_eq!(batch.jobs[0].outcome(), Some(&outcome), "{stage:?}");
        assert_eq!(batch.jobs[1].outcome(), Some(&Outcome::LeftAlone(Why::Stopped)));
        assert_eq!(batch.mode, Mode::Ended);
    }
}

#[test]
fn the_list_has_the_last_word_on_what_was_pressed_and_none_on_what_was_not() {
    let migrated = Stage::Ended(Outcome::Migrated { at: Time::from_millis(9) });
    for (stage, is_settled) in [
        (Stage::Saving, true),
        (Stage::Filled, true),
        (Stage::Ended(Outcome::Unconfirmed), true),
        (Stage::Ended(Outcome::LeftAlone(Why::Contradicts)), true),
        (Stage::Waiting, false),
        (Stage::Opening, false),
    ] {
        let mut batch = batch(&["a", "b"]);
        batch.jobs[0].stage = stage.clone();
        batch.settle(&"a".into(), Time::from_millis(9));
        assert_eq!(*stage_of(&batch, 0) == migrated, is_settled, "{stage:?}");
        assert_eq!(stage_of(&batch, 1), &Stage::Waiting);
    }
}

fn to_create() -> Job {
    let aim = Aim::Create { solution: "Adobe Target".to_owned() };
    let stand_in = ConfigurationId::to_create(&"c".into());
    Job { aim, ..Job::new(stand_in, "New".to_owned(), "c".into(), "name".to_owned()) }
}

#[test]
fn what_has_the_title_of_one_that_was_not_created_is_somebody_elses() {
    let stand_in = ConfigurationId::to_create(&"c".into());
    for (stage, is_its_own) in [
        (Stage::Waiting, false),
        (Stage::Opening, false),
        (Stage::Filling, false),
        (Stage::Filled, true),
        (Stage::Saving, true),
        (Stage::Ended(Outcome::Unconfirmed), true),
        (Stage::Ended(Outcome::NotSaved("no".to_owned())), true),
        (Stage::Ended(Outcome::LeftAlone(Why::TitleTaken)), false),
        (Stage::Ended(Outcome::LeftAlone(Why::NoSolution)), false),
        (Stage::Ended(Outcome::LeftAlone(Why::Skipped)), false),
        (Stage::Ended(Outcome::LeftAlone(Why::Stopped)), false),
    ] {
        let job = Job { stage: stage.clone(), ..to_create() };
        let mut batch = Batch { jobs: vec![job], mode: Mode::Running, ..Batch::default() };
        assert_eq!(batch.created(&stand_in, &"/n".into(), Time::from_millis(5)), is_its_own, "{stage:?}");
    }
}

#[test]
fn what_was_created_is_known_by_its_own_id_once_the_list_shows_it() {
    let stand_in = ConfigurationId::to_create(&"c".into());
    let job = to_create();
    let began = || Batch { jobs: vec![job.clone()], mode: Mode::Running, ..Batch::default() };
    let mut batch = began();
    batch.advance(Stage::Filling);
    assert!(!batch.created(&stand_in, &"/n".into(), Time::from_millis(5)), "nothing was pressed");
    batch.advance(Stage::Saving);
    assert!(batch.created(&stand_in, &"/n".into(), Time::from_millis(5)));
    let outcome = Outcome::Created { at: Time::from_millis(5) };
    assert_eq!(batch.jobs[0].outcome(), Some(&outcome));
    assert_eq!((batch.jobs[0].configuration.as_str(), batch.mode), ("/n", Mode::Ended));
    // Another tab, which has not seen the list, knows the stand-in.
    let both = began().with(batch.clone());
    assert_eq!(both.jobs[0].outcome(), Some(&outcome));
    assert!(!batch.created(&stand_in, &"/m".into(), Time::from_millis(6)), "once");
}

#[test]
fn of_two_tabs_the_later_turn_counts_and_what_one_has_saved_stays_saved() {
    let (mut mine, mut theirs) = (batch(&["a", "b"]), batch(&["a", "b"]));
    mine.advance(Stage::Saving);
    theirs.turn = 1;
    theirs.tab = TabId::from(7);
    theirs.mode = Mode::Paused(Pause::Asked);
    for both in [mine.clone().with(theirs.clone()), theirs.with(mine)] {
        assert_eq!((both.tab, both.turn, both.mode), (TabId::from(7), 1, Mode::Paused(Pause::Asked)));
        assert_eq!(stage_of(&both, 0), &Stage::Saving);
    }
}

#[test]
fn another_batch_takes_the_place_of_an_earlier_one() {
    let earlier = batch(&["a"]);
    let later = Batch { began: Time::from_millis(2), ..batch(&["b"]) };
    assert_eq!(earlier.clone().with(later.clone()), later);
    assert_eq!(later.clone().with(earlier), later);
}

#[test]
fn a_batch_comes_back_as_it_was_kept_and_a_migration_that_cannot_be_read_is_not_done() {
    let mut kept = batch(&["a", "b"]);
    kept.advance(Stage::Ended(Outcome::LeftAlone(Why::Refused(Refusal::Locked))));
    kept.mode = Mode::Paused(Pause::Credential);
    let mut json = serde_json::to_value(&kept).expect("JSON");
    assert_eq!(serde_json::from_value::<Batch>(json.clone()).expect("a batch"), kept);
    json["jobs"][1]["stage"] = "Teleporting".into();
    json["mode"] = "Flying".into();
    let read: Batch = serde_json::from_value(json).expect("a batch");
    assert_eq!((read.jobs.len(), read.mode), (1, Mode::Ended));
}

/// At once, around each of the times that are waited for, and much later.
fn times() -> Vec<Duration> {
    let around =
        |limit: Duration| [limit - Duration::from_millis(1), limit, limit + Duration::from_millis(1)];
    let limits = [STEADY, MARK_WITHIN, SOON, PAGE_WITHIN, SAVED_WITHIN];
    let ends = [Duration::ZERO, Duration::from_secs(86_400)];
    limits.into_iter().flat_map(around).chain(ends).collect()
}

#[test]
fn what_is_being_saved_is_never_tried_again_whatever_a_page_shows_and_however_long() {
    for (name, sight) in sights() {
        for since in times() {
            let made = next(&job(Stage::Saving), &sight, since);
            let is_harmless = matches!(
                made,
                Move::Wait(_)
                    | Move::ToList
                    | Move::LoadRest
                    | Move::Heard(_)
                    | Move::End(Outcome::StillMarked | Outcome::NotSaved(_) | Outcome::Unconfirmed)
            );
            assert!(is_harmless, "{name} for {since:?}: {made:?}");
        }
    }
}

#[test]
fn only_its_own_form_is_filled_and_only_the_list_opens_one() {
    for stage in stages() {
        for (name, sight) in sights() {
            for since in times() {
                match next(&job(stage.clone()), &sight, since) {
                    Move::Fill => {
                        assert!(matches!(sight, Sight::Form(OnForm::Ready | OnForm::Filled)), "{name}");
                    }
                    Move::Open => {
                        assert!(matches!(sight, Sight::List(OnList::Marked | OnList::Free)), "{name}");
                    }
                    _ => {}
                }
            }
        }
    }
}
