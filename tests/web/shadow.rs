//! Fields in open shadow trees: of a form that is in one as a whole, and of components with one field each.

use super::*;

/// Moves the markup of every `[data-shadow]` into a shadow root of that element, the innermost ones first.
const INTO_SHADOWS: &str = "
    for (const host of [...document.querySelectorAll('#place [data-shadow]')].reverse()) {
        const root = host.attachShadow({ mode: 'open' });
        root.append(...host.childNodes);
    }";

fn shadowed(html: &str) -> PageLink {
    let link = page(html);
    run(INTO_SHADOWS);
    link
}

/// Gives the value of the field with this name, in whatever tree it is.
fn held_within(name: &str) -> String {
    let find = "const find = (tree) => tree.querySelector(`[name=${name}]`)
        ?? [...tree.querySelectorAll('*')].map((one) => one.shadowRoot && find(one.shadowRoot)).find(Boolean);";
    let script = format!("const name = '{name}'; {find} return find(document).value");
    run(&script).as_string().expect("a text")
}

#[wasm_bindgen_test]
async fn a_form_in_a_shadow_tree_is_read_as_one_in_the_document() {
    let link = shadowed(&format!("<div data-shadow>{FORM}</div>"));
    let inside = snapshot(&link).await;
    let outside = snapshot(&page(FORM)).await;
    let told = |fields: &[Field]| -> Vec<(String, Vec<String>, FieldKind, bool, bool)> {
        let of = |field: &Field| {
            let labels = field.labels.iter().map(ToString::to_string).collect();
            (field.name.to_string(), labels, field.kind, field.visible, field.not_sent)
        };
        fields.iter().map(of).collect()
    };
    assert_eq!(told(&inside.fields), told(&outside.fields));
    assert_eq!(inside.actions.len(), outside.actions.len());
    let view = console::read(&as_properties(inside));
    assert_eq!(
        view.form.and_then(|form| form.authentication).map(|(kind, _)| kind),
        Some(Authentication::Jwt)
    );
}

#[wasm_bindgen_test]
async fn a_field_in_a_shadow_tree_is_filled_and_undone() {
    let link = shadowed(
        "<div data-shadow><form><div data-shadow><input name='deep' aria-label='Deep' value='was'></div></form></div>",
    );
    let key = field_named(&link, "deep").await.key;
    let edit = Edit::SetText { key: key.clone(), value: "is".to_owned() };
    assert_eq!(link.apply(&[edit]).await.expect("outcomes")[0].problem, None);
    assert_eq!(held_within("deep"), "is");
    assert_eq!(link.apply(&[Edit::Restore { key }]).await.expect("outcomes")[0].problem, None);
    assert_eq!(held_within("deep"), "was");
}

