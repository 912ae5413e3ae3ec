use super::*;
use crate::console;
use crate::credentials::Credential;
use crate::migration::Seen;
use crate::page::{Field, FieldKind, FieldOption, Framed, Key, PageSnapshot};
use crate::reading;

const ADDRESS: &str = "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations/edit.html?item=target";
const SECRET: &str = "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5a";

fn credential() -> Credential {
    let download = format!(
        r#"{{"ORG_ID":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","CLIENT_SECRETS":["{SECRET}"],
            "CLIENT_ID":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","SCOPES":["openid","target_sdk"]}}"#
    );
    reading::read(&download).credentials.remove(0)
}

fn field(kind: FieldKind, name: &str, label: &str, value: &str) -> Field {
    Field {
        key: Key::from(name),
        kind,
        name: name.to_owned(),
        labels: vec![label.to_owned()],
        value: (kind != FieldKind::Password).then(|| value.to_owned()),
        filled: !value.is_empty(),
        visible: true,
        ..Field::default()
    }
}

fn authentication_type(chosen: &str) -> Field {
    let option = |value: &str, text: &str| FieldOption { value: value.to_owned(), text: text.to_owned() };
    let select = field(FieldKind::Select, "authenticationType", "Authentication Type", chosen);
    Field { options: vec![option("jwt", "JWT"), option("oauth", "OAuth")], ..select }
}

fn jwt_form() -> Vec<Field> {
    let locked = |field: Field| Field { disabled: true, ..field };
    vec![
        authentication_type("jwt"),
        locked(field(
            FieldKind::Text,
            "authServerUrl",
            "Authorization Server",
            "https://ims-na1.adobelogin.com",
        )),
        locked(field(FieldKind::Text, "apiKey", "API Key", "0a1b2c3d4e5f60718293a4b5c6d7e8f9")),
        locked(field(FieldKind::Password, "clientSecret", "Client Secret", "x")),
        locked(field(FieldKind::Multiline, "jwtClaims", "Payload", "{}")),
    ]
}

fn oauth_form() -> Vec<Field> {
    vec![
        authentication_type("oauth"),
        field(FieldKind::Text, "authServerUrl", "Authorization Server *", "https://ims-na1.adobelogin.com"),
        field(FieldKind::Text, "clientId", "Client Id *", ""),
        field(FieldKind::Password, "clientSecret", "Client Secret *", ""),
        field(FieldKind::Text, "scope", "Scope *", ""),
        field(FieldKind::Text, "orgId", "Org Id *", ""),
    ]
}

fn plan_fields(fields: Vec<Field>) -> Result<Plan, Refusal> {
    let snapshot = PageSnapshot { url: ADDRESS.to_owned(), fields, ..PageSnapshot::default() };
    plan(&console::read(&snapshot), &list_with(Ownership::Administrator), &Wish::of(&credential(), 0))
}

/// What a list showed before.
fn list_with(ownership: Ownership) -> Run {
    let seen = Seen { id: "target".into(), title: "Adobe Target".to_owned(), ownership, ..Seen::default() };
    Run { seen: vec![seen], ..Run::default() }
}

#[test]
fn a_jwt_form_is_first_switched_to_oauth() {
    let plan = plan_fields(jwt_form()).expect("a plan");
    assert_eq!(
        plan.choose_oauth,
        Some(Edit::Choose { key: Key::from("authenticationType"), option: "oauth".to_owned() })
    );
    assert_eq!(plan.edits(), []);
    assert_eq!(plan.changes(), 6);
    let client_id = plan.rows.iter().find(|row| row.role == Role::ClientId).expect("a row");
    assert_eq!(client_id.now, client_id.will_be, "the API key is the client id by its older name");
}

