//! The way out of a browser that cannot be told another port for a name: AEM's host names lead to the practice console,
//! and everything else is refused, so that nothing leaves this machine.

use anyhow::Result;
use std::net::Ipv4Addr;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The longest head of a request that is read.
const HEAD: usize = 8 * 1024;

/// A running proxy, on a port of its own. It ends when this is dropped.
pub(crate) struct Proxy {
    pub port: u16,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// Starts it; `console` is the practice console's port.
    pub(crate) async fn start(console: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let accepting = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                // Whoever breaks off is no error of the proxy.
                tokio::spawn(async move { pass_on(browser, console).await.ok() });
            }
        });
        Ok(Self { port, accepting })
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn pass_on(mut browser: TcpStream, console: u16) -> Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < HEAD {
        head.push(browser.read_u8().await?);
    }
    if !leads_to_aem(&String::from_utf8_lossy(&head)) {
        browser
            .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .await?;
        return Ok(());
    }
    let mut console = TcpStream::connect((Ipv4Addr::LOCALHOST, console)).await?;
    browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    copy_bidirectional(&mut browser, &mut console).await?;
    Ok(())
}

/// Whether a request wants a connection to the HTTPS port of one of AEM's hosts.
fn leads_to_aem(head: &str) -> bool {
    let mut words = head.split_whitespace();
    words.next() == Some("CONNECT") && words.next().is_some_and(|to| to.ends_with(".adobeaemcloud.com:443"))
}

#[cfg(test)]
mod tests {
    use super::leads_to_aem;

    #[test]
    fn only_aems_hosts_are_led_to_the_console() {
        for (head, leads) in [
            ("CONNECT author-p1-e2.adobeaemcloud.com:443 HTTP/1.1\r\n\r\n", true),
            ("CONNECT author-p1-e2.adobeaemcloud.com:8443 HTTP/1.1\r\n\r\n", false),
            ("CONNECT adobeaemcloud.com.example:443 HTTP/1.1\r\n\r\n", false),
            ("CONNECT ims-na1.adobelogin.com:443 HTTP/1.1\r\n\r\n", false),
            ("GET http://author-p1-e2.adobeaemcloud.com:443 HTTP/1.1\r\n\r\n", false),
            ("", false),
        ] {
            assert_eq!(leads_to_aem(head), leads, "{head}");
        }
    }
}
