use super::*;
use crate::page::Status;

const JWT: &str = "JWT Credentials (deprecated)";
const KIND: (&str, bool) = ("Adobe IMS Technical Account", false);

fn item(title: &str, badges: &[(&str, &str)], lines: &[(&str, bool)]) -> Item {
    Item {
        title: title.into(),
        id: format!("provider~{title}").into(),
        statuses: badges
            .iter()
            .map(|(variant, text)| Status {
                variant: (*variant).into(),
                text: (*text).into(),
                ..Status::default()
            })
            .collect(),
        lines: lines.iter().map(|(text, ruled)| Line { text: (*text).into(), ruled: *ruled }).collect(),
        ..Item::default()
    }
}

fn card(badges: &[(&str, &str)], lines: &[(&str, bool)]) -> Configuration {
    read(&[item("Adobe Target (JWT)", badges, lines)]).remove(0)
}

/// The badges of all twelve languages, as Adobe's documentation prints them (facts, section 3).
const BADGES: &[&str] = &[
    "JWT Credentials (deprecated)",
    "Informations d’identification JWT (obsolètes)",
    "JWT-Anmeldedaten (nicht mehr unterstützt)",
    "JWT 資格情報（非推奨）",
    "Credenciales de JWT (en desuso)",
    "Credenziali JWT (obsoleto)",
    "Credenciais JWT (obsoleto)",
    "JWT 자격 증명(사용 안 함)",
    "JWT 凭据（已弃用）",
    "JWT 認證 (已淘汰)",
    "JWT Credentials (afgekeurd)",
    "JWT-autentiseringsuppgifter (borttagen)",
];

#[test]
fn a_badge_with_the_token_jwt_marks_a_configuration_in_every_language() {
    for badge in BADGES {
        let found = card(&[("error", badge)], &[KIND]).authentication;
        assert_eq!((found.is, found.confidence), (Authentication::Jwt, Confidence::High), "{badge}");
    }
}

#[test]
fn what_marks_a_configuration_and_how_surely() {
    use Authentication::{Jwt, NotMarked, OAuth};
    use Confidence::{High, Low};
    let check = |badges: &[(&str, &str)], lines: &[(&str, bool)], expected| {
        let found = card(badges, lines).authentication;
        assert_eq!((found.is, found.confidence), expected, "{badges:?} {lines:?}");
    };
    check(&[], &[KIND], (NotMarked, High));
    check(&[("error", "New")], &[KIND], (NotMarked, High));
    check(&[("error", "XJWTX")], &[KIND], (NotMarked, High));
    check(&[("", JWT)], &[KIND], (Jwt, High));
    check(&[("green", "Sans JWT")], &[KIND], (Jwt, Low));
    check(&[("success", "Migrated from JWT")], &[KIND], (Jwt, Low));
    check(&[], &[KIND, (JWT, false)], (Jwt, Low));
    check(&[], &[("Adobe Target (JWT)", false)], (NotMarked, High));
    check(&[("success", "OAuth")], &[KIND], (OAuth, High));
    check(&[("success", "OAuth"), ("error", JWT)], &[KIND], (Jwt, High));
}

#[test]
fn only_a_marked_configuration_without_a_trace_of_adobes_automation_is_to_be_migrated() {
    let check = |badges: &[(&str, &str)], lines: &[(&str, bool)], ownership, offered, when_overruled| {
        let found = card(badges, lines);
        assert_eq!(found.ownership.is, ownership, "{lines:?}");
        assert_eq!((found.to_migrate(false), found.to_migrate(true)), (offered, when_overruled), "{lines:?}");
        assert_eq!(found.can_be_overruled(), when_overruled && !offered);
    };
    let jwt: &[(&str, &str)] = &[("error", JWT)];
    check(jwt, &[KIND], Ownership::Administrator, true, true);
    check(&[], &[KIND], Ownership::Administrator, false, false);
    check(jwt, &[KIND, ("Auto provisioned", true)], Ownership::Adobe, false, false);
    check(jwt, &[("AUTO-PROVISIONED", false)], Ownership::Adobe, false, false);
    check(&[("error", JWT), ("info", "Auto provisioned")], &[KIND], Ownership::Adobe, false, false);
    check(jwt, &[KIND, ("Puesto en marcha por Adobe", true)], Ownership::Unsure, false, true);
    check(&[], &[KIND, (JWT, false)], Ownership::Administrator, false, true);
    check(&[], &[KIND, ("Puesto en marcha", true)], Ownership::Unsure, false, false);
}

