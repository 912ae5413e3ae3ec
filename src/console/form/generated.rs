//! Forms put together at random: no field ever gets a role that is not its own.
//!
//! `PROPTEST_CASES=100000 cargo test --release --lib generated` tries as many as the project asks for before a release.

use super::role::{ROWS, Role};
use super::{Form, read};
use crate::console::vocabulary;
use crate::page::{Address, Field, FieldKind, FieldOption, Key, PageSnapshot};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// How the fields of one form are labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Labels {
    /// In a language that is known: the index of a word in each table, as far as it reaches.
    Known(usize),
    /// In words that no documentation has.
    Unheard,
    /// Not at all.
    None,
}

/// How they are named.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Names {
    Known,
    /// The known ones, with something before and after them.
    Affixed,
    Numbered,
    None,
}

/// What stands in a form beside the fields that are meant.
#[derive(Clone, Copy, Debug)]
enum Decoy {
    /// A secret of another product's.
    OtherSecret,
    /// A value of Developer Console's that is none of the form.
    TechnicalAccount,
    /// The title's neighbour.
    Description,
    /// A field that shows what another one holds.
    ReadOnlyTwin(usize),
    /// A field that nobody can see.
    HiddenTwin(usize),
    /// A field with the label of one role and the name of another.
    Liar(usize, usize),
    /// A field of a search that sends elsewhere.
    SentElsewhere,
}

/// Everything that the generator chooses.
#[derive(Clone, Debug)]
struct Recipe {
    labels: Labels,
    names: Names,
    /// The order of the five fields, as indices into [`Role::OF_CREDENTIAL`].
    order: Vec<usize>,
    /// Which of them are there.
    present: [bool; 5],
    has_title: bool,
    has_choice: bool,
    multiline_scope: bool,
    decoys: Vec<(Decoy, usize)>,
}

fn recipes() -> impl Strategy<Value = Recipe> {
    let labels = prop_oneof![4 => (0..14_usize).prop_map(Labels::Known), 1 => Just(Labels::Unheard), 1 => Just(Labels::None)];
    let names = prop_oneof![3 => Just(Names::Known), 1 => Just(Names::Affixed), 1 => Just(Names::Numbered), 1 => Just(Names::None)];
    let order = prop_oneof![1 => Just(vec![0, 1, 2, 3, 4]), 1 => Just(vec![0, 1, 2, 3, 4]).prop_shuffle()];
    let present = prop_oneof![3 => Just([true; 5]), 1 => proptest::array::uniform5(any::<bool>())];
    let decoy = prop_oneof![
        Just(Decoy::OtherSecret),
        Just(Decoy::TechnicalAccount),
        Just(Decoy::Description),
        (0..5_usize).prop_map(Decoy::ReadOnlyTwin),
        (0..5_usize).prop_map(Decoy::HiddenTwin),
        (0..5_usize, 0..5_usize).prop_filter_map("two roles", |(a, b)| (a != b).then_some(Decoy::Liar(a, b))),
        Just(Decoy::SentElsewhere),
    ];
    let decoys = proptest::collection::vec((decoy, 0..7_usize), 0..4);
    (labels, names, order, present, any::<bool>(), any::<bool>(), any::<bool>(), decoys).prop_map(
        |(labels, names, order, present, has_title, has_choice, multiline_scope, decoys)| Recipe {
            labels,
            names,
            order,
            present,
            has_title,
            has_choice,
            multiline_scope,
            decoys,
        },
    )
}

fn row(role: Role) -> &'static super::role::Row {
    ROWS.iter().find(|row| row.role == role).expect("a row for every role")
}

/// The label of a role in the form's language.
fn label_of(role: Role, labels: Labels) -> Vec<String> {
    match labels {
        Labels::Known(language) => {
            let words = row(role).labels;
            vec![words[language.min(words.len() - 1)].to_owned()]
        }
        Labels::Unheard => vec![format!("Vorto {}", row(role).names[0].len())],
        Labels::None => Vec::new(),
    }
}

fn name_of(role: Role, names: Names, number: usize) -> String {
    match names {
        Names::Known => row(role).names[0].to_owned(),
        Names::Affixed => format!("./ims/{}_oauth", row(role).names[0]),
        Names::Numbered => format!("field{number}"),
        Names::None => String::new(),
    }
}

/// A field and what it truly is; `None` for a decoy.
type Truth = (Field, Option<Role>);

fn base(key: &str, kind: FieldKind) -> Field {
    Field {
        key: Key::from(key),
        kind,
        visible: true,
        form: Key::from("form"),
        value: Some(String::new()),
        ..Field::default()
    }
}

fn of_role(role: Role, recipe: &Recipe, number: usize) -> Field {
    let kind = match role {
        Role::ClientSecret => FieldKind::Password,
        Role::Scope if recipe.multiline_scope => FieldKind::Multiline,
        _ => FieldKind::Text,
    };
    Field {
        name: name_of(role, recipe.names, number),
        labels: label_of(role, recipe.labels),
        ..base(&format!("{role:?}"), kind)
    }
}

