use super::*;
use crate::page::{Collection, Item, Step};

const HOST: &str = "https://author-p1-e2.adobeaemcloud.com";
const PATH: &str = "cq/adobeims-configuration/content/configurations";

fn field(kind: FieldKind, name: &str, label: &str) -> Field {
    Field { kind, name: name.to_owned(), labels: vec![label.to_owned()], visible: true, ..Field::default() }
}

fn page(url: &str, fields: Vec<Field>, items: usize) -> PageSnapshot {
    PageSnapshot {
        url: url.to_owned(),
        fields,
        items: vec![Item::default(); items],
        ..PageSnapshot::default()
    }
}

fn read(snapshot: &PageSnapshot) -> (PageKind, Vec<PageEvidence>) {
    super::read(snapshot, &Address::parse(&snapshot.url))
}

fn check(snapshot: &PageSnapshot, expected: PageKind, evidence: &[PageEvidence]) {
    let (kind, why) = read(snapshot);
    assert_eq!(kind, expected, "{} {why:?}", snapshot.url);
    for one in evidence {
        assert!(why.contains(one), "{one:?} in {why:?}");
    }
}

fn oauth_form() -> Vec<Field> {
    vec![
        field(FieldKind::Text, "a", "Client Id *"),
        field(FieldKind::Password, "b", "Client Secret *"),
        field(FieldKind::Text, "c", "Scope *"),
    ]
}

#[test]
fn a_page_is_told_by_its_path_wherever_the_path_begins() {
    for root in [
        "/libs",
        "/apps",
        "/mnt/overlay",
        "/mnt/override/libs",
        "/cp/libs",
        "/cp/mnt/overlay",
        "/a/mnt/override/libs",
    ] {
        for host in [HOST, "http://localhost:4502", "https://aem.example.com"] {
            let console = format!("{host}{root}/{PATH}");
            let list = page(&format!("{console}.html?appId=aemshell#x"), vec![], 4);
            check(&list, PageKind::List, &[PageEvidence::ConsolePath, PageEvidence::Items]);
            check(&page(&format!("{console}.html"), vec![], 0), PageKind::List, &[]);
            let create = format!("{console}/createimsconfig.html");
            check(&page(&create, oauth_form(), 0), PageKind::Create, &[PageEvidence::CreatePath]);
            let edit = format!("{console}/edit.html?item=a");
            check(&page(&edit, oauth_form(), 0), PageKind::Properties, &[PageEvidence::Password]);
            check(&page(&format!("{console}/edit.html/a"), vec![], 0), PageKind::Unknown, &[]);
        }
    }
}

#[test]
fn a_page_that_only_mentions_the_path_is_elsewhere() {
    let console = format!("/libs/{PATH}.html");
    for url in [
        format!("{HOST}/sites.html"),
        format!("https://example.com/login.html?resource={console}"),
        format!("https://example.com/ui#/aem{console}"),
        format!("{HOST}/assets.html{console}"),
        format!("{HOST}/libs/{PATH}-of-another-kind.html"),
        format!("{HOST}/odd/{PATH}.html"),
        format!("{HOST}/content/libs/{PATH}.html"),
        format!("{HOST}/a/b/libs/{PATH}.html"),
        String::new(),
    ] {
        check(&page(&url, oauth_form(), 1), PageKind::Elsewhere, &[PageEvidence::OtherPath]);
    }
}

#[test]
fn a_login_page_in_the_consoles_place_is_no_form_of_the_console() {
    let url = format!("{HOST}/libs/{PATH}/edit.html?item=a");
    let named = vec![
        field(FieldKind::Text, "j_username", "Benutzername"),
        field(FieldKind::Password, "j_password", "Kennwort"),
    ];
    check(&page(&url, named, 0), PageKind::Login, &[PageEvidence::LoginNames]);
    let unnamed = vec![field(FieldKind::Text, "user", "E-Mail"), field(FieldKind::Password, "pw", "")];
    check(&page(&url, unnamed, 0), PageKind::Login, &[PageEvidence::NameAndPassword]);
    // A form that lies about its names still has the console's labels.
    let lying = vec![
        field(FieldKind::Text, "j_username", "Client Id"),
        field(FieldKind::Password, "j_password", "Client Secret"),
    ];
    check(&page(&url, lying, 0), PageKind::Properties, &[]);
}