#[wasm_bindgen_test]
async fn a_component_gives_its_only_field_its_name_and_its_label() {
    for component in [
        "<x-field name='clientId' label='Client Id' data-shadow><input></x-field>",
        "<x-field name='clientId' aria-label='Client Id' data-shadow><div><input></div></x-field>",
        "<label for='c'>Client Id</label><x-field id='c' name='clientId' data-shadow><input></x-field>",
        "<div><span>Client Id</span><x-field name='clientId' data-shadow><input></x-field></div>
         <div><span>Org Id</span><x-field name='orgId' data-shadow><input></x-field></div>",
        "<x-field name='clientId' data-shadow><label>Client Id <input></label></x-field>",
    ] {
        let field = field_named(&shadowed(&format!("<form>{component}</form>")), "clientId").await;
        assert_eq!(
            field.labels.first().map(ToString::to_string).as_deref(),
            Some("Client Id"),
            "{component}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_component_with_several_fields_names_none_of_them() {
    let link =
        shadowed("<form><x-fields name='both' label='Both' data-shadow><input><input></x-fields></form>");
    for field in snapshot(&link).await.fields {
        assert_eq!((field.name.as_str(), field.labels.len()), ("", 0));
    }
}

#[wasm_bindgen_test]
async fn a_component_sends_what_its_twin_holds() {
    let twin = |value: &str| {
        format!(
            "<form><div class='coral-Form-fieldwrapper'>
               <x-field label='Client Id' data-shadow><input value='typed'></x-field>
               <input type='hidden' name='clientId' value='{value}'>
             </div></form>"
        )
    };
    for (value, not_sent) in [("typed", false), ("other", true)] {
        let seen = snapshot(&shadowed(&twin(value))).await;
        assert_eq!(seen.fields.iter().map(|field| field.not_sent).collect::<Vec<_>>(), [not_sent], "{value}");
    }
}

#[wasm_bindgen_test]
async fn what_hides_a_component_hides_its_field() {
    for (hides, visible) in [
        ("hidden", false),
        ("style='opacity: 0'", false),
        ("style='clip-path: inset(50%); position: absolute'", false),
        ("style='width: 1px; height: 1px; overflow: hidden; position: absolute'", false),
        ("style='position: absolute; left: -9999px'", false),
        ("", true),
    ] {
        let link =
            shadowed(&format!("<form><div {hides} data-shadow><input name='a' aria-label='A'></div></form>"));
        assert_eq!(field_named(&link, "a").await.visible, visible, "{hides}");
    }
}

#[wasm_bindgen_test]
async fn a_disabled_part_of_a_shadow_tree_is_disabled_and_an_inert_host_too() {
    for html in [
        "<form><div inert data-shadow><input name='a' aria-label='A'></div></form>",
        "<div data-shadow><form><fieldset disabled><input name='a' aria-label='A'></fieldset></form></div>",
    ] {
        assert!(field_named(&shadowed(html), "a").await.disabled, "{html}");
    }
}

#[wasm_bindgen_test]
async fn a_change_within_a_shadow_tree_is_told_of() {
    let link = shadowed("<div data-shadow><form></form></div>");
    let told = Rc::new(Cell::new(0));
    let counted = told.clone();
    let _watching = link.watch(move || counted.set(counted.get() + 1));
    snapshot(&link).await;
    let root = "const { shadowRoot } = document.querySelector('#place [data-shadow]');";
    for change in [
        "shadowRoot.querySelector('form').innerHTML = '<input name=a aria-label=A>'",
        "shadowRoot.querySelector('input').disabled = true",
        "shadowRoot.querySelector('input').dispatchEvent(new Event('change', { bubbles: true }))",
    ] {
        sleep(std::time::Duration::from_millis(200)).await;
        let before = told.get();
        run(&format!("{root} {change}"));
        sleep(std::time::Duration::from_millis(200)).await;
        assert!(told.get() > before, "{change}");
    }
}

#[wasm_bindgen_test]
async fn fields_that_come_in_a_shadow_tree_of_their_own_are_waited_for() {
    let link = page(
        "<form><select name='type' aria-label='Type'><option>a<option>b</select><div id='more'></div></form>",
    );
    run("const more = document.querySelector('#more');
         document.querySelector('#place select').addEventListener('change', () => setTimeout(() => {
             more.innerHTML = '<section></section>';
             const root = more.firstChild.attachShadow({ mode: 'open' });
             setTimeout(() => { root.innerHTML = '<input name=late aria-label=Late>'; }, 50);
         }, 50))");
    let key = field_named(&link, "type").await.key;
    let edits = [Edit::Choose { key, option: "b".to_owned() }, Edit::AwaitFields { at_most: 5_000 }];
    let outcomes = link.apply(&edits).await.expect("outcomes");
    assert_eq!(outcomes[1].problem, None);
    assert_eq!(snapshot(&link).await.fields.len(), 2);
}

#[wasm_bindgen_test]
async fn a_closed_shadow_tree_stays_closed() {
    let link = page("<form><div id='closed'></div></form>");
    run("document.querySelector('#closed').attachShadow({ mode: 'closed' }).innerHTML = '<input name=a>'");
    assert_eq!(snapshot(&link).await.fields.len(), 0);
}