fn decoy_of(decoy: Decoy, recipe: &Recipe, number: usize) -> Field {
    let key = format!("decoy {number}");
    let twin = |index: usize| of_role(Role::OF_CREDENTIAL[index], recipe, number);
    let text = |label: &str, name: &str, kind| Field {
        labels: vec![label.to_owned()],
        name: name.to_owned(),
        ..base(&key, kind)
    };
    match decoy {
        Decoy::OtherSecret => text("Stock password", "stockSecret", FieldKind::Password),
        Decoy::TechnicalAccount => text("Technical Account ID", "orgId", FieldKind::Text),
        Decoy::Description => text("Description", "description", FieldKind::Multiline),
        Decoy::ReadOnlyTwin(index) => Field { key: Key::from(key.as_str()), read_only: true, ..twin(index) },
        Decoy::HiddenTwin(index) => Field { key: Key::from(key.as_str()), visible: false, ..twin(index) },
        Decoy::Liar(label, name) => Field {
            labels: label_of(Role::OF_CREDENTIAL[label], Labels::Known(0)),
            name: name_of(Role::OF_CREDENTIAL[name], Names::Known, number),
            ..base(&key, twin(label).kind)
        },
        Decoy::SentElsewhere => Field {
            sent_elsewhere: true,
            form: Key::from("search"),
            ..text("Client Id", "clientId", FieldKind::Text)
        },
    }
}

fn fields_of(recipe: &Recipe) -> Vec<Truth> {
    let mut fields: Vec<Truth> = recipe
        .order
        .iter()
        .filter(|index| recipe.present[**index])
        .enumerate()
        .map(|(number, index)| {
            let role = Role::OF_CREDENTIAL[*index];
            (of_role(role, recipe, number), Some(role))
        })
        .collect();
    if recipe.has_choice {
        let option = |value: &str| FieldOption { value: value.to_owned(), text: value.to_owned() };
        let choice = Field {
            labels: label_of(Role::AuthenticationType, recipe.labels),
            options: vec![option("JWT"), option("OAuth")],
            value: Some("OAuth".to_owned()),
            ..base("choice", FieldKind::Select)
        };
        fields.insert(0, (choice, Some(Role::AuthenticationType)));
    }
    if recipe.has_title {
        fields.insert(0, (of_role(Role::Title, recipe, 9), Some(Role::Title)));
    }
    for (number, (decoy, at)) in recipe.decoys.iter().enumerate() {
        let at = (*at).min(fields.len());
        fields.insert(at, (decoy_of(*decoy, recipe, number), None));
    }
    fields
}

fn read_form(fields: &[Truth]) -> Form {
    let snapshot = PageSnapshot {
        fields: fields.iter().map(|(field, _)| field.clone()).collect(),
        url: "https://author-p1-e2.adobeaemcloud.com/libs/x.html".to_owned(),
        ..PageSnapshot::default()
    };
    read(&snapshot, &Address::parse(&snapshot.url))
}

/// Whether a word is the label of just this role: some languages call two things alike.
fn is_telling(role: Role, label: &str) -> bool {
    ROWS.iter().all(|row| row.role == role || !vocabulary::matches(row.labels, label))
}

proptest! {
    #[test]
    fn no_field_gets_a_role_that_is_not_its_own(recipe in recipes()) {
        let fields = fields_of(&recipe);
        let form = read_form(&fields);
        for found in form.fields.iter().filter(|found| found.field.editable()) {
            let truth = fields.iter().find(|(field, _)| field.key == found.field.key).and_then(|(_, role)| *role);
            prop_assert_eq!(truth, Some(found.role), "{:?}: {:#?}", recipe, found);
        }
    }
}

/// Where label and name agree, nearly all are found, whatever else is there.
#[test]
fn where_label_and_name_agree_nearly_all_are_found() {
    let (mut wanted, mut found) = (0_usize, 0_usize);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..2_000 {
        let recipe = recipes().new_tree(&mut runner).expect("a recipe").current();
        let Labels::Known(_) = recipe.labels else { continue };
        let competes = |decoy: &(Decoy, usize)| matches!(decoy.0, Decoy::Liar(..));
        if !matches!(recipe.names, Names::Known | Names::Affixed) || recipe.decoys.iter().any(competes) {
            continue;
        }
        let fields = fields_of(&recipe);
        let form = read_form(&fields);
        for (field, role) in &fields {
            let Some(role) = role.filter(|role| Role::OF_CREDENTIAL.contains(role)) else { continue };
            if field.labels.iter().all(|label| is_telling(role, label)) {
                wanted += 1;
                found += usize::from(form.field(role).is_some_and(|one| one.field.key == field.key));
            }
        }
    }
    assert!(wanted > 1_000 && found * 100 >= wanted * 98, "{found} of {wanted}");
}
