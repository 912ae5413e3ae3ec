//! What the extension's own pages ask of the browser: which hosts it may work on, and what was chosen for good.
//!
//! Panels that hang in AEM's page cannot ask this: Firefox gives their frame a part of the interface only.

use super::from_js::{member, shape_of};
use super::to_js::{object, to_js};
use crate::migration::{Run, Time};
use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = remove, catch)]
    fn remove(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = getAll, catch)]
    fn get_all() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    fn get_managed(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    fn set_local(values: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    fn get_local() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = remove, catch)]
    fn remove_local(names: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = remove, catch)]
    fn remove_session(names: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local", "onChanged"], js_name = addListener, catch)]
    fn on_local_changed(listener: &Function) -> Result<(), JsValue>;
}

/// What Firefox calls the kinds of data that may be sent. Those that the manifest names as optional are asked for.
const DATA: &str = "data_collection";

/// What a call resolves to; undefined where it fails.
async fn result(call: Result<Promise, JsValue>) -> JsValue {
    match call {
        Ok(promise) => JsFuture::from(promise).await.unwrap_or(JsValue::UNDEFINED),
        Err(_) => JsValue::UNDEFINED,
    }
}

fn origins(pattern: &str) -> Object {
    object(&[("origins", &to_js(&[pattern]))])
}

/// The patterns of the hosts that a person has allowed, without those that the extension was installed with.
pub(crate) async fn allowed_hosts() -> Vec<String> {
    let built_in: Vec<String> = shape_of(&member(&get_manifest(), "host_permissions"));
    let all: Vec<String> = shape_of(&member(&result(get_all()).await, "origins"));
    all.into_iter().filter(|pattern| !built_in.contains(pattern)).collect()
}

/// The addresses of AEMs that a company's policy names. Firefox fails where there is no policy.
pub(crate) async fn offered_hosts() -> Vec<String> {
    shape_of(&member(&result(get_managed("hosts")).await, "hosts"))
}

/// The longest time for which a company's policy lets credentials be kept after their last use, in minutes; `None` where it says none.
pub(crate) async fn longest_kept() -> Option<u32> {
    let minutes = member(&result(get_managed("keepMinutes")).await, "keepMinutes").as_f64()?;
    // Whatever a policy says, its minutes are few.
    (minutes >= 1.0).then_some(minutes as u32)
}

/// Keeps for how long credentials are to be kept after their last use, in minutes.
pub(crate) async fn keep_for(minutes: u32) {
    let _ = result(set_local(&object(&[("keepMinutes", &minutes.into())]))).await;
}

/// Has the browser ask for a host. The question is asked right away, since it must be in answer to a press; the future
/// tells whether it was allowed.
pub(crate) fn ask_for(pattern: &str) -> impl Future<Output = bool> + 'static {
    let asked = request(&origins(pattern));
    async move { result(asked).await.is_truthy() }
}

/// The same, where this document may ask; `None` where only the extension's own pages may. Asked right away as well.
pub(crate) fn ask_here(pattern: &str) -> Option<impl Future<Output = bool> + use<>> {
    let asked = request(&origins(pattern)).ok()?;
    Some(async move { result(Ok(asked)).await.is_truthy() })
}

/// The pattern for all addresses of a host.
pub(crate) fn pattern_of(host: &str) -> String {
    format!("https://{host}/*")
}

/// Whether this browser asks people what data of theirs may be sent (Firefox 140 and later).
pub(crate) async fn asks_for_data() -> bool {
    !member(&result(get_all()).await, DATA).is_undefined()
}

