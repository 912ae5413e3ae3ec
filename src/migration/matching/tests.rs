//! Tables of what is known, which credentials there are and what the run remembers, and the verdicts that follow.

use super::*;
use crate::console::product_of_metascope;
use crate::credentials::Credential;
use crate::migration::{Done, Known, Subject, Told, Used};
use crate::reading;

const ORG: &str = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";
const EVERYTHING: [&str; 4] = ["Adobe Target", "Adobe Analytics", "Adobe Launch", "AEM Forms"];

/// A client id that begins with this letter or digit, as Adobe's look.
fn id(first: char) -> String {
    format!("{first}0a1b2c3d4e5f60718293a4b5c6d7e8f")
}

/// A project that was downloaded from Developer Console.
fn download(first: char, name: &str, scopes: &[&str], services: &[&str]) -> String {
    let services: Vec<serde_json::Value> =
        services.iter().map(|name| serde_json::json!({ "code": "Code", "name": name })).collect();
    let scopes = [&["openid", "AdobeID"], scopes].concat();
    serde_json::json!({ "project": { "title": "AEM", "org": { "ims_org_id": ORG }, "workspace": { "details": {
        "credentials": [{
            "name": name,
            "integration_type": "oauth_server_to_server",
            "oauth_server_to_server": {
                "client_id": id(first),
                "client_secrets": [format!("p8e-{first}ake0Fake1Fake2Fake3_Fake4-Fake5")],
                "scopes": scopes,
            },
        }],
        "services": services,
    } } } })
    .to_string()
}

fn credential(first: char, name: &str, scopes: &[&str], services: &[&str]) -> Credential {
    let mut credential = reading::read(&download(first, name, scopes, services)).credentials.remove(0);
    assert!(credential.usable(), "{name}");
    // Without a name of its own it takes its project's.
    credential.name = Some(name.to_owned()).filter(|name| !name.is_empty());
    credential
}

/// A credential of which nothing but its ids is known.
fn plain(first: char) -> Credential {
    credential(first, "", &[], &[])
}

fn named(first: char, name: &str) -> Credential {
    credential(first, name, &[], &[])
}

fn scoped(first: char, scopes: &[&str]) -> Credential {
    credential(first, "", scopes, &[])
}

fn target(first: char) -> Credential {
    scoped(first, &["target_sdk"])
}

fn titled(title: &str) -> Known {
    Known { title: title.to_owned(), ..Known::default() }
}

fn with_client_id(title: &str, first: char) -> Known {
    Known { client_id: Some(id(first)), ..titled(title) }
}

/// A configuration whose id is its title in small letters.
fn subject(known: Known) -> Subject {
    Subject { id: ConfigurationId::from(known.title.to_lowercase()), known }
}

fn product(name: &str) -> Product {
    Product::named(name).expect("a product")
}

fn used(credential: &Credential, title: &str) -> Used {
    Used {
        credential: credential.id.clone(),
        configuration: ConfigurationId::from(title.to_lowercase()),
        title: title.to_owned(),
    }
}

/// A verdict in a few letters.
fn short(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Fits(Fit::SameClientId) => "same client id".to_owned(),
        Verdict::Fits(Fit::SameProduct(product)) => format!("fits {}", product.name),
        Verdict::Contradicts(Contradiction::ClientId { theirs, ours }) => {
            format!("client id {} not {}", &theirs[..1], &ours[..1])
        }
        Verdict::Contradicts(Contradiction::Organization { theirs, ours }) => {
            format!("org {theirs} not {ours}")
        }
        Verdict::Contradicts(Contradiction::Product { theirs, ours }) => {
            let names = |all: &[Product]| all.iter().map(|one| one.name).collect::<Vec<_>>().join(", ");
            format!("{} not {}", names(theirs), names(ours))
        }
        Verdict::NotKnown(NotKnown::NothingToCompare) => "?".to_owned(),
        Verdict::NotKnown(NotKnown::FitsSeveral) => "several".to_owned(),
        Verdict::Spent { title, .. } => format!("spent on {title}"),
    }
}

/// What is said of every configuration, in order; the one that is proposed is marked.
fn verdicts(known: &[Known], credentials: &[Credential], run: &Run) -> Vec<Vec<String>> {
    let subjects: Vec<Subject> = known.iter().cloned().map(subject).collect();
    let matching = Matching::new(&subjects, credentials, run);
    let row = |subject: &Subject| {
        let matched = matching.of(&subject.id);
        let proposed = matched.proposed().map(|(id, _)| id);
        let cell = |(id, verdict): &(CredentialId, Verdict)| {
            assert_eq!(matched.verdict(id), *verdict);
            let mark = if proposed == Some(id) { "> " } else { "" };
            [mark, &short(verdict)].concat()
        };
        matched.verdicts.iter().map(cell).collect()
    };
    subjects.iter().map(row).collect()
}

