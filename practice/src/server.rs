//! The connections, the replies, and the log of what was asked for.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue,
};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::routes::{self, Route};

/// What is served.
pub struct Site {
    /// The project's root, below which `dist`, `practice/pages` and `.cache/coral` are looked for.
    pub root: PathBuf,
    /// A `Content-Security-Policy` for every page of the practice console, as an AEM may send one.
    pub content_security_policy: Option<String>,
}

/// A running server. Dropping it stops it: its port is free again when `drop` returns.
pub struct Server {
    /// Where it listens; the port is a real one even if port 0 was asked for.
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Every request so far, oldest first, as `METHOD path`; the path with its query, as the browser sent it.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // An error here is a panic of the server's thread, which has printed itself.
            let _ = thread.join();
        }
    }

    /// Stops now; the same as dropping the server.
    pub fn shutdown(self) {}
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves `site` over HTTP at `address`; port 0 takes a free one.
///
/// # Errors
/// When the address cannot be listened at, for one because its port is taken.
pub fn start_http(site: Site, address: SocketAddr) -> io::Result<Server> {
    start(site, address, |stream| async { Ok(stream) })
}

/// Serves `site` over HTTPS at `address`, with a certificate for `names` that is made now and signed by itself:
/// the browser has to be told to accept it. A name that is an IP address is written as one.
///
/// # Errors
/// When the address cannot be listened at, or no certificate can be made for `names`.
#[cfg(feature = "https")]
pub fn start_https(site: Site, address: SocketAddr, names: &[&str]) -> io::Result<Server> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let certified = rcgen::generate_simple_self_signed(names).map_err(io::Error::other)?;
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key.into())
        .map_err(io::Error::other)?;
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    start(site, address, move |stream| acceptor.accept(stream))
}

/// Listens, and serves from a thread of its own. `secure` turns a connection into what HTTP is spoken over.
fn start<Secure, Secured, Stream>(site: Site, address: SocketAddr, secure: Secure) -> io::Result<Server>
where
    Secure: Fn(TcpStream) -> Secured + Send + 'static,
    Secured: Future<Output = io::Result<Stream>> + Send + 'static,
    Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let listener = runtime.block_on(TcpListener::bind(address))?;
    let address = listener.local_addr()?;
    let requests = Arc::new(Mutex::new(Vec::new()));
    let (stop, stopped) = oneshot::channel();

    let log = Arc::clone(&requests);
    let site = Arc::new(site);
    let serve = async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                // Too many open files, or the caller is already gone: the next one may do better.
                tokio::task::yield_now().await;
                continue;
            };
            // Replies are small and whole: none of them should wait for a fuller packet.
            let _ = stream.set_nodelay(true);
            let secured = secure(stream);
            let (site, log) = (Arc::clone(&site), Arc::clone(&log));
            tokio::spawn(async move {
                // A caller that breaks off, or distrusts the certificate, is not an error of the server.
                let Ok(stream) = secured.await else { return };
                let service = service_fn(|request| {
                    let reply = reply(&site, &log, &request);
                    async { Ok::<_, Infallible>(reply) }
                });
                let http = hyper::server::conn::http1::Builder::new();
                let _ = http.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    };
    let thread = std::thread::Builder::new().name("practice-console".to_owned()).spawn(move || {
        runtime.block_on(async {
            let serving = tokio::spawn(serve);
            // Ends with an error when the server is dropped: that is the sign to stop.
            let _ = stopped.await;
            serving.abort();
        });
        // Dropping the runtime ends the connections that are still open.
    })?;
    Ok(Server { address, requests, stop: Some(stop), thread: Some(thread) })
}

fn reply(site: &Site, log: &Mutex<Vec<String>>, request: &Request<Incoming>) -> Response<Full<Bytes>> {
    let asked = request.uri().path_and_query().map_or("", |asked| asked.as_str());
    let line = format!("{} {asked}", request.method());
    log.lock().unwrap_or_else(PoisonError::into_inner).push(line);

    let head = request.method() == Method::HEAD;
    if !head && request.method() != Method::GET {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let mut reply = match find(&site.root, request.uri().path()) {
        Some((status, file, content)) => found(site, status, &file, content),
        None => plain(StatusCode::NOT_FOUND, &format!("There is no {} here.\n", request.uri().path())),
    };
    if head {
        *reply.body_mut() = Full::default();
    }
    reply
}

/// Reads the file that answers `path`, if there is one, and says with which status it goes.
fn find(root: &Path, path: &str) -> Option<(StatusCode, PathBuf, Vec<u8>)> {
    let read = |status: StatusCode, file: PathBuf| {
        std::fs::read(root.join(&file)).ok().map(|content| (status, file, content))
    };
    match routes::route(path) {
        Route::File(file) => read(StatusCode::OK, file),
        Route::Error(status, file) => read(StatusCode::from_u16(status).ok()?, file),
        Route::StandaloneOr(file, other) => {
            read(StatusCode::OK, file).or_else(|| other.and_then(|other| read(StatusCode::OK, other)))
        }
        Route::Nothing => None,
    }
}

fn found(site: &Site, status: StatusCode, file: &Path, content: Vec<u8>) -> Response<Full<Bytes>> {
    let content_type = routes::content_type(file);
    let mut reply = whole(status, content_type, content);
    if file.starts_with(routes::CORAL) {
        // Its path names its version. Otherwise browsers would compile these 1.8 MB again for every page.
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        reply.headers_mut().insert(CACHE_CONTROL, forever);
    }
    let a_page = [routes::PAGES, routes::ADVERSARIAL].iter().any(|folder| file.starts_with(folder));
    let of_the_console = a_page && content_type.starts_with("text/html");
    if let Some(policy) = site.content_security_policy.as_deref().filter(|_| of_the_console)
        && let Ok(policy) = HeaderValue::from_str(policy)
    {
        reply.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    reply
}

fn plain(status: StatusCode, text: &str) -> Response<Full<Bytes>> {
    whole(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn whole(status: StatusCode, content_type: &'static str, content: Vec<u8>) -> Response<Full<Bytes>> {
    let length = HeaderValue::from(content.len());
    let mut reply = Response::new(Full::new(Bytes::from(content)));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CONTENT_LENGTH, length);
    // So that neither a test nor a person who has just built again gets a stale file.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}
