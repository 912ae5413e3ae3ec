//! The browsers' only way out. AEM's host names lead to the practice console, Adobe IMS's to its stand-in where a test has
//! one, this machine's own ports to themselves, and everything else is refused, so that nothing leaves this machine. The proxy notes who was asked for: a request that the
//! assistant must not make cannot hide from it.

use anyhow::Result;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The longest head of a request that is read, in bytes.
const HEAD: usize = 8 * 1024;

/// A running proxy, on a port of its own. It ends when this is dropped.
pub(crate) struct Proxy {
    pub port: u16,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

struct State {
    /// The practice console's port; another one for each test that uses the browser.
    console: AtomicU16,
    /// The port of the stand-in for Adobe IMS; 0 where there is none.
    ims: AtomicU16,
    /// The destinations that were asked for, as `host:port`, refused ones included.
    asked: Mutex<Vec<String>>,
}

impl Proxy {
    /// Starts it; `console` is the practice console's port.
    pub(crate) async fn start(console: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(State {
            console: AtomicU16::new(console),
            ims: AtomicU16::new(0),
            asked: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        let accepting = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                // A connection that breaks is the browser's business, not an error of the proxy.
                tokio::spawn(async move { pass_on(browser, &state).await.ok() });
            }
        });
        Ok(Self { port, state, accepting })
    }

    /// Leads AEM's host names to another console from now on, and forgets what was asked for so far.
    pub(crate) fn lead_to(&self, console: u16) {
        self.state.console.store(console, Ordering::SeqCst);
        self.lead_ims_to(None);
        self.state.asked.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Leads the host names of Adobe IMS to its stand-in from now on, or nowhere.
    pub(crate) fn lead_ims_to(&self, port: Option<u16>) {
        self.state.ims.store(port.unwrap_or_default(), Ordering::SeqCst);
    }

    /// The destinations that were asked for since [`Proxy::lead_to`], as `host:port`, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn pass_on(mut browser: TcpStream, state: &State) -> Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < HEAD {
        head.push(browser.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head);
    let destination = destination(&head);
    state.asked.lock().unwrap_or_else(PoisonError::into_inner).push(destination.to_owned());
    let tunnel = head.starts_with("CONNECT ");
    let (console, ims) = (state.console.load(Ordering::SeqCst), state.ims.load(Ordering::SeqCst));
    let Some(port) = port_of(destination, console, ims).filter(|_| tunnel) else {
        let refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        browser.write_all(refusal).await?;
        return Ok(());
    };
    let mut console = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    copy_bidirectional(&mut browser, &mut console).await?;
    Ok(())
}

/// The second word of a request's first line: `host:port` of `CONNECT`, a whole address of every other method.
fn destination(head: &str) -> &str {
    head.split_whitespace().nth(1).unwrap_or_default()
}

/// The port of this machine that a destination leads to, if to any.
fn port_of(destination: &str, console: u16, ims: u16) -> Option<u16> {
    let (host, port) = destination.split_once(':')?;
    match host {
        "localhost" | "127.0.0.1" => port.parse().ok(),
        _ => {
            let is_aem = host.ends_with(".adobeaemcloud.com") || host.ends_with(".example.test");
            let is_ims = host.ends_with(".adobelogin.com") && ims != 0;
            let stands_in = if is_aem { Some(console) } else { is_ims.then_some(ims) };
            stands_in.filter(|_| port == "443")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{destination, port_of};

    #[test]
    fn only_aems_hosts_and_this_machine_are_reached() {
        for (head, port) in [
            ("CONNECT author-p1-e2.adobeaemcloud.com:443 HTTP/1.1\r\n\r\n", Some(7)),
            ("CONNECT aem65.example.test:443 HTTP/1.1\r\n\r\n", Some(7)),
            ("CONNECT author-p1-e2.adobeaemcloud.com:8443 HTTP/1.1\r\n\r\n", None),
            ("CONNECT adobeaemcloud.com.example:443 HTTP/1.1\r\n\r\n", None),
            ("CONNECT ims-na1.adobelogin.com:443 HTTP/1.1\r\n\r\n", None),
            ("CONNECT adobelogin.com.example:443 HTTP/1.1\r\n\r\n", None),
            ("CONNECT localhost:4711 HTTP/1.1\r\n\r\n", Some(4711)),
            ("CONNECT localhost.example:4711 HTTP/1.1\r\n\r\n", None),
            ("GET http://author-p1-e2.adobeaemcloud.com:443 HTTP/1.1\r\n\r\n", None),
            ("", None),
        ] {
            assert_eq!(port_of(destination(head), 7, 0), port, "{head}");
        }
        for (host, port) in [("ims-na1.adobelogin.com:443", Some(8)), ("ims-na1.adobelogin.com:80", None)] {
            assert_eq!(port_of(host, 7, 8), port, "{host}");
        }
    }
}