/// One configuration, one credential, nothing remembered.
fn check(known: Known, credential: &Credential, expected: &str) {
    let found = verdicts(std::slice::from_ref(&known), std::slice::from_ref(credential), &Run::default());
    assert_eq!(found, [[expected]], "{known:?} {:?}", credential.name);
}

#[test]
fn a_credential_that_was_just_used_for_target_is_spent_for_integration_2() {
    let credential = target('a');
    // The story began with a list where nothing but the title of the second one was known.
    let before = verdicts(
        &[titled("Target"), titled("Integration 2")],
        std::slice::from_ref(&credential),
        &Run::default(),
    );
    assert_eq!(before, [["> fits Adobe Target"], ["?"]]);

    let target = ConfigurationId::from("target");
    let done = Done { id: target.clone(), title: "Target".to_owned(), ..Done::default() };
    let run = Run { used: vec![used(&credential, "Target")], done: vec![done], ..Run::default() };
    let matching =
        Matching::new(&[subject(titled("Integration 2"))], std::slice::from_ref(&credential), &run);
    let matched = matching.of(&ConfigurationId::from("integration 2"));
    let spent = Verdict::Spent { on: target, title: "Target".to_owned() };
    assert_eq!(matched.verdict(&credential.id), spent);
    assert_eq!(matched.proposed(), None);
}

#[test]
fn four_downloads_pasted_together_are_each_proposed_for_their_own_configuration() {
    let pasted = [
        download('a', "Target", &["target_sdk"], &EVERYTHING),
        download('b', "Analytics", &["read_organizations"], &EVERYTHING),
        download('c', "AEM Launch", &["read_organizations"], &EVERYTHING),
        download('d', "Credential 4", &["read_pc.sensei_forms"], &EVERYTHING),
    ];
    let mut credentials = reading::read(&pasted.join("\n")).credentials;
    credentials.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(credentials.len(), 4);
    for credential in &credentials {
        assert_eq!(credential.services, EVERYTHING, "each is given all services of the workspace");
    }
    let titles = ["Target (Prod)", "Analytics", "Adobe Launch", "Forms Conversion", "Integration 2", "Stock"];
    let found = verdicts(&titles.map(titled), &credentials, &Run::default());
    for (row, proposed) in ["Adobe Target", "Adobe Analytics", "Adobe Launch"].iter().enumerate() {
        assert_eq!(found[row][row], format!("> fits {proposed}"));
    }
    assert_eq!(found[3][3], "> fits Automated Forms Conversion Service");
    for (row, verdicts) in found.iter().enumerate() {
        let others = verdicts.iter().enumerate().filter(|(column, _)| row > 3 || *column != row);
        for (column, verdict) in others {
            let is_excluded = verdict == "?" || verdict.contains(" not ");
            assert!(is_excluded, "{}: credential {column}: {verdict}", titles[row]);
        }
    }
    assert_eq!(found[4], ["?", "?", "?", "?"]);
    let not_stocks =
        ["Adobe Target", "Adobe Analytics", "Adobe Launch", "Automated Forms Conversion Service"];
    assert_eq!(found[5], not_stocks.map(|product| format!("Adobe Stock not {product}")));
}

#[test]
fn silence_is_no_match_not_even_for_the_only_credential() {
    check(titled("Integration 2"), &plain('a'), "?");
    check(titled("Adobe Target"), &plain('a'), "?");
    check(titled("Integration 2"), &target('a'), "?");
    // The same organization is what all credentials of a customer have.
    check(Known { org_id: Some(ORG.to_owned()), ..titled("Integration 2") }, &plain('a'), "?");
    assert_eq!(verdicts(&[titled("Target")], &[], &Run::default()), [Vec::<String>::new()]);
}

#[test]
fn the_client_id_decides_then_the_organization_then_the_product() {
    let credential = target('a');
    let of = |org: &str, known: Known| Known { org_id: Some(org.to_owned()), ..known };
    let other = "F0F0F0F0F0F0F0F0F0F0F0F0@AdobeOrg";
    let not_ours = format!("org {other} not {ORG}");
    for (known, expected) in [
        (with_client_id("Analytics", 'a'), "> same client id"),
        (with_client_id("Target", 'b'), "client id b not a"),
        (of(other, with_client_id("Target", 'b')), "client id b not a"),
        // An equal client id in another organization means that one of the two was copied wrongly.
        (of(other, with_client_id("Target", 'a')), not_ours.as_str()),
        (of(other, titled("Target")), not_ours.as_str()),
        (of(&ORG.to_ascii_lowercase(), with_client_id("Target", 'a')), "> same client id"),
        (of(&ORG.to_ascii_lowercase(), titled("Target")), "> fits Adobe Target"),
        (titled("Analytics"), "Adobe Analytics not Adobe Target"),
    ] {
        check(known, &credential, expected);
    }
}

