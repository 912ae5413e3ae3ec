//! A stand-in for Adobe IMS on this machine: it answers what a test has put down for it, in order, and notes what it was
//! asked.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, VecDeque};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The longest head and the longest body that are read, in bytes.
const LONGEST: usize = 16 * 1024;

/// A running stand-in, on a port of its own. It ends when this is dropped.
pub struct Ims {
    port: u16,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    answers: Mutex<VecDeque<ImsAnswer>>,
    questions: Mutex<Vec<ImsQuestion>>,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct ImsAnswer {
    /// The status of HTTP.
    pub status: u16,
    /// Lines of the head.
    pub headers: Vec<String>,
    /// The body.
    pub body: String,
    /// How long the server thinks first.
    pub after: Duration,
}

impl ImsAnswer {
    /// An answer in JSON.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        let headers = vec!["Content-Type: application/json".to_owned()];
        Self { status, headers, body: body.into(), after: Duration::ZERO }
    }
}

/// One question.
#[derive(Clone, Debug)]
pub struct ImsQuestion {
    /// `POST /ims/token/v3`
    pub line: String,
    /// The head's lines, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The form's values.
    pub form: BTreeMap<String, String>,
}

impl Ims {
    /// Starts it, with nothing to answer yet.
    pub async fn start() -> Result<Self> {
        let certified = rcgen::generate_simple_self_signed(vec!["ims-na1.adobelogin.com".to_owned()])?;
        let key = rustls::pki_types::PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certified.cert.der().clone()], key.into())?;
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (state, acceptor) = (Arc::clone(&shared), acceptor.clone());
                // A browser that breaks off is no error of the server.
                tokio::spawn(async move {
                    let stream = acceptor.accept(stream).await?;
                    answer(stream, &state).await
                });
            }
        });
        Ok(Self { port, state, accepting })
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Puts down what the next questions are answered with, in order. A question without an answer gets 418.
    pub fn answers(&self, answers: impl IntoIterator<Item = ImsAnswer>) {
        self.state.answers.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
    }

    /// What was asked since this was called last.
    pub fn questions(&self) -> Vec<ImsQuestion> {
        std::mem::take(&mut *self.state.questions.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Ims {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Reads one question and answers it; the connection ends with it.
async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, state: &State) -> Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < LONGEST {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let line = lines.next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    };
    let headers: BTreeMap<String, String> = lines.filter_map(header).collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0_usize);
    let mut body = vec![0; length.min(LONGEST)];
    stream.read_exact(&mut body).await.context("the body of a question")?;
    let form = url::form_urlencoded::parse(&body).into_owned().collect();
    state.questions.lock().unwrap_or_else(PoisonError::into_inner).push(ImsQuestion { line, headers, form });
    let answer = state.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let ImsAnswer { status, headers, body, after } = answer.unwrap_or_else(|| ImsAnswer::json(418, "{}"));
    tokio::time::sleep(after).await;
    let mut reply = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for header in headers {
        reply.push_str(&header);
        reply.push_str("\r\n");
    }
    stream.write_all(format!("{reply}\r\n{body}").as_bytes()).await?;
    stream.shutdown().await?;
    Ok(())
}
