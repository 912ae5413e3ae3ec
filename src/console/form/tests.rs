use super::*;
use crate::page::{Field, FieldKind, FieldOption};

fn field(kind: FieldKind, name: &str, label: &str) -> Field {
    Field {
        key: Key(format!("{name}/{label}").into()),
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

fn read(snapshot: &PageSnapshot) -> Form {
    super::read(snapshot, &Address::parse(&snapshot.url))
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
    assert_eq!(form.authentication, Some((Authentication::Jwt, Evidence::Option("JWT".into()))));
    let chosen = authentication_type(&[("0", "JWT"), ("1", "OAuth")], "1");
    assert_eq!(chosen.authentication.map(|(kind, _)| kind), Some(Authentication::OAuth));
}

#[test]
fn no_option_or_several_options_for_oauth_are_not_chosen_from() {
    assert_eq!(authentication_type(&[("a", "JWT")], "a").oauth_option, None);
    assert_eq!(authentication_type(&[("a", "OAuth 1"), ("b", "OAuth 2")], "a").oauth_option, None);
    assert_eq!(authentication_type(&[("jwt", "OAuth (JWT)")], "jwt").oauth_option, None);
}

/// One field a line, name then label; expected are the roles found, and what is said of those that were not.
fn check(fields: &[Field], found: &[(Role, &str)], unresolved: &[(Role, Unresolved)]) {
    let form = read_fields(fields.to_vec());
    assert_eq!(roles(&form), found);
    for reason in unresolved {
        assert!(form.unresolved.contains(reason), "{reason:?} in {:?}", form.unresolved);
    }
}

/// Server, client id, secret, scope and org id.
fn five(names: [&str; 5], labels: [&str; 5]) -> Vec<Field> {
    let kinds = [FieldKind::Text, FieldKind::Text, FieldKind::Password, FieldKind::Text, FieldKind::Text];
    kinds.into_iter().zip(names).zip(labels).map(|((kind, name), label)| field(kind, name, label)).collect()
}

const NAMES: [&str; 5] = ["authServerUrl", "clientId", "clientSecret", "scope", "orgId"];
const LABELS: [&str; 5] = ["Authorization Server *", "Client Id *", "Client Secret *", "Scope *", "Org Id *"];
const UNHEARD_OF: [&str; 5] = ["field1", "field2", "field3", "field4", "field5"];

fn all_five(names: [&'static str; 5]) -> [(Role, &'static str); 5] {
    let [server, client_id, secret, scope, org_id] = names;
    [
        (Role::AuthorizationServer, server),
        (Role::ClientId, client_id),
        (Role::ClientSecret, secret),
        (Role::Scope, scope),
        (Role::OrgId, org_id),
    ]
}

#[test]
fn names_alone_or_labels_alone_are_enough_in_aems_order() {
    check(&five(NAMES, [""; 5]), &all_five(NAMES), &[]);
    check(&five(UNHEARD_OF, LABELS), &all_five(UNHEARD_OF), &[]);
    let signals = read_fields(five(UNHEARD_OF, LABELS))
        .fields
        .iter()
        .map(|found| found.signals.clone())
        .collect::<Vec<_>>();
    let by_place = vec![Signal::Label, Signal::Place];
    let by_kind = vec![Signal::Label, Signal::Kind];
    assert_eq!(signals, [by_place.clone(), by_place.clone(), by_kind, by_place.clone(), by_place]);
}

#[test]
fn names_alone_out_of_order_are_enough_only_once_three_are_certain() {
    let mut fields = five(NAMES, [""; 5]);
    fields.swap(3, 4);
    check(&fields, &all_five(NAMES), &[]);
    fields.swap(0, 1);
    check(
        &fields,
        &[(Role::ClientSecret, "clientSecret")],
        &[(Role::Scope, Unresolved::NotFound), (Role::OrgId, Unresolved::NotFound)],
    );
}

#[test]
fn names_that_the_configuration_is_kept_with_are_names_too() {
    let names = [
        "./auth.authServerUrl",
        "auth.token.provider.client.id",
        "auth.ims.client.secret",
        "auth.token.provider.scope",
        "auth.token.provider.orgId",
    ];
    check(&five(names, LABELS), &all_five(names), &[]);
}

#[test]
fn the_client_id_may_have_kept_the_api_keys_name() {
    let names = ["authServerUrl", "apiKey", "clientSecret", "scope", "orgId"];
    check(&five(names, LABELS), &all_five(names), &[]);
    let api_key = read_fields(vec![text("apiKey", "API Key")]);
    assert_eq!(roles(&api_key), [(Role::ApiKey, "apiKey")]);
}

#[test]
fn a_label_that_contradicts_its_name_makes_a_field_nobodys() {
    let mut labels = LABELS;
    labels.swap(1, 4);
    check(
        &five(NAMES, labels),
        &[
            (Role::AuthorizationServer, "authServerUrl"),
            (Role::ClientSecret, "clientSecret"),
            (Role::Scope, "scope"),
        ],
        &[(Role::ClientId, Unresolved::Contradictory), (Role::OrgId, Unresolved::Contradictory)],
    );
}

#[test]
fn two_signals_that_agree_count_nothing_where_the_third_contradicts_them() {
    let mut names = NAMES;
    names[2] = "orgId";
    names[4] = "field";
    let form = read_fields(five(names, LABELS));
    assert_eq!(form.field(Role::ClientSecret), None, "its name says that it is for the org id");
    // Nor does the place help a name that the label contradicts.
    let mut labels = LABELS;
    labels[1] = "Org Id";
    assert_eq!(read_fields(five(NAMES, labels)).field(Role::ClientId), None);
}

#[test]
fn a_password_for_the_org_id_is_neither_the_org_id_nor_the_secret() {
    let mut fields = five(NAMES, LABELS);
    fields[4].kind = FieldKind::Password;
    check(&fields, &all_five(NAMES)[..4], &[(Role::OrgId, Unresolved::Contradictory)]);
    fields.remove(2);
    let form = read_fields(fields);
    assert_eq!(form.field(Role::ClientSecret), None, "a password field that says it is something else");
}

#[test]
fn two_passwords_without_a_word_are_both_left_alone() {
    let mut fields = five(NAMES, LABELS);
    fields[2] = field(FieldKind::Password, "", "");
    fields.insert(3, field(FieldKind::Password, "", ""));
    let form = read_fields(fields);
    assert_eq!(form.field(Role::ClientSecret), None);
    assert!(form.unresolved.contains(&(Role::ClientSecret, Unresolved::Ambiguous)));
}

#[test]
fn a_label_bound_by_an_id_that_several_elements_carry_says_nothing() {
    let mut fields =
        vec![text("field", "Client Id *"), field(FieldKind::Password, "secret", "Client Secret *")];
    assert!(read_fields(fields.clone()).field(Role::ClientId).is_none(), "one signal");
    fields[0].name = "clientId".to_owned();
    assert!(read_fields(fields.clone()).field(Role::ClientId).is_some());
    fields[0].shared_id = true;
    assert!(read_fields(fields).field(Role::ClientId).is_none());
}

fn in_form(key: &str, fields: Vec<Field>) -> Vec<Field> {
    fields.into_iter().map(|field| Field { form: Key::from(key), ..field }).collect()
}

#[test]
fn only_the_fields_of_the_form_that_holds_the_others_count() {
    let mut fields = in_form("a", five(NAMES, LABELS));
    fields.extend(in_form("", vec![text("clientId", "Client Id")]));
    fields.extend(in_form("search", vec![text("title", "Title")]));
    check(&fields, &all_five(NAMES), &[]);
    // What is missing from the form is not looked for elsewhere.
    fields.remove(4);
    fields.extend(in_form("b", vec![text("orgId", "Org Id")]));
    check(&fields, &all_five(NAMES)[..4], &[(Role::OrgId, Unresolved::NotFound)]);
}

#[test]
fn two_forms_that_claim_as_much_are_both_left_alone() {
    let fields = [in_form("a", five(NAMES, LABELS)), in_form("b", five(NAMES, LABELS))].concat();
    check(
        &fields,
        &[],
        &[(Role::ClientId, Unresolved::Ambiguous), (Role::ClientSecret, Unresolved::Ambiguous)],
    );
}

#[test]
fn a_select_that_offers_oauth_and_is_called_so_in_any_language_is_the_authentication_type() {
    let option = |value: &str, text: &str| FieldOption { value: value.to_owned(), text: text.to_owned() };
    let select = |name: &str, label: &str| Field {
        options: vec![option("0", "JWT"), option("1", "OAuth")],
        value: Some("0".to_owned()),
        ..field(FieldKind::Select, name, label)
    };
    let found = |field: Field| read_fields(vec![field]).field(Role::AuthenticationType).is_some();
    assert!(found(select("", "인증 유형")));
    assert!(found(select("./authType", "Kimlik")));
    assert!(!found(select("", "Kimlik")));
    let form = read_fields(vec![select("authType", ""), select("grantType", "")]);
    assert!(form.oauth_competes && form.oauth_option.is_none());
}

#[test]
fn a_page_that_others_could_read_or_cover_is_a_hazard() {
    let check = |url: &str, framed, expected| {
        let snapshot = PageSnapshot { url: url.to_owned(), framed, ..PageSnapshot::default() };
        assert_eq!(read(&snapshot).hazard, expected, "{url} {framed:?}");
    };
    check("https://author.example/x", Framed::Top, None);
    check("https://author.example/x", Framed::Same, None);
    check("https://author.example/x", Framed::Other, Some(Hazard::ForeignFrame));
    for host in ["localhost", "LOCALHOST:4502", "127.0.0.1:4502", "[::1]:4502", "[::1]"] {
        check(&format!("http://{host}/x"), Framed::Top, None);
    }
    for host in [
        "author.example",
        "localhost.example:4502",
        "127.0.0.1.example",
        "example/localhost",
        "[::2]:80",
        "a@localhost",
    ] {
        check(&format!("http://{host}/x"), Framed::Top, Some(Hazard::NotSecure));
    }
}

#[test]
fn claims_are_read_wherever_in_the_form_they_are_seen() {
    let mut payload = field(FieldKind::Other, "", "");
    payload.value = Some(r#"{"iss":"0A@AdobeOrg"}"#.to_owned());
    assert_eq!(read_fields(vec![payload.clone()]).claims.org_id.as_deref(), Some("0A@AdobeOrg"));
    payload.visible = false;
    assert!(read_fields(vec![payload]).claims.is_empty());
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
        assert_eq!(
            save_button(&Form::default(), actions).map(|button| button.text).as_deref(),
            expected,
            "{actions:?}"
        );
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

#[test]
fn borrowed_names_below_labels_of_something_else_are_not_enough() {
    let labels = ["SMTP server", "SMTP user", "SMTP password", "From address", "Reply to"];
    check(&five(NAMES, labels), &[], &[(Role::ClientSecret, Unresolved::NotFound)]);
}

#[test]
fn a_label_of_another_value_counts_more_than_a_name_in_its_place() {
    let mut labels = LABELS;
    labels[4] = "Technical Account ID";
    check(&five(NAMES, labels), &all_five(NAMES)[..4], &[(Role::OrgId, Unresolved::Contradictory)]);
}

#[test]
fn a_form_that_sends_its_fields_elsewhere_has_none_of_aems() {
    let elsewhere = |field: Field| Field { sent_elsewhere: true, ..field };
    let fields: Vec<Field> = five(NAMES, LABELS).into_iter().map(elsewhere).collect();
    check(&fields, &[], &[]);
    assert_eq!(read_fields(fields).hazard, Some(Hazard::SentElsewhere));

    // A search beside it that is somebody else's is no reason to leave AEM's form alone.
    let mut beside = five(NAMES, LABELS);
    beside.push(elsewhere(field(FieldKind::Text, "clientId", "Client ID")));
    assert_eq!(read_fields(beside).hazard, None);
    let search = vec![elsewhere(field(FieldKind::Text, "q", "Search"))];
    assert_eq!(read_fields(search).hazard, None);
}

#[test]
fn one_sign_of_jwt_is_enough_not_to_take_a_form_without_the_choice_for_oauth() {
    let names = ["authServerUrl", "apiKey", "clientSecret", "", ""];
    assert!(!read_fields(five(names, [""; 5])).awaits_oauth());
    let mut named = five(names, [""; 5]);
    named[3].name = "jwtClaims".to_owned();
    assert!(read_fields(named).awaits_oauth());
    let mut labelled = five(names, [""; 5]);
    labelled[1].labels = vec!["API Key".to_owned()];
    assert!(read_fields(labelled.clone()).awaits_oauth());
    // On another step or tab of the form as well; what is hidden otherwise belongs to another choice.
    let mut elsewhere = labelled.clone();
    elsewhere[1].visible = false;
    assert!(!read_fields(elsewhere.clone()).awaits_oauth());
    elsewhere[1].on_other_panel = true;
    assert!(read_fields(elsewhere).awaits_oauth());
    let mut filled = five(names, [""; 5]);
    filled[3].value =
        Some(r#"{"iss":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","sub":"a@techacct.adobe.com"}"#.to_owned());
    assert!(read_fields(filled).awaits_oauth());
}

#[test]
fn a_form_that_has_been_filled_is_not_taken_for_jwt_by_its_organization() {
    let mut fields = oauth_form();
    fields[1].value = Some("https://ims-na1.adobelogin.com".to_owned());
    fields[5].value = Some("0A1B2C3D4E5F60718293A4B5@AdobeOrg".to_owned());
    assert!(!read_fields(fields).awaits_oauth());
}

#[test]
fn what_a_form_shows_as_text_is_read_and_never_filled() {
    let shown = |label: &str, value: &str| Field {
        value: Some(value.to_owned()),
        ..field(FieldKind::Shown, "", label)
    };
    let claims =
        r#"{"iss":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","aud":"https://ims-na1.adobelogin.com/c/1a2b"}"#;
    let form = read_fields(vec![
        field(FieldKind::Select, "authenticationType", "Authentication Type"),
        shown("Authorization Server *", "https://ims-na1.adobelogin.com"),
        shown("API Key *", "1a2b3c4d5e6f708192a3b4c5d6e7f809"),
        shown("Payload *", claims),
    ]);
    assert_eq!(form.value(Role::ApiKey), Some("1a2b3c4d5e6f708192a3b4c5d6e7f809"));
    assert_eq!(form.claims.org_id.as_deref(), Some("0A1B2C3D4E5F60718293A4B5@AdobeOrg"));
    assert!(form.field(Role::ApiKey).is_none() && form.field(Role::AuthorizationServer).is_none());
}

#[test]
fn the_button_that_saves_stands_in_the_forms_own_dialog() {
    let button = |key: &str, text: &str, dialog: &str| Action {
        key: Key::from(key),
        text: text.to_owned(),
        variant: "cta".to_owned(),
        visible: true,
        dialog: Key::from(dialog),
        ..Action::default()
    };
    let in_dialog = |field: Field| Field { dialog: Key::from("d"), ..field };
    let snapshot = |dialog: bool, actions: Vec<Action>| PageSnapshot {
        fields: oauth_form().into_iter().map(|field| if dialog { in_dialog(field) } else { field }).collect(),
        actions,
        ..PageSnapshot::default()
    };
    let both = || vec![button("list", "Create", ""), button("dialog", "Create", "d")];
    let saves = |snapshot: &PageSnapshot| read(snapshot).save.map(|save| save.key.0.to_string());
    assert_eq!(saves(&snapshot(true, both())).as_deref(), Some("dialog"));
    assert_eq!(saves(&snapshot(false, both())).as_deref(), Some("list"));
    assert_eq!(saves(&snapshot(true, both().into_iter().take(1).collect())), None, "the list's own");
}

#[test]
fn a_password_whose_name_ends_in_secret_is_one_signal() {
    let secret = |name: &str, label: &str| field(FieldKind::Password, name, label);
    let found = |one: Field| {
        read_fields(vec![text("clientId", "Client Id"), one]).field(Role::ClientSecret).is_some()
    };
    assert!(found(secret("clientSecret", "")) && found(secret("x", "Client Secret")));
    assert!(!found(secret("stockSecret", "Stock")) && !found(secret("secret", "")));
    // Not even in the place of the one that is meant, in a form whose language is known.
    let mut fields = oauth_form();
    fields[3] = secret("stockSecret", "Stock password");
    assert_eq!(read_fields(fields).field(Role::ClientSecret), None);
}

#[test]
fn what_comes_before_or_after_the_telling_part_of_a_name_does_not_count() {
    let named = |name: &str| !signals::spoken(&text(name, "")).is_empty();
    for name in [
        "./ims/clientId",
        "clientId_oauth",
        "clientIdField",
        "clientId.value",
        "x[clientId]",
        "clientId-IMS-input",
    ] {
        assert!(named(name), "{name}");
    }
    // Another word makes it another thing, and a part of a word is no word.
    for name in ["clientIdHint", "clientIdoauth", "clientIdContext", "value", "_oauth", "OAuth", ""] {
        assert!(!named(name), "{name}");
    }
}

#[test]
fn what_cannot_be_typed_into_does_not_compete() {
    let mut fields = oauth_form();
    fields.push(Field { read_only: true, key: Key::from("shown"), ..text("clientId", "Client Id") });
    assert_eq!(
        read_fields(fields).field(Role::ClientId).map(|found| found.field.key.0.as_str().to_owned()),
        Some("clientId/Client Id *".to_owned())
    );
}

#[test]
fn a_field_with_labels_of_two_roles_has_none() {
    let mut fields = oauth_form();
    fields[2].labels.push("Org Id".to_owned());
    let form = read_fields(fields);
    assert_eq!(form.field(Role::ClientId), None);
    assert!(form.unresolved.contains(&(Role::ClientId, Unresolved::Contradictory)));
}

#[test]
fn five_free_fields_of_which_three_are_certain_settle_the_rest() {
    // In an order of its own, with two labels that no documentation has.
    let odd = || {
        vec![
            text("scope", "Permissions"),
            text("title", "Title"),
            text("orgId", "Org Id"),
            field(FieldKind::Password, "clientSecret", "Client Secret"),
            text("clientId", "Client Id"),
            text("authServerUrl", ""),
        ]
    };
    let mut unlabelled = odd();
    unlabelled[0].labels.clear();
    unlabelled[5].labels.clear();
    let form = read_fields(unlabelled);
    assert!(form.ready_for_credential(), "{:?}", form.unresolved);
    assert_eq!(
        form.field(Role::Scope).map(|found| found.signals.clone()),
        Some(vec![Signal::Name, Signal::Rest])
    );
    // A label in a language that is known, and that says something else, is a veto.
    assert_eq!(read_fields(odd()).field(Role::Scope), None);
    // One more free field, and nothing follows.
    let mut six = odd();
    six[0].labels.clear();
    six.push(text("other", "Other"));
    assert_eq!(read_fields(six).field(Role::Scope), None);
}

#[test]
fn a_form_that_says_it_is_adobes_is_known_to_be() {
    use crate::page::Status;
    let says = |text: &str| {
        let notices = vec![Status { text: text.into(), tag: "coral-tag".into(), ..Status::default() }];
        read(&PageSnapshot { fields: oauth_form(), notices, ..PageSnapshot::default() }).adobes
    };
    assert!(says("Auto provisioned") && says("AUTO-PROVISIONED"));
    assert!(!says("Auto provisioned ones are handled by Adobe") && !says("Saved"));
}

#[test]
fn a_form_that_is_only_shown_waits_for_aems_edit() {
    let locked = |field: Field| Field { read_only: true, ..field };
    let action = |icon: &str| Action { icon: icon.to_owned(), visible: true, ..Action::default() };
    let awaits = |fields: Vec<Field>, icon: &str| {
        read(&PageSnapshot { fields, actions: vec![action(icon)], ..PageSnapshot::default() }).awaits_edit
    };
    assert!(awaits(oauth_form().into_iter().map(locked).collect(), "edit"));
    assert!(!awaits(oauth_form().into_iter().map(locked).collect(), "delete"));
    assert!(!awaits(oauth_form(), "edit"));
}