#[test]
fn an_oauth_form_is_filled_where_it_differs() {
    let plan = plan_fields(oauth_form()).expect("a plan");
    let set = |role, name: &str, value: &str| {
        (role, Edit::SetText { key: Key::from(name), value: value.to_owned() })
    };
    assert_eq!(plan.choose_oauth, None);
    assert_eq!(
        plan.edits(),
        [
            set(Role::ClientId, "clientId", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
            (
                Role::ClientSecret,
                Edit::SetSecret {
                    key: Key::from("clientSecret"),
                    value: crate::credentials::Secret::new(SECRET)
                },
            ),
            set(Role::Scope, "scope", "openid,target_sdk"),
            set(Role::OrgId, "orgId", "0A1B2C3D4E5F60718293A4B5@AdobeOrg"),
        ]
    );
}

#[test]
fn a_field_that_is_not_certain_is_left_to_the_administrator() {
    let mut fields = oauth_form();
    fields[2] = field(FieldKind::Text, "mystery", "Mystery", "");
    let plan = plan_fields(fields).expect("a plan");
    assert!(plan.by_hand());
    assert!(!plan.edits().iter().any(|(role, _)| *role == Role::ClientId));
}

#[test]
fn a_form_that_cannot_be_changed_is_refused() {
    let check =
        |fields: Vec<Field>, expected| assert_eq!(plan_fields(fields).expect_err("a refusal"), expected);
    let mut locked = jwt_form();
    locked[0].disabled = true;
    check(locked, Refusal::Locked);
    check(jwt_form().split_off(1), Refusal::NoChoiceOfOAuth);
}

#[test]
fn a_configuration_that_its_list_showed_as_adobes_is_refused() {
    let snapshot = PageSnapshot { url: ADDRESS.to_owned(), fields: jwt_form(), ..PageSnapshot::default() };
    let plan_with = |run: &Run| plan(&console::read(&snapshot), run, &Wish::of(&credential(), 0));
    for ownership in [Ownership::Adobe, Ownership::Unsure] {
        assert_eq!(plan_with(&list_with(ownership)), Err(Refusal::Adobes), "{ownership:?}");
    }
    assert!(plan_with(&list_with(Ownership::Administrator)).is_ok());
}

#[test]
fn a_configuration_that_no_list_has_shown_is_refused_whoevers_it_is() {
    let mut snapshot =
        PageSnapshot { url: ADDRESS.to_owned(), fields: jwt_form(), ..PageSnapshot::default() };
    let plan_seen = |snapshot: &PageSnapshot, ownership| {
        plan(&console::read(snapshot), &list_with(ownership), &Wish::of(&credential(), 0))
    };
    snapshot.url = ADDRESS.replace("item=target", "item=other");
    assert_eq!(plan_seen(&snapshot, Ownership::Administrator), Err(Refusal::NotSeen));
    snapshot.heading = "Adobe Target".to_owned();
    assert!(plan_seen(&snapshot, Ownership::Administrator).is_ok(), "known again by its title");
    assert_eq!(plan_seen(&snapshot, Ownership::Adobe), Err(Refusal::Adobes));
}

#[test]
fn a_choice_that_says_nothing_yet_is_not_taken_for_oauth() {
    let mut fields = oauth_form();
    fields[0].value = Some(String::new());
    assert!(plan_fields(fields).expect("a plan").choose_oauth.is_some());
}

#[test]
fn a_secret_that_the_credential_does_not_have_is_no_reason_to_leave_it_out() {
    let snapshot = PageSnapshot { url: ADDRESS.to_owned(), fields: oauth_form(), ..PageSnapshot::default() };
    let plan =
        plan(&console::read(&snapshot), &list_with(Ownership::Administrator), &Wish::of(&credential(), 1));
    assert_eq!(plan, Err(Refusal::NotUsable));
}

#[test]
fn no_debug_output_shows_the_secret() {
    let plan = plan_fields(oauth_form());
    assert!(!format!("{plan:?}").contains(SECRET));
}

/// How the row of a role of an OAuth form comes about when one of its fields was changed.
fn how(role: Role, change: impl Fn(&mut Vec<Field>), wish: Wish<'_>) -> How {
    let mut fields = oauth_form();
    change(&mut fields);
    let snapshot = PageSnapshot { url: ADDRESS.to_owned(), fields, ..PageSnapshot::default() };
    let plan = plan(&console::read(&snapshot), &list_with(Ownership::Administrator), &wish).expect("a plan");
    plan.rows.into_iter().find(|row| row.role == role).expect("a row").how
}

#[test]
fn what_was_edited_by_hand_is_overwritten_only_when_asked_to() {
    let credential = credential();
    let wish = Wish::of(&credential, 0);
    let typed = |value: &'static str, edited: bool| {
        move |fields: &mut Vec<Field>| {
            fields[2].value = Some(value.to_owned());
            fields[2].edited = edited;
        }
    };
    assert_eq!(how(Role::ClientId, typed("mine", true), wish), How::Edited);
    assert!(matches!(
        how(Role::ClientId, typed("mine", true), Wish { overwrite: true, ..wish }),
        How::Fill(_)
    ));
    assert!(matches!(how(Role::ClientId, typed("aems", false), wish), How::Fill(_)), "nobody has touched it");
    assert!(matches!(how(Role::ClientId, typed("", true), wish), How::Fill(_)), "nothing is lost");
    let ours = typed("0a1b2c3d4e5f60718293a4b5c6d7e8f9", true);
    assert_eq!(how(Role::ClientId, ours, wish), How::Same);
    let secret = |fields: &mut Vec<Field>| {
        fields[3].filled = true;
        fields[3].edited = true;
    };
    assert_eq!(how(Role::ClientSecret, secret, wish), How::Edited);
}