#[test]
fn an_error_page_is_told_by_its_status() {
    let of = |status: Option<u16>, title: &str, heading: &str| PageSnapshot {
        http_status: status,
        title: title.to_owned(),
        heading: heading.to_owned(),
        ..page(&format!("{HOST}/libs/{PATH}.html"), vec![], 0)
    };
    check(&of(Some(503), "", ""), PageKind::Error, &[PageEvidence::HttpStatus(503)]);
    let not_found = of(None, "404 Resource at '/libs' not found", "");
    check(&not_found, PageKind::Error, &[PageEvidence::StatusInTitle(404)]);
    check(&of(None, "Error", "HTTP ERROR 500"), PageKind::Error, &[PageEvidence::StatusInTitle(500)]);
    check(&of(Some(200), "404 cards", ""), PageKind::List, &[]);
    check(&of(None, "AEM 6.5 | 404 cards", ""), PageKind::List, &[]);
    let with_items = PageSnapshot { items: vec![Item::default()], ..of(Some(500), "", "") };
    check(&with_items, PageKind::List, &[]);
}

#[test]
fn the_wizard_of_the_jwt_era_is_told_by_what_only_it_asks_for() {
    let url = format!("{HOST}/libs/{PATH}/createimsconfig.html");
    let certificate = vec![field(FieldKind::Select, "x", "Certificate *")];
    let steps = vec![Step::default(), Step { active: true, ..Step::default() }];
    let first = PageSnapshot { steps, ..page(&url, certificate, 0) };
    check(&first, PageKind::Wizard, &[PageEvidence::JwtFields, PageEvidence::Steps]);
    let account = vec![
        field(FieldKind::Text, "apiKey", "API-Schlüssel"),
        field(FieldKind::Password, "clientSecret", "Client-Geheimnis"),
        field(FieldKind::Multiline, "jwtClaims", "Nutzlast"),
    ];
    check(&page(&url, account, 0), PageKind::Wizard, &[PageEvidence::JwtFields]);
    check(&page(&url, oauth_form(), 0), PageKind::Create, &[]);
}

#[test]
fn an_empty_list_is_told_from_one_that_is_not_there_yet() {
    let empty = PageSnapshot {
        collection: Some(Collection::default()),
        ..page(&format!("{HOST}/libs/{PATH}.html"), vec![], 0)
    };
    check(&empty, PageKind::List, &[PageEvidence::EmptyCollection]);
}

#[test]
fn the_choice_of_oauth_makes_properties_where_nothing_has_a_label() {
    let option = |text: &str| crate::page::FieldOption { value: text.to_owned(), text: text.to_owned() };
    let select = |second: &str| {
        let options = vec![option("JWT"), option(second)];
        Field { options, labels: Vec::new(), ..field(FieldKind::Select, "field5", "") }
    };
    let url = format!("{HOST}/libs/{PATH}/editimsconfig.html?item=a");
    check(&page(&url, vec![select("OAuth")], 0), PageKind::Properties, &[PageEvidence::AuthenticationType]);
    check(&page(&url, vec![select("Basic")], 0), PageKind::Unknown, &[]);
}

#[test]
fn a_field_for_a_secret_beside_items_makes_a_list_no_form() {
    let url = format!("{HOST}/libs/{PATH}/others.html");
    let filter = || vec![field(FieldKind::Password, "clientSecret", "Client Secret")];
    check(&page(&url, filter(), 1), PageKind::List, &[PageEvidence::Items]);
    check(&page(&url, filter(), 0), PageKind::Properties, &[PageEvidence::Password]);
}
