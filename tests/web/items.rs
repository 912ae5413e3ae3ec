//! The items of a list: what each says, whether they are all there, and what changed.

use super::*;

#[wasm_bindgen_test]
async fn cards_become_items() {
    let seen = snapshot(&page(CARDS)).await;
    let [first, second] = seen.items.as_slice() else { panic!("two items: {:?}", seen.items) };
    assert_eq!((first.id.as_str(), first.title.as_str(), first.selected), ("a", "Adobe Target", false));
    assert_eq!(
        (first.statuses[0].tag.as_str(), first.statuses[0].variant.as_str()),
        ("coral-alert", "error")
    );
    assert_eq!((second.id.as_str(), second.selected), ("b", true));
    let lines: Vec<(&str, bool)> = second.lines.iter().map(|line| (line.text.as_str(), line.ruled)).collect();
    assert_eq!(lines, [("Adobe IMS Technical Account", false), ("Auto provisioned", true)]);

    let view = console::read(&as_list(seen.clone()));
    assert_eq!(view.kind, PageKind::List);
    assert!(view.configurations[0].to_migrate(false) && !view.configurations[1].to_migrate(true));
}

/// The same two configurations in every markup of collection items: one marked as JWT, one Adobe's, both with a control
/// and a hidden text that are no part of what they say.
const VIEWS: &[(&str, &str)] = &[
    (
        "table",
        r#"<table is="coral-table" class="foundation-collection"><thead><tr is="coral-table-row"><th>Title</th></tr></thead>
          <tbody>
          <tr is="coral-table-row" class="foundation-collection-item" data-foundation-collection-item-id="a">
            <td><coral-checkbox><span>Select Adobe Target</span></coral-checkbox></td>
            <td class="foundation-collection-item-title">Adobe Target</td>
            <td><div>Adobe IMS Technical Account</div></td>
            <td><coral-tag color="red">JWT Credentials (deprecated)</coral-tag><button>JWT</button></td></tr>
          <tr is="coral-table-row" class="foundation-collection-item" data-foundation-collection-item-id="b">
            <td></td><td class="foundation-collection-item-title">Workflows</td>
            <td><div>Adobe IMS Technical Account</div><hr><div>Auto <b>provisioned</b></div></td><td></td></tr>
          </tbody></table>"#,
    ),
    (
        "columns",
        r#"<coral-columnview class="foundation-collection"><coral-columnview-column
            data-foundation-layout-columnview-hasmore="false"><coral-columnview-column-content>
          <coral-columnview-item class="foundation-collection-item" data-foundation-collection-item-id="a">
            <coral-columnview-item-thumbnail><img alt="JWT"></coral-columnview-item-thumbnail>
            <coral-columnview-item-content><div class="foundation-collection-item-title">Adobe Target</div>
              <div class="foundation-layout-util-subtletext">Adobe IMS Technical Account</div>
              <coral-status variant="error">JWT Credentials (deprecated)</coral-status></coral-columnview-item-content>
          </coral-columnview-item>
          <coral-columnview-item class="foundation-collection-item" data-foundation-collection-item-id="b">
            <coral-columnview-item-content><div class="foundation-collection-item-title">Workflows</div>
              <div>Adobe IMS Technical Account</div><hr><div>Auto provisioned</div></coral-columnview-item-content>
          </coral-columnview-item>
          </coral-columnview-column-content></coral-columnview-column></coral-columnview>"#,
    ),
    (
        "any list",
        r#"<ul class="foundation-collection">
          <li class="foundation-collection-item" data-granite-collection-item-id="a">Adobe IMS Technical Account
            <span class="foundation-collection-item-title">Adobe Target
              <span class="coral-Tag">JWT Credentials (deprecated)</span></span></li>
          <li class="foundation-collection-item" data-granite-collection-item-id="b">
            <span class="foundation-collection-item-title">Workflows</span>
            <p>Adobe IMS Technical Account</p><p>Auto provisioned</p>
            <p hidden>JWT Credentials (deprecated)</p></li></ul>"#,
    ),
    (
        "cards of Coral 3 without Granite's classes",
        r#"<coral-masonry>
          <coral-masonry-item data-foundation-collection-item-id="a"><coral-card><coral-card-content>
            <coral-card-context>Adobe IMS Technical Account</coral-card-context><coral-card-title>Adobe Target</coral-card-title>
            </coral-card-content><coral-card-info><coral-alert variant="error"><coral-alert-header>JWT Credentials
              (deprecated)</coral-alert-header></coral-alert></coral-card-info></coral-card></coral-masonry-item>
          <coral-masonry-item data-foundation-collection-item-id="b"><coral-card><coral-card-content>
            <coral-card-context>Adobe IMS Technical Account</coral-card-context><coral-card-title>Workflows</coral-card-title>
            <coral-card-property icon="lockOn">Auto provisioned</coral-card-property></coral-card-content>
            <coral-card-info><coral-alert variant="error" style="display:none">JWT</coral-alert></coral-card-info>
            </coral-card></coral-masonry-item></coral-masonry>"#,
    ),
];