#[test]
fn a_line_more_than_others_of_the_list_leaves_it_unsure_whose_it_is() {
    let list = [
        item("a", &[("error", JWT)], &[KIND]),
        item("b", &[("error", JWT)], &[KIND, ("Provizita de la liveranto", false)]),
        item("c", &[], &[KIND, ("JWT, nur Text", false)]),
    ];
    let [a, b, c] = &read(&list)[..] else { panic!("three") };
    assert_eq!((a.ownership.is, a.ownership.confidence), (Ownership::Administrator, Confidence::High));
    let line = Evidence::ExtraLine("Provizita de la liveranto".into());
    assert_eq!((b.ownership.is, &b.ownership.evidence), (Ownership::Unsure, &line));
    assert_eq!(c.ownership.is, Ownership::Administrator, "a mark is no line of its own");
    let alone = &read(&list[1..2])[0];
    let line = Evidence::RepeatedLine("Provizita de la liveranto".into());
    assert_eq!((alone.ownership.is, &alone.ownership.evidence), (Ownership::Unsure, &line));
    assert!(!alone.to_migrate(false) && alone.to_migrate(true));
}

#[test]
fn a_configuration_is_known_again_by_its_id_or_its_title() {
    let untitled = Item { title: Text::new(), id: Text::new(), ..item("", &[], &[("First", false)]) };
    let list =
        [item("a", &[], &[]), item("a", &[], &[]), Item { id: Text::new(), ..item("b", &[], &[]) }, untitled];
    let found: Vec<(Text, Identity)> = read(&list).into_iter().map(|one| (one.title, one.identity)).collect();
    let expected = [
        ("a", Identity::Shared),
        ("a", Identity::Shared),
        ("b", Identity::Title),
        ("First", Identity::Title),
    ];
    assert_eq!(found, expected.map(|(title, identity)| (title.into(), identity)));
}

#[test]
fn a_line_that_all_have_may_be_adobes_mark_unless_it_says_something_else_on_each() {
    let marked = |title| item(title, &[("error", JWT)], &[KIND, ("Provizita de la liveranto", false)]);
    assert!(read(&[marked("a"), marked("b")]).iter().all(|one| one.ownership.is == Ownership::Unsure));
    let dated = |title, date| item(title, &[("error", JWT)], &[KIND, (date, false)]);
    let list = [dated("a", "3 May"), dated("b", "4 May")];
    assert!(read(&list).iter().all(|one| one.to_migrate(false)));
}

/// Who owns the items of a list, each with these lines and badges; `A`, `U` or `-` for Adobe, unsure, administrator.
fn owners(items: &[(&[&str], &[&str])]) -> String {
    let item = |index: usize, (lines, badges): &(&[&str], &[&str])| {
        let lines: Vec<(&str, bool)> = lines.iter().map(|line| (*line, false)).collect();
        let badges: Vec<(&str, &str)> = badges.iter().map(|badge| ("", *badge)).collect();
        item(&format!("Item {index}"), &badges, &lines)
    };
    let items: Vec<Item> = items.iter().enumerate().map(|(index, one)| item(index, one)).collect();
    let sign = |one: Configuration| match one.ownership.is {
        Ownership::Adobe => 'A',
        Ownership::Unsure => 'U',
        Ownership::Administrator => '-',
    };
    read(&items).into_iter().map(sign).collect()
}