#[test]
fn the_product_that_the_page_told_counts_more_than_the_title() {
    let of = |metascope| Known { product: product_of_metascope(metascope), ..titled("Adobe Analytics") };
    check(of("ent_marketing_sdk"), &target('a'), "> fits Adobe Target");
    check(of("ent_reactor_sdk"), &target('a'), "Adobe Launch not Adobe Target");
    check(of("ent_unheard_of"), &target('a'), "Adobe Analytics not Adobe Target");
}

#[test]
fn scopes_and_name_outweigh_the_services_of_the_workspace() {
    let smart = "read_pc.dma_smart_content";
    /// Name, scopes and services of the credential, title of the configuration, verdict.
    type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a str, &'a str);
    let table: &[Row<'_>] = &[
        // Scopes only.
        ("", &["target_sdk"], &EVERYTHING, "Target", "> fits Adobe Target"),
        ("", &["target_sdk"], &EVERYTHING, "Launch", "Adobe Launch not Adobe Target"),
        ("", &["target_sdk", smart], &[], "Smart Tags", "> fits Smart Tags"),
        ("", &["target_sdk", smart], &[], "Stock", "Adobe Stock not Adobe Target, Smart Tags"),
        // The name only.
        ("Our Launch", &[], &EVERYTHING, "Tags", "> fits Adobe Launch"),
        ("Our Launch", &[], &EVERYTHING, "Target", "Adobe Target not Adobe Launch"),
        ("Our Launch", &[], &EVERYTHING, "Integration 2", "?"),
        // Both.
        ("Target", &["target_sdk"], &EVERYTHING, "Target", "> fits Adobe Target"),
        ("Target", &["target_sdk"], &EVERYTHING, "Launch", "Adobe Launch not Adobe Target"),
        ("Launch", &["target_sdk"], &EVERYTHING, "Launch", "?"),
        ("Launch", &["target_sdk"], &EVERYTHING, "Target", "?"),
        ("Launch", &["target_sdk"], &EVERYTHING, "Stock", "Adobe Stock not Adobe Target"),
        ("Prod", &["target_sdk"], &["Adobe Stock"], "Stock", "Adobe Stock not Adobe Target"),
        // Neither: services say something only where there is no doubt which is meant.
        ("Prod", &[], &["Adobe Target"], "Target", "> fits Adobe Target"),
        ("Prod", &[], &["Target", "Adobe Target"], "Target", "> fits Adobe Target"),
        ("Prod", &[], &["Adobe Target"], "Launch", "Adobe Launch not Adobe Target"),
        ("Prod", &[], &EVERYTHING, "Target", "?"),
        ("Prod", &[], &EVERYTHING, "Stock", "?"),
        ("Prod", &[], &["I/O Management API"], "Target", "?"),
    ];
    for (name, scopes, services, title, expected) in table {
        check(titled(title), &credential('a', name, scopes, services), expected);
    }
}

#[test]
fn what_fits_several_equally_is_left_to_the_administrator() {
    let none = Run::default();
    let two_credentials = [target('a'), named('b', "Target")];
    let one = verdicts(&[titled("Target")], &two_credentials, &none);
    assert_eq!(one, [["several", "several"]]);
    let two = verdicts(&[titled("Target 1"), titled("Target 2")], &[target('a')], &none);
    assert_eq!(two, [["several"], ["several"]]);
    let two_products = scoped('a', &["target_sdk", "campaign_sdk"]);
    let both = verdicts(&[titled("Target"), titled("Campaign")], &[two_products], &none);
    assert_eq!(both, [["several"], ["several"]]);
    // Another one that fits nothing does not make it less clear.
    let clear = verdicts(&[titled("Target"), titled("Other")], &[target('a'), named('b', "Stock")], &none);
    assert_eq!(clear, [["> fits Adobe Target", "Adobe Target not Adobe Stock"], ["?", "?"]]);
}