#[wasm_bindgen_test]
async fn the_same_configurations_are_read_from_every_markup() {
    for (name, html) in VIEWS {
        let seen = snapshot(&page(html)).await;
        let first = seen.items.first().unwrap_or_else(|| panic!("{name}: no items"));
        assert_eq!(first.lines.len(), 1, "{name}: {:?}", first.lines);
        let view = console::read(&as_list(seen));
        let read: Vec<_> = view
            .configurations
            .iter()
            .map(|one| (one.id.as_str(), one.title.as_str(), one.authentication.is, one.ownership.is))
            .collect();
        let expected = [
            ("a", "Adobe Target", Authentication::Jwt, Ownership::Administrator),
            ("b", "Workflows", Authentication::NotMarked, Ownership::Adobe),
        ];
        assert_eq!(read, expected, "{name}");
        assert!(view.configurations[0].to_migrate(false), "{name}");
    }
    let columns = snapshot(&page(VIEWS[1].1)).await;
    assert_eq!(console::read(&as_list(columns)).completeness, Completeness::All(Reason::PageSays));
}

/// A collection that loads 20 at a time when it is scrolled to its end, up to so many.
fn lazy(total: usize) -> PageLink {
    let link = page(
        r#"<div id="scroller" style="height:200px;overflow:auto"><div class="foundation-collection"
            data-foundation-layout='{"name":"foundation-layout-masonry","limit":20}'></div></div>"#,
    );
    let script = "
        const scroller = document.getElementById('scroller'), list = scroller.firstElementChild;
        const load = () => {
          for (let n = 0; n < 20 && list.children.length < total; n++) {
            const item = document.createElement('div');
            Object.assign(item, { className: 'foundation-collection-item', textContent: 'Item ' + list.children.length });
            item.dataset.foundationCollectionItemId = list.children.length;
            item.style.height = '40px';
            list.append(item);
          }
        };
        load();
        scroller.addEventListener('scroll', () => {
          if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 50) setTimeout(load, 60);
        });";
    Function::new_with_args("total", script)
        .call1(&JsValue::UNDEFINED, &(total as f64).into())
        .expect("the list is made");
    link
}

#[wasm_bindgen_test]
async fn a_list_that_loads_lazily_is_loaded_to_its_end_and_known_to_be_complete() {
    for (total, reason) in [(50, Reason::ShortLoad), (40, Reason::NothingCame)] {
        let link = lazy(total);
        let completeness = |seen: &PageSnapshot| console::read(&as_list(seen.clone())).completeness;
        let seen = snapshot(&link).await;
        assert_eq!(
            (seen.items.len(), completeness(&seen)),
            (20, Completeness::MoreExpected(Reason::NotAtEnd))
        );
        let mut loads = 0;
        while !matches!(completeness(&snapshot(&link).await), Completeness::All(_)) {
            loads += 1;
            assert!(loads < 6, "it comes to an end");
            let loaded = link.load_more().await.expect("an answer");
            assert!(loaded.count >= loaded.before);
        }
        let seen = snapshot(&link).await;
        assert_eq!((seen.items.len(), completeness(&seen)), (total, Completeness::All(reason)));
    }
}

