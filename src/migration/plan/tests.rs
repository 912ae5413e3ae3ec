use super::*;
use crate::console;
use crate::credentials;
use crate::migration::Seen;
use crate::page::{Field, FieldKind, FieldOption, Key, PageSnapshot};

const ADDRESS: &str = "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations/edit.html?item=target";
const SECRET: &str = "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5a";

fn credential() -> Credential {
    let download = format!(
        r#"{{"ORG_ID":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","CLIENT_SECRETS":["{SECRET}"],
            "CLIENT_ID":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","SCOPES":["openid","target_sdk"]}}"#
    );
    credentials::read(&download).credentials.remove(0)
}

fn field(kind: FieldKind, name: &str, label: &str, value: &str) -> Field {
    Field {
        key: Key(name.to_owned()),
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
    plan(&console::read(&snapshot), &list_with(Ownership::Administrator), &credential(), 0)
}

/// What a list showed before.
fn list_with(ownership: Ownership) -> Run {
    let seen =
        Seen { id: "target".to_owned(), title: "Adobe Target".to_owned(), ownership, ..Seen::default() };
    Run { seen: vec![seen], ..Run::default() }
}

#[test]
fn a_jwt_form_is_first_switched_to_oauth() {
    let plan = plan_fields(jwt_form()).expect("a plan");
    assert_eq!(
        plan.choose_oauth,
        Some(Edit::Choose { key: Key("authenticationType".to_owned()), option: "oauth".to_owned() })
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
        (role, Edit::SetText { key: Key(name.to_owned()), value: value.to_owned() })
    };
    assert_eq!(plan.choose_oauth, None);
    assert_eq!(
        plan.edits(),
        [
            set(Role::ClientId, "clientId", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
            set(Role::ClientSecret, "clientSecret", SECRET),
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
    let plan_with = |run: &Run| plan(&console::read(&snapshot), run, &credential(), 0);
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
        plan(&console::read(snapshot), &list_with(ownership), &credential(), 0)
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
    let plan = plan(&console::read(&snapshot), &list_with(Ownership::Administrator), &credential(), 1);
    assert_eq!(plan, Err(Refusal::NotUsable));
}

#[test]
fn no_debug_output_shows_the_secret() {
    let plan = plan_fields(oauth_form());
    assert!(!format!("{plan:?}").contains(SECRET));
}