#[test]
fn a_field_that_takes_fewer_characters_is_not_filled() {
    let credential = credential();
    let wish = Wish::of(&credential, 0);
    let takes = |limit: u32| move |fields: &mut Vec<Field>| fields[2].max_length = Some(limit);
    assert_eq!(how(Role::ClientId, takes(31), wish), How::TooLong(31));
    assert!(matches!(how(Role::ClientId, takes(32), wish), How::Fill(_)));
    assert!(matches!(how(Role::OrgId, takes(0), wish), How::Fill(_)), "another field's limit");
    let short_secret = |fields: &mut Vec<Field>| fields[3].max_length = Some(30);
    assert_eq!(how(Role::ClientSecret, short_secret, Wish { overwrite: true, ..wish }), How::TooLong(30));
}

#[test]
fn a_page_that_is_no_place_for_a_secret_is_refused() {
    let check = |url: &str, framed, expected| {
        let snapshot =
            PageSnapshot { url: url.to_owned(), framed, fields: oauth_form(), ..PageSnapshot::default() };
        let list = list_with(Ownership::Administrator);
        let plan = plan(&console::read(&snapshot), &list, &Wish::of(&credential(), 0));
        assert_eq!(plan.err(), expected, "{url} {framed:?}");
        // It is said before there is a credential to fill with.
        assert_eq!(refusal(&console::read(&snapshot), &list), expected);
    };
    let http = ADDRESS.replace("https:", "http:");
    check(ADDRESS, Framed::Same, None);
    check(ADDRESS, Framed::Other, Some(Refusal::ForeignFrame));
    check(&http, Framed::Top, Some(Refusal::NotSecure));
    check(&http.replace("author-p1-e2.adobeaemcloud.com", "localhost:4502"), Framed::Top, None);
}

#[test]
fn a_form_that_sends_elsewhere_is_refused_and_leaves_nothing_to_copy() {
    let elsewhere = |field| Field { sent_elsewhere: true, ..field };
    let refusal = plan_fields(oauth_form().into_iter().map(elsewhere).collect()).err();
    assert_eq!(refusal, Some(Refusal::SentElsewhere));
    let may_copy = |refusal: Refusal| refusal.leaves_copying();
    assert_eq!(refusal.map(may_copy), Some(false));
    assert!(may_copy(Refusal::ForeignFrame));
    assert!(![Refusal::Adobes, Refusal::NotSeen].into_iter().any(may_copy));
}

#[test]
fn a_form_where_two_could_mean_oauth_is_refused() {
    let mut fields = jwt_form();
    fields[0].options.push(FieldOption { value: "oauth2".to_owned(), text: "OAuth 2".to_owned() });
    assert_eq!(plan_fields(fields), Err(Refusal::OAuthCompetes));
    let mut fields = oauth_form();
    fields.push(Field { key: Key::from("second"), ..authentication_type("jwt") });
    assert_eq!(plan_fields(fields), Err(Refusal::OAuthCompetes));
}