#[wasm_bindgen_test]
async fn an_item_that_changed_while_it_was_away_is_read_again() {
    let link = page(CARDS);
    let _watch = link.watch(|| {});
    sleep(std::time::Duration::from_millis(50)).await;
    let lines = |seen: &PageSnapshot| seen.items[0].lines[0].text.clone();
    assert_eq!(lines(&snapshot(&link).await), "Adobe IMS Technical Account");
    let take = "globalThis.away = document.querySelector('.foundation-collection-item'); away.remove()";
    let change = "away.querySelector('coral-card-context').textContent = 'Other'";
    let put_back = "document.querySelector('.foundation-collection').prepend(away)";
    for script in [take, change, put_back] {
        Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect("a change");
        // What watches hears of one at a time.
        sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(lines(&snapshot(&link).await), "Other");
}

#[wasm_bindgen_test]
async fn what_changed_since_the_last_look_is_read_anew_while_watching() {
    let link = page(CARDS);
    let watch = link.watch(|| {});
    sleep(std::time::Duration::from_millis(50)).await;
    let title = |seen: &PageSnapshot| seen.items[0].title.clone();
    assert_eq!(title(&snapshot(&link).await), "Adobe Target");
    let change = |script: &str| {
        Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect("a change");
    };
    // No time passes between a change and the next look.
    change("document.querySelector('coral-card-title').firstChild.data = 'Renamed'");
    assert_eq!(title(&snapshot(&link).await), "Renamed");
    change("document.querySelector('coral-alert').remove()");
    assert!(snapshot(&link).await.items[0].statuses.is_empty());
    change(
        "document.querySelector('.foundation-collection-item').classList.add('foundation-selections-item')",
    );
    assert!(snapshot(&link).await.items[0].selected);
    drop(watch);
    change("document.querySelector('coral-card-title').firstChild.data = 'Again'");
    assert_eq!(title(&snapshot(&link).await), "Again");
}

#[wasm_bindgen_test]
async fn many_items_do_not_keep_the_page_from_its_work() {
    let item = r#"<div class="foundation-collection-item" data-foundation-collection-item-id="x">
        <coral-card-title>T</coral-card-title><coral-card-context>C</coral-card-context></div>"#;
    let link = page(&format!("<div class=\"foundation-collection\">{}</div>", item.repeat(5000)));
    let turns = Rc::new(Cell::new(0));
    let counted = turns.clone();
    yew::platform::spawn_local(async move {
        for _ in 0..1000 {
            sleep(std::time::Duration::ZERO).await;
            counted.set(counted.get() + 1);
        }
    });
    let seen = snapshot(&link).await;
    assert_eq!(seen.items.len(), 5000);
    assert!(turns.get() > 0, "the page had its turn in between");
}

/// A list of so many cards.
fn list_of(count: usize) -> PageLink {
    let item = |number: usize| {
        format!(
            "<div class=\"foundation-collection-item\" data-foundation-collection-item-id=\"{number}\">\
             <coral-card-title>Größe {number}、設定</coral-card-title><coral-card-context>C</coral-card-context></div>"
        )
    };
    let items: String = (0..count).map(item).collect();
    page(&format!("<div class=\"foundation-collection\">{items}</div>"))
}

fn titles(seen: &PageSnapshot) -> Vec<String> {
    seen.items.iter().map(|item| item.title.to_string()).collect()
}

#[wasm_bindgen_test]
async fn of_a_long_list_every_change_is_told_wherever_it_is() {
    let link = list_of(1200);
    let _watch = link.watch(|| {});
    sleep(std::time::Duration::from_millis(50)).await;
    let mut expected: Vec<String> = (0..1200).map(|number| format!("Größe {number}、設定")).collect();
    assert_eq!(titles(&snapshot(&link).await), expected);
    let list = "const list = document.querySelector('.foundation-collection'); ";
    let change = |script: &str| run(&format!("{list}{script}"));

    change("list.children[700].querySelector('coral-card-title').textContent = 'Other'");
    "Other".clone_into(&mut expected[700]);
    assert_eq!(titles(&snapshot(&link).await), expected, "one in the middle");

    change("list.children[3].remove()");
    expected.remove(3);
    assert_eq!(titles(&snapshot(&link).await), expected, "one less, so that all behind it move up");

    change("list.children[900].style.display = 'none'");
    expected.remove(900);
    assert_eq!(titles(&snapshot(&link).await), expected, "one that is hidden");

    change("list.append(list.children[0])");
    let first = expected.remove(0);
    expected.push(first);
    assert_eq!(titles(&snapshot(&link).await), expected, "one that has moved");
}

#[wasm_bindgen_test]
async fn what_leaves_a_list_while_it_is_read_is_not_in_it() {
    for is_watched in [false, true] {
        let link = list_of(3000);
        let _watch = is_watched.then(|| link.watch(|| {}));
        if is_watched {
            sleep(std::time::Duration::from_millis(50)).await;
        }
        // What is read is read in slices, between which a page goes on: this comes after the first few.
        yew::platform::spawn_local(async {
            for _ in 0..3 {
                sleep(std::time::Duration::ZERO).await;
            }
            run("document.querySelector('.foundation-collection').children[1].remove()");
        });
        let seen = snapshot(&link).await;
        assert_eq!((seen.items.len(), seen.items[1].id.as_str()), (2999, "2"), "watched: {is_watched}");
    }
}

#[wasm_bindgen_test]
async fn what_stands_among_the_items_and_is_none_is_told_as_what_it_is() {
    let link = list_of(3);
    run("document.querySelector('.foundation-collection').innerHTML += '<p><input name=\"search\"></p>'");
    let seen = snapshot(&link).await;
    assert_eq!((seen.items.len(), seen.fields.len()), (3, 1));
    run("document.querySelector('.foundation-collection p').remove()");
    run("document.querySelector('.foundation-collection-item').innerHTML += '<input name=\"inside\">'");
    let seen = snapshot(&link).await;
    assert_eq!(
        (seen.items.len(), seen.fields.len()),
        (3, 0),
        "what an item has inside is no field of the page"
    );
}

#[wasm_bindgen_test]
async fn the_name_of_an_icon_is_told_and_that_of_a_control_is_not() {
    let html = r#"<div class="foundation-collection"><div class="foundation-collection-item">
        <coral-icon icon="alert" aria-label="JWT Credentials (deprecated)"></coral-icon>
        <coral-icon icon="lockOn" alt="lock on"></coral-icon><img alt="Locked by Adobe" src="data:,">
        <svg viewBox="0 0 1 1"><title>Drawing</title></svg><span class="dot" title="自動プロビジョニング"></span>
        <button><coral-icon icon="edit" aria-label="Edit it"></coral-icon></button><img alt="" src="data:,">
        <div class="foundation-collection-item-title">Target</div></div></div>"#;
    let items = snapshot(&page(html)).await.items;
    let names: Vec<&str> = items[0].statuses.iter().map(|status| status.text.as_str()).collect();
    assert_eq!(names, ["JWT Credentials (deprecated)", "Locked by Adobe", "Drawing", "自動プロビジョニング"]);
    assert!(items[0].statuses.iter().all(ims_oauth_assistant::page::Status::is_icon));
}
