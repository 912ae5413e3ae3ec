use super::*;
use crate::page::FieldOption;

fn field(kind: FieldKind, name: &str, label: &str) -> Field {
    Field {
        key: Key(format!("{name}/{label}")),
        kind,
        name: name.to_owned(),
        labels: vec![label.to_owned()],
        value: Some(String::new()),
        visible: true,
        ..Field::default()
    }
}

fn text(name: &str, label: &str) -> Field {
    field(FieldKind::Text, name, label)
}

fn oauth_form() -> Vec<Field> {
    vec![
        text("title", "Title *"),
        text("authServerUrl", "Authorization Server *"),
        text("clientId", "Client Id *"),
        field(FieldKind::Password, "clientSecret", "Client Secret *"),
        text("scope", "Scope *"),
        text("orgId", "Org Id *"),
    ]
}

fn read_fields(fields: Vec<Field>) -> Form {
    read(&PageSnapshot { fields, ..PageSnapshot::default() })
}

fn roles(form: &Form) -> Vec<(Role, &str)> {
    form.fields.iter().map(|found| (found.role, found.field.name.as_str())).collect()
}

#[test]
fn the_form_as_it_has_been_seen_is_read_whole() {
    let form = read_fields(oauth_form());
    assert!(form.ready_for_credential());
    assert_eq!(
        roles(&form),
        [
            (Role::Title, "title"),
            (Role::AuthorizationServer, "authServerUrl"),
            (Role::ClientId, "clientId"),
            (Role::ClientSecret, "clientSecret"),
            (Role::Scope, "scope"),
            (Role::OrgId, "orgId"),
        ]
    );
    assert_eq!(form.fields[1].label(), "Authorization Server");
}

#[test]
fn a_label_and_the_place_between_certain_neighbours_are_two_signals() {
    let mut fields = oauth_form();
    fields[2].name = "./unheardOf".to_owned();
    assert_eq!(
        read_fields(fields).field(Role::ClientId).map(|found| found.field.name.as_str()),
        Some("./unheardOf")
    );
}

#[test]
fn a_single_signal_is_not_enough() {
    let form = read_fields(vec![text("unheardOf", "Client Id *")]);
    assert_eq!(form.field(Role::ClientId), None);
    assert!(form.unresolved.contains(&(Role::ClientId, Unresolved::NotFound)));
}

#[test]
fn two_fields_that_claim_one_role_are_both_left_alone() {
    let mut fields = oauth_form();
    fields.push(text("clientid", "Client ID"));
    let form = read_fields(fields);
    assert_eq!(form.field(Role::ClientId), None);
    assert!(form.unresolved.contains(&(Role::ClientId, Unresolved::Ambiguous)));
}

#[test]
fn a_field_that_nobody_can_see_is_not_there() {
    let mut fields = oauth_form();
    let mut decoy = text("clientId", "Client Id *");
    decoy.visible = false;
    fields.push(decoy);
    assert!(read_fields(fields).ready_for_credential());
}

#[test]
fn a_text_field_is_never_taken_for_the_secret() {
    let mut fields = oauth_form();
    fields[3].kind = FieldKind::Text;
    assert_eq!(read_fields(fields).field(Role::ClientSecret), None);
}

fn authentication_type(options: &[(&str, &str)], chosen: &str) -> Form {
    let options = options
        .iter()
        .map(|(value, text)| FieldOption { value: (*value).to_owned(), text: (*text).to_owned() })
        .collect();
    let select = field(FieldKind::Select, "authType", "Authentication Type");
    read_fields(vec![Field { options, value: Some(chosen.to_owned()), ..select }])
}

#[test]
fn the_only_option_that_says_oauth_is_the_one_to_choose() {
    let form = authentication_type(&[("0", "JWT"), ("1", "OAuth")], "0");
    assert_eq!(form.oauth_option.as_deref(), Some("1"));
    assert_eq!(form.authentication, Some((Authentication::Jwt, Evidence::Option("JWT".to_owned()))));
    let chosen = authentication_type(&[("0", "JWT"), ("1", "OAuth")], "1");
    assert_eq!(chosen.authentication.map(|(kind, _)| kind), Some(Authentication::OAuth));
}

#[test]
fn no_option_or_several_options_for_oauth_are_not_chosen_from() {
    assert_eq!(authentication_type(&[("a", "JWT")], "a").oauth_option, None);
    assert_eq!(authentication_type(&[("a", "OAuth 1"), ("b", "OAuth 2")], "a").oauth_option, None);
    assert_eq!(authentication_type(&[("jwt", "OAuth (JWT)")], "jwt").oauth_option, None);
}

fn button(id: &str, text: &str, variant: &str) -> Action {
    Action {
        id: id.to_owned(),
        text: text.to_owned(),
        variant: variant.to_owned(),
        visible: true,
        ..Action::default()
    }
}

#[test]
fn the_save_button_is_told_by_two_of_words_id_and_variant() {
    let check = |actions: &[Action], expected: Option<&str>| {
        assert_eq!(save_button(actions).map(|button| button.text).as_deref(), expected, "{actions:?}");
    };
    check(&[button("shell-propertiespage-doneactivator", "Save & Close", "primary")], Some("Save & Close"));
    check(
        &[button("", "Enregistrer et fermer", "primary"), button("", "Annuler", "")],
        Some("Enregistrer et fermer"),
    );
    check(&[button("shell-propertiespage-doneactivator", "保存", "primary")], Some("保存"));
    check(&[button("", "Create", "cta")], Some("Create"));
    check(&[button("", "Save & Close", "")], None);
    check(&[button("a", "Create", "cta"), button("b", "Create", "cta")], None);
}
