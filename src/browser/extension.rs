//! What the extension's own pages ask of the browser: which hosts it may work on, and what was chosen for good.
//!
//! Panels that hang in AEM's page cannot ask this: Firefox gives their frame a part of the interface only.

use super::from_js::{member, shape_of};
use super::to_js::{object, to_js};
use js_sys::{Object, Promise};
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

/// The longest time for which a company's policy lets a paste be kept, in minutes; `None` where it says none.
pub(crate) async fn longest_kept() -> Option<u32> {
    let minutes = member(&result(get_managed("keepMinutes")).await, "keepMinutes").as_f64()?;
    // Whatever a policy says, its minutes are few.
    (minutes >= 1.0).then_some(minutes as u32)
}

/// Keeps for how long a paste is to be kept, in minutes.
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