/// Has the browser ask whether Adobe IMS on this host may be asked and, where it knows that question, whether what one signs
/// in with may be sent there. Where it does not, the press on the page that says so is the consent, and is noted.
pub(crate) fn ask_for_ims(host: &str, asks_for_data: bool) -> impl Future<Output = bool> + use<> {
    let wish = origins(&pattern_of(host));
    if asks_for_data {
        let _ = js_sys::Reflect::set(&wish, &DATA.into(), &to_js(&["authenticationInfo"]));
    }
    let asked = request(&wish);
    async move {
        let is_allowed = result(asked).await.is_truthy();
        if is_allowed && !asks_for_data {
            let _ = result(set_local(&object(&[("imsConsent", &true.into())]))).await;
        }
        is_allowed
    }
}

/// Gives the permission for a host back.
pub(crate) async fn give_back(pattern: &str) -> bool {
    result(remove(&origins(pattern))).await.is_truthy()
}

/// Keeps the language that was chosen; empty for none.
pub(crate) async fn choose_language(language: &str) {
    let _ = result(set_local(&object(&[("language", &language.into())]))).await;
}

/// What the names of the kept runs begin with, as the broker gives them, before the address of their AEM; and those of the
/// credentials.
const RUN: &str = "run:";
const TRAY: &str = "tray:";

/// What the names of imported environments begin with. The broker drops those that are very old.
const IMPORTED: &str = "imported:";

/// What `storage.local` holds below names that begin with this: the rest of each name, and the value.
async fn local_below(beginning: &str) -> Vec<(String, JsValue)> {
    let all = result(get_local()).await;
    let Some(all) = all.dyn_ref::<Object>() else { return Vec::new() };
    let entry = |name: JsValue| {
        let name = name.as_string()?;
        let rest = name.strip_prefix(beginning)?.to_owned();
        Some((rest, member(all, &name)))
    };
    Object::keys(all).iter().filter_map(entry).collect()
}

/// The runs that are kept, each with the address of its AEM.
pub(crate) async fn kept_runs() -> Vec<(String, Run)> {
    let kept = local_below(RUN).await;
    kept.into_iter().map(|(address, kept)| (address, shape_of(&member(&kept, "run")))).collect()
}

/// What was imported, a text for each AEM.
pub(crate) async fn imported_environments() -> Vec<String> {
    let kept = local_below(IMPORTED).await;
    kept.into_iter().filter_map(|(_, kept)| member(&kept, "text").as_string()).collect()
}

/// Keeps what was imported of an AEM. Returns whether there was room.
pub(crate) async fn keep_imported(address: &str, text: &str, now: Time) -> bool {
    let kept = object(&[("usedAt", &(now.as_millis() as f64).into()), ("text", &text.into())]);
    let stored = set_local(&object(&[(&format!("{IMPORTED}{address}"), &kept)]));
    match stored {
        Ok(stored) => JsFuture::from(stored).await.is_ok(),
        Err(_) => false,
    }
}

/// Forgets all that is kept of an AEM: its run, its credentials, and what was imported; and the runs with these names, which
/// earlier versions have kept.
pub(crate) async fn forget_environment(address: &str, runs: &[String]) {
    let names =
        |kinds: &[&str]| to_js(&kinds.iter().map(|kind| format!("{kind}{address}")).collect::<Vec<_>>());
    let _ = result(remove_local(&to_js(&runs.iter().map(|name| format!("{RUN}{name}")).collect::<Vec<_>>())))
        .await;
    let _ = result(remove_local(&names(&[RUN, IMPORTED]))).await;
    // Last: an open panel is told that its credentials are gone, and looks what is left.
    let _ = result(remove_session(&names(&[TRAY, RUN]))).await;
}

/// Calls back whenever something in `storage.local` changes, for as long as the page is there.
pub(crate) fn on_environments_changed(changed: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(JsValue)>::new(move |changes: JsValue| {
        let is_one = |name: JsValue| {
            name.as_string().is_some_and(|name| name.starts_with(RUN) || name.starts_with(IMPORTED))
        };
        if changes.dyn_ref::<Object>().is_some_and(|changes| Object::keys(changes).iter().any(is_one)) {
            changed();
        }
    });
    let _ = on_local_changed(listener.as_ref().unchecked_ref());
    listener.forget();
}