#[test]
fn whatever_parts_the_list_and_is_not_explained_is_a_doubt() {
    let kind = "Adobe IMS Technical Account";
    let check =
        |items: &[(&[&str], &[&str])], expected: &str| assert_eq!(owners(items), expected, "{items:?}");
    // A column with two values: nobody knows which of them is Adobe's.
    check(
        &[
            (&[kind, "System"], &[JWT]),
            (&[kind, "Manual"], &[JWT]),
            (&[kind, "Manual"], &[]),
            (&[kind, "Manual"], &[JWT]),
        ],
        "UUUU",
    );
    check(&[(&["System"], &[JWT]), (&["Manual"], &[JWT])], "UU");
    // A tag in a language that no table has, on some of them.
    check(&[(&[kind], &[JWT, "Provizita"]), (&[kind], &[JWT]), (&[kind], &["Provizita"])], "U-U");
    // All have one more than the kind.
    check(&[(&[kind], &[JWT, "Provizita"]), (&[kind], &[JWT, "Provizita"])], "UU");
    // Each its own: descriptions.
    check(&[(&[kind, "For a"], &[JWT]), (&[kind, "For b"], &[JWT]), (&[kind, "For c"], &[JWT])], "---");
    // What is explained is no sign, also where only some have it.
    check(
        &[
            (&[kind, "Modified 3 May 2024"], &[JWT]),
            (&[kind], &[JWT]),
            (&[kind, "Adobe Target"], &[JWT]),
            (&[kind, "com.adobe.granite.auth.oauth.accesstoken.provider.1a2b"], &["OAuth"]),
        ],
        "----",
    );
    check(&[(&[kind, "Auto provisioned 2024"], &[JWT]), (&[kind], &[JWT])], "U-");
    // Whose it is and what it authenticates with may be said in one text.
    check(&[(&[kind, "Auto provisioned (OAuth)"], &[JWT]), (&[kind], &[JWT])], "U-");
    check(&[(&[kind], &[JWT, "Auto-provisioned, was JWT"]), (&[kind], &[JWT])], "U-");
    check(&[(&[kind, "Prizorgata, baldaŭ per OAuth"], &[JWT]), (&[kind], &[JWT])], "U-");
    // Words of the documentation raise doubt, also where all have them.
    check(
        &[(&[kind, "自動プロビジョニングされた"], &[JWT]), (&[kind, "自動プロビジョニングされた"], &[JWT])],
        "UU",
    );
    check(&[(&["Automatisch bereitgestellt"], &[JWT])], "U");
}

#[test]
fn the_name_of_an_icon_is_a_text_like_any_other() {
    let icon = |text: &str| Status { tag: "coral-icon".into(), text: text.into(), ..Status::default() };
    let with = |title: &str, icons: &[&str]| {
        let mut one = item(title, &[], &[KIND]);
        one.statuses.extend(icons.iter().map(|text| icon(text)));
        one
    };
    let found =
        read(&[with("a", &["Picture", JWT]), with("b", &["Picture"]), with("c", &["Picture", "Locked"])]);
    let marked: Vec<Authentication> = found.iter().map(|one| one.authentication.is).collect();
    assert_eq!(marked, [Authentication::Jwt, Authentication::NotMarked, Authentication::NotMarked]);
    let owners: Vec<Ownership> = found.iter().map(|one| one.ownership.is).collect();
    assert_eq!(owners, [Ownership::Administrator, Ownership::Administrator, Ownership::Unsure]);
    let adobes = read(&[with("a", &["Auto provisioned"])]);
    assert_eq!(adobes[0].ownership.is, Ownership::Adobe);
}

#[test]
fn a_line_below_a_rule_that_only_says_when_is_no_sign() {
    let dated = [item("a", &[("error", JWT)], &[KIND, ("Modified 3 May 2024", true)])];
    assert!(read(&dated)[0].to_migrate(false));
}

#[test]
fn a_sentence_that_speaks_of_auto_provisioning_leaves_it_unsure() {
    let found = card(&[("error", JWT)], &[("Adobe IMS Technical Account · Auto provisioned", false)]);
    assert_eq!((found.ownership.is, found.ownership.confidence), (Ownership::Unsure, Confidence::Low));
    assert!(!found.to_migrate(false) && found.to_migrate(true));
}
