//! Deserialization that cannot fail.
//!
//! The other side of the contract may be older or newer than this one, or a page that lies. So a member that is missing
//! or has the wrong type reads as its type's default, and the rest of the object is read all the same.

use serde::de::{Deserialize, Deserializer, IgnoredAny};

/// Reads a shape from any deserializer. Total: what is not even an object reads as the default.
pub fn read<'de, T, D>(value: D) -> T
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    T::deserialize(value).unwrap_or_default()
}

/// For `deserialize_with`: one member, which reads as its type's default where it has the wrong type.
pub(crate) fn lenient<'de, T, D>(member: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    /// Untagged, so that serde keeps the member until it knows whether it fits.
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Member<T> {
        Fits(T),
        Other(IgnoredAny),
    }
    Ok(match Member::deserialize(member)? {
        Member::Fits(value) => value,
        Member::Other(IgnoredAny) => T::default(),
    })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use crate::page::{
        Action, Collection, Dialog, Field, FieldKind, FieldOption, Framed, Key, Loaded, Outcome,
        PageSnapshot, Problem, Status, Step, read,
    };
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn a_member_of_the_wrong_type_reads_as_its_default_and_the_others_as_they_are() {
        let check = |member: &str, value: Value| {
            let mut snapshot = json!({ "url": "https://h/", "lang": "de", "title": "T" });
            snapshot[member] = value.clone();
            let expected = PageSnapshot {
                url: "https://h/".to_owned(),
                lang: "de".to_owned(),
                title: "T".to_owned(),
                ..PageSnapshot::default()
            };
            assert_eq!(read::<PageSnapshot, _>(snapshot), expected, "{member}: {value}");
        };
        for member in ["heading", "items", "unheard_of"] {
            for value in [json!(null), json!(7), json!(true), json!([]), json!({ "a": 1 })] {
                check(member, value);
            }
        }
        for member in ["fields", "actions", "dialogs", "notices", "steps"] {
            for value in [json!(null), json!(7), json!("x"), json!({}), json!([]), json!([7])] {
                check(member, value);
            }
        }
        for value in [json!(200.5), json!(-1), json!(70_000), json!("200"), json!([200])] {
            check("http_status", value);
        }
        for value in [json!(7), json!("x"), json!([1, 2, 3, 4, 5, 6, 7, 8])] {
            check("collection", value);
        }
        for value in [json!(7), json!("elsewhere"), json!({ "same": 1 }), json!(null)] {
            check("framed", value);
        }
    }

    #[test]
    fn a_member_within_a_member_is_as_lenient() {
        let fields = json!([{
            "key": "k", "kind": 3, "name": null, "labels": ["A"], "value": 1, "filled": "yes", "visible": true,
            "max_length": -1, "options": [{ "value": "a", "text": [] }],
        }]);
        let snapshot: PageSnapshot =
            read(json!({ "fields": fields, "collection": { "count": 1.5, "limit": 20 } }));
        let expected = Field {
            key: Key::from("k"),
            kind: FieldKind::Other,
            labels: vec!["A".to_owned()],
            visible: true,
            options: vec![FieldOption { value: "a".to_owned(), text: String::new() }],
            ..Field::default()
        };
        assert_eq!(snapshot.fields, [expected]);
        let collection = snapshot.collection.expect("a collection");
        assert_eq!((collection.count, collection.limit), (0, Some(20)));
    }

    #[test]
    fn a_word_that_is_not_known_is_told_from_one_that_is() {
        let problem = |word: &str| read::<Outcome, _>(json!({ "problem": word })).problem;
        assert_eq!(problem("nothing-happened"), Some(Problem::NothingHappened));
        assert_eq!(problem("newer"), Some(Problem::Unknown));
        assert_eq!(read::<Outcome, _>(json!({ "equal": true })).problem, None);
        let kind = |word: &str| read::<Field, _>(json!({ "kind": word })).kind;
        assert_eq!([kind("password"), kind("newer")], [FieldKind::Password, FieldKind::Other]);
        let framed = |word: &str| read::<PageSnapshot, _>(json!({ "framed": word })).framed;
        assert_eq!([framed("same"), framed("other")], [Framed::Same, Framed::Other]);
    }

    /// The members of a shape, by what was generated from it.
    fn members_of(shape: &str) -> Vec<&'static str> {
        let declarations = include_str!("../../static/page/page.d.ts");
        let (_, rest) = declarations.split_once(&format!("type {shape} = {{")).expect("a declaration");
        let (members, _) = rest.split_once("\n};").expect("an end");
        let lines = members.lines().map(str::trim).filter(|line| line.ends_with(';'));
        lines.filter_map(|line| Some(line.split_once(':')?.0.trim_end_matches('?'))).collect()
    }

    fn check_members<T: serde::de::DeserializeOwned>(shape: &str) {
        let members = members_of(shape);
        assert!(members.len() > 1, "{shape}: {members:?}");
        for member in members {
            for value in [json!(null), json!(true), json!(-1.5), json!("x"), json!([7]), json!({ "a": 1 })] {
                let result = serde_json::from_value::<T>(json!({ member: value }));
                assert!(result.is_ok(), "{shape}.{member}: {value}: {:?}", result.err());
            }
        }
    }

    #[test]
    fn no_member_of_any_shape_can_make_reading_fail() {
        check_members::<PageSnapshot>("PageSnapshot");
        check_members::<Collection>("Collection");
        check_members::<Field>("Field");
        check_members::<FieldOption>("FieldOption");
        check_members::<Action>("Action");
        check_members::<Dialog>("Dialog");
        check_members::<Status>("Status");
        check_members::<Step>("Step");
        check_members::<Loaded>("Loaded");
        check_members::<Outcome>("Outcome");
    }

    /// Any JSON, with the contract's own names in it often.
    fn any_json() -> impl Strategy<Value = Value> {
        let names =
            "url|items|fields|key|kind|labels|options|value|collection|count|limit|framed|steps|text|x";
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-z\t\n]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 64, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::vec((names, inner), 0..6)
                    .prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_json_gives_a_snapshot_and_keeps_what_is_right_in_it(json in any_json()) {
            let _ = (read::<Loaded, _>(&json), read::<Vec<Outcome>, _>(&json));
            let snapshot: PageSnapshot = read(&json);
            let Value::Object(mut members) = json else { return Ok(()) };
            prop_assert_eq!(snapshot.url, members.get("url").and_then(Value::as_str).unwrap_or_default());
            members.insert("heading".to_owned(), "H".into());
            prop_assert_eq!(read::<PageSnapshot, _>(Value::Object(members)).heading, "H");
        }
    }
}