fn create(options: &[&str], credential: &Credential, leave_out: &[Role]) -> Vec<(Role, Shown, How)> {
    let options =
        options.iter().map(|text| FieldOption { value: text.to_lowercase(), text: (*text).to_owned() });
    let solution = field(FieldKind::Select, "cloudServiceName", "Cloud Solution *", "");
    let mut fields = vec![
        Field { options: options.collect(), ..solution },
        field(FieldKind::Text, "title", "Title *", ""),
    ];
    fields.extend(oauth_form().split_off(1));
    let url = ADDRESS.replace("edit.html?item=target", "createimsconfig.html");
    let snapshot = PageSnapshot { url, fields, ..PageSnapshot::default() };
    let wish = Wish { leave_out, ..Wish::of(credential, 0) };
    let plan = plan(&console::read(&snapshot), &Run::default(), &wish).expect("a plan");
    let optional = plan.rows.into_iter().filter(Row::optional);
    optional.map(|row| (row.role, row.will_be, row.how)).collect()
}

#[test]
fn a_new_configuration_is_offered_the_product_and_a_title_from_the_credential() {
    let text = |text: &str| Shown::Text(text.to_owned());
    let choose = |option: &str| {
        How::Fill(Edit::Choose { key: Key::from("cloudServiceName"), option: option.to_owned() })
    };
    let set = |value: &str| How::Fill(Edit::SetText { key: Key::from("title"), value: value.to_owned() });
    let title = (Role::Title, text("Adobe Target"), set("Adobe Target"));
    let solution = (Role::CloudSolution, text("Adobe Target"), choose("adobe target"));

    let products = ["Adobe Analytics", "Adobe Target"];
    assert_eq!(create(&products, &credential(), &[]), [solution, title.clone()]);
    assert_eq!(
        create(&["Adobe Analytics"], &credential(), &[]),
        std::slice::from_ref(&title),
        "none is the product's"
    );
    assert_eq!(create(&["Adobe Target", "Target (old)"], &credential(), &[]), [title], "two are");

    let named = Credential { name: Some("Our Target".to_owned()), ..credential() };
    assert_eq!(create(&[], &named, &[]), [(Role::Title, text("Our Target"), set("Our Target"))]);
    let left_out = create(&products, &named, &[Role::CloudSolution, Role::Title]);
    assert!(left_out.iter().all(|(_, _, how)| *how == How::LeftOut) && left_out.len() == 2);
}

#[test]
fn nothing_but_a_proposal_can_be_left_out() {
    let credential = credential();
    let wish = Wish { leave_out: &[Role::ClientId, Role::ClientSecret], ..Wish::of(&credential, 0) };
    assert!(matches!(how(Role::ClientId, |_| {}, wish), How::Fill(_)));
}

/// Launch refers to a configuration by its title (facts, section 10.6), so a migration must never change it.
#[test]
fn a_migration_never_changes_the_title() {
    let named = Credential { name: Some("Our Target".to_owned()), ..credential() };
    let solution = || Field {
        options: vec![FieldOption { value: "target".to_owned(), text: "Adobe Target".to_owned() }],
        ..field(FieldKind::Select, "cloudServiceName", "Cloud Solution *", "")
    };
    for title in ["", "Adobe Target", "Our Target", "Something else"] {
        for form in [jwt_form(), oauth_form()] {
            let mut fields = vec![solution(), field(FieldKind::Text, "title", "Title *", title)];
            fields.extend(form);
            let snapshot = PageSnapshot { url: ADDRESS.to_owned(), fields, ..PageSnapshot::default() };
            let view = console::read(&snapshot);
            assert_eq!(view.kind, PageKind::Properties);
            assert!(view.form.as_ref().is_some_and(|form| form.field(Role::Title).is_some()), "it could be");
            let wish = Wish { overwrite: true, ..Wish::of(&named, 0) };
            let plan = plan(&view, &list_with(Ownership::Administrator), &wish).expect("a plan");
            let is_proposal = |role: Role| matches!(role, Role::Title | Role::CloudSolution);
            assert!(!plan.rows.iter().any(|row| is_proposal(row.role)), "{title:?}: {:?}", plan.rows);
            assert!(!plan.edits().iter().any(|(role, _)| is_proposal(*role)), "{title:?}");
        }
    }
}