#[test]
fn a_configuration_that_has_its_credential_does_not_compete_for_another() {
    let titles = ["Target 1", "Target 2"].map(titled);
    let credentials = [target('a'), target('b')];
    let run = Run { used: vec![used(&credentials[0], "Target 1")], ..Run::default() };
    let found = verdicts(&titles, &credentials, &run);
    assert_eq!(found, [["several", "several"], ["spent on Target 1", "> fits Adobe Target"]]);

    let done = Done { id: ConfigurationId::from("target 1"), ..Done::default() };
    let run = Run { done: vec![done], ..Run::default() };
    let found = verdicts(&titles, &credentials[..1], &run);
    assert_eq!(found, [["several"], ["> fits Adobe Target"]]);
}

#[test]
fn the_same_client_id_beats_everything_and_belongs_where_it_is() {
    let credentials = [target('a'), target('b')];
    let known = [with_client_id("Target 1", 'a'), titled("Target 2")];
    let found = verdicts(&known, &credentials, &Run::default());
    assert_eq!(found, [["> same client id", "client id a not b"], ["several", "> fits Adobe Target"]]);

    // So it does where the configuration that told it is on no list now.
    let id = ConfigurationId::from("target 1");
    let told = Told { id, known: with_client_id("Target 1", 'a'), oauth: false, jwt_here: false };
    let run = Run { told: vec![told], ..Run::default() };
    assert_eq!(verdicts(&[titled("Target 2")], &credentials[..1], &run), [["several"]]);

    let shared = [with_client_id("Target 1", 'a'), with_client_id("Launch", 'a')];
    let found = verdicts(&shared, &credentials[..1], &Run::default());
    assert_eq!(found, [["> same client id"], ["> same client id"]]);
}

#[test]
fn a_used_credential_stays_what_it_is_for_its_own_configuration() {
    let credential = target('a');
    let used_for = |titles: &[&str]| Run {
        used: titles.iter().map(|title| used(&credential, title)).collect(),
        ..Run::default()
    };
    let known =
        [titled("Target"), with_client_id("Same", 'a'), with_client_id("Other", 'b'), titled("Stock")];
    let found = |run: &Run| verdicts(&known, std::slice::from_ref(&credential), run).concat();
    let spent = "spent on Target";
    assert_eq!(found(&used_for(&["Target"])), ["several", spent, spent, spent], "whatever its client id");
    let known = &known[..1];
    let found = |run: &Run| verdicts(known, std::slice::from_ref(&credential), run).concat();
    assert_eq!(found(&used_for(&["Target"])), ["> fits Adobe Target"]);
    // A use that overruled the first does not turn the tables.
    assert_eq!(found(&used_for(&["Target", "Stock"])), ["> fits Adobe Target"]);
    assert_eq!(found(&used_for(&["Stock", "Target"])), ["spent on Stock"]);
}

#[test]
fn only_usable_credentials_are_matched_and_in_their_order() {
    let unusable = Credential { client_secrets: Vec::new(), ..target('a') };
    let credentials = [named('c', "Stock"), unusable.clone(), target('b')];
    let found = verdicts(&[titled("Target")], &credentials, &Run::default());
    assert_eq!(found, [["Adobe Target not Adobe Stock", "> fits Adobe Target"]]);
    let matching = Matching::new(&[subject(titled("Target"))], &credentials, &Run::default());
    let nothing = Verdict::NotKnown(NotKnown::NothingToCompare);
    assert_eq!(matching.of(&ConfigurationId::from("target")).verdict(&unusable.id), nothing);
    assert_eq!(*matching.of(&ConfigurationId::from("unheard of")), Matched::default());
}

#[test]
fn a_fit_says_its_product() {
    let matching = Matching::new(&[subject(titled("Target"))], &[target('a')], &Run::default());
    let proposed = matching.of(&ConfigurationId::from("target")).proposed();
    let fit = Fit::SameProduct(product("Adobe Target"));
    assert_eq!(proposed, Some((&target('a').id, &fit)));
}

/// The work is counted rather than timed: credentials are compared with kinds, so a long list costs no more than a short
/// one but for its titles.
#[test]
fn a_thousand_configurations_are_of_a_few_kinds() {
    let products = ["Target", "Launch", "Stock", "Integration"];
    let subjects: Vec<Subject> = (0..1_000)
        .map(|number: usize| subject(titled(&format!("{} {number}", products[number % products.len()]))))
        .collect();
    let credentials: Vec<Credential> = ('a'..='f').map(target).collect();
    let matching = Matching::new(&subjects, &credentials, &Run::default());
    assert_eq!((matching.matched.len(), matching.places.len()), (products.len(), 1_000));
    let last = matching.of(&ConfigurationId::from("launch 997"));
    assert!(last.verdicts.iter().all(|(_, verdict)| short(verdict) == "Adobe Launch not Adobe Target"));
}
