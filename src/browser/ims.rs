//! Adobe IMS: the one request that this program makes of anybody, in answer to a press on *Test*.
//!
//! It is made by the extension's own frame, which the browser lets read the answer where a person has allowed the host. It
//! has no cookies and no referrer, follows no redirect, is kept in no cache, and ends at its deadline.

use super::deadline::within;
use super::extension;
use super::extension_port::ExtensionPort;
use super::link::PageLink;
use super::to_js::object;
use crate::assistant::{Offer, Permission};
use crate::ims::{Answer, Reply, TokenRequest};
use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, ResponseType,
};
use yew::platform::time::sleep;
use zeroize::Zeroizing;

/// Deadline of a question and its answer.
const DEADLINE: Duration = Duration::from_secs(20);

/// The longest body that is read, in bytes. A token takes two thousand.
const LONGEST: usize = 64 * 1024;

/// Deadline of a question to the broker. It may have to be woken first.
const BROKER: Duration = Duration::from_secs(5);

/// Asks for a token. Never fails: what goes wrong is a reply as well.
pub(crate) async fn ask(request: &TokenRequest) -> Reply {
    let Ok(abort) = AbortController::new() else { return Reply::Blocked };
    let reply = within(sleep(DEADLINE), async { Ok(send(request, &abort).await) }).await;
    // Nobody waits for the rest of it, if there is any.
    abort.abort();
    reply.unwrap_or(Reply::Silence)
}

async fn send(request: &TokenRequest, abort: &AbortController) -> Reply {
    let question = Request::post(&request.url())
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&abort.signal()))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(request.body().reveal());
    let Ok(question) = question else { return Reply::Blocked };
    let Ok(response) = question.send().await else { return Reply::Blocked };
    if response.type_() == ResponseType::Opaqueredirect {
        return Reply::Redirect;
    }
    let header = |name: &str| response.headers().get(name);
    let (retry_after, debug_id) = (header("retry-after"), header("x-debug-id"));
    match body_of(&response).await {
        Ok(body) => Reply::Answer(Answer { status: response.status(), retry_after, debug_id, body }),
        // The connection broke.
        Err(_) => Reply::Blocked,
    }
}

/// The body, as far as it is read.
async fn body_of(response: &Response) -> Result<Zeroizing<Vec<u8>>, JsValue> {
    // A buffer that grows leaves copies behind.
    let mut body = Zeroizing::new(Vec::with_capacity(LONGEST));
    let Some(stream) = response.body() else { return Ok(body) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    while body.len() < LONGEST {
        let read = JsFuture::from(reader.read()).await?;
        let Ok(bytes) = Reflect::get(&read, &"value".into())?.dyn_into::<Uint8Array>() else { break };
        let bytes = Zeroizing::new(bytes.to_vec());
        let room = LONGEST - body.len();
        body.extend(bytes.iter().copied().take(room));
    }
    Ok(body)
}

/// Has the browser ask whether the server may be reached, unless that is known. The question is asked right away, since it
/// must be in answer to a press. Firefox does not let a frame in AEM's page ask: there the broker opens a page of the
/// extension's that does.
pub(crate) fn permission(link: &PageLink, host: &str) -> impl Future<Output = Permission> + use<> {
    let asked = extension::ask_here(&extension::pattern_of(host));
    let (link, host) = (link.clone(), host.to_owned());
    async move {
        match asked {
            Some(answer) => {
                if answer.await {
                    Permission::Granted
                } else {
                    Permission::Refused
                }
            }
            None => match &link {
                PageLink::Extension(port) => permission_by_broker(port, &host).await,
                PageLink::Document(_) => Permission::Refused,
            },
        }
    }
}

async fn permission_by_broker(port: &ExtensionPort, host: &str) -> Permission {
    let answer = port.ask_broker("askIms", &object(&[("host", &host.into())]), BROKER).await;
    match answer.ok().and_then(|answer| answer.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("opened") => Permission::AskedElsewhere,
        _ => Permission::Refused,
    }
}

impl PageLink {
    /// What can be offered to find out whether Adobe takes a credential. Where the broker does not say that a test is
    /// allowed, it is not.
    pub async fn offer(&self) -> Offer {
        match self {
            Self::Extension(port) => {
                let allowed = port.ask_broker("imsChecks", &object(&[]), BROKER).await;
                let is_allowed = allowed.is_ok_and(|allowed| allowed.is_truthy());
                if is_allowed { Offer::Test } else { Offer::Nothing }
            }
            Self::Document(_) => Offer::Command,
        }
    }
}
