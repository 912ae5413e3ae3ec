//! What the server answers, asked over a real connection byte by byte, as a browser would not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use practice_console::{Server, Site, start_http};

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// A project with one file of each kind, in a folder of its own that is removed at the end.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("practice-console-{}-{name}", std::process::id()));
        let files = [
            ("Cargo.toml", "secret"),
            ("practice/pages/configurations.html", "<h1>Adobe IMS Configurations</h1>"),
            ("practice/pages/other.html", "<h1>Sites</h1>"),
            ("practice/pages/error.html", "<h1>Error</h1>"),
            ("practice/pages/console.js", "'use strict';"),
            ("tests/fixtures/console/adversarial/decoy.html", "<h1>Decoy</h1>"),
            ("tests/fixtures/console/adversarial/decoy.expected.json", "{}"),
            (".cache/coral/js/coral.min.js", "Coral"),
            ("dist/standalone/index.html", "<h1>Assistant</h1>"),
            ("dist/widget/assistant_bg.wasm", "\0asm"),
        ];
        for (file, content) in files {
            let file = root.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        Self(root)
    }

    fn site(&self) -> Site {
        Site { root: self.0.clone(), content_security_policy: Some("default-src 'self'".to_owned()) }
    }

    fn serve(&self) -> Server {
        start_http(self.site(), ANY_PORT).unwrap()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Sends the request's first line as it is, and reads the whole reply.
fn ask(server: &Server, line: &str) -> String {
    let mut stream = TcpStream::connect(server.address).unwrap();
    write!(stream, "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).unwrap();
    String::from_utf8_lossy(&reply).into_owned()
}

#[test]
fn a_page_of_the_console_comes_with_its_policy_and_is_never_kept() {
    let project = Project::new("page");
    let server = project.serve();
    let reply =
        ask(&server, "GET /libs/cq/adobeims-configuration/content/configurations.html?assistant=widget");
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert!(reply.contains("content-type: text/html; charset=utf-8\r\n"), "{reply}");
    assert!(reply.contains("cache-control: no-store\r\n"), "{reply}");
    assert!(reply.contains("content-security-policy: default-src 'self'\r\n"), "{reply}");
    assert!(reply.ends_with("<h1>Adobe IMS Configurations</h1>"), "{reply}");
}

#[test]
fn only_pages_of_the_console_get_the_policy() {
    let project = Project::new("policy");
    let server = project.serve();
    assert!(ask(&server, "GET /sites.html").contains("content-security-policy"));
    for path in ["/", "/practice/console.js", "/widget/assistant_bg.wasm"] {
        let reply = ask(&server, &format!("GET {path}"));
        assert!(reply.starts_with("HTTP/1.1 200"), "{path}: {reply}");
        assert!(!reply.contains("content-security-policy"), "{path}: {reply}");
    }
}

#[test]
fn a_page_that_the_console_has_not_comes_with_slings_status_and_page() {
    let project = Project::new("error");
    let server = project.serve();
    let console = "/libs/cq/adobeims-configuration/content/configurations";
    for (page, status) in [("nothing.html", "404"), ("failing.html", "500")] {
        let reply = ask(&server, &format!("GET {console}/{page}"));
        assert!(reply.starts_with(&format!("HTTP/1.1 {status} ")), "{page}: {reply}");
        assert!(reply.contains("content-security-policy: default-src 'self'\r\n"), "{page}: {reply}");
        assert!(reply.ends_with("<h1>Error</h1>"), "{page}: {reply}");
    }
}

#[test]
fn an_adversarial_page_is_served_as_a_page_of_the_console() {
    let project = Project::new("adversarial");
    let server = project.serve();
    let folder = "/cp/libs/cq/adobeims-configuration/content/configurations/adversarial";
    let reply = ask(&server, &format!("GET {folder}/decoy.html?item=a"));
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert!(reply.contains("content-security-policy: default-src 'self'\r\n"), "{reply}");
    assert!(reply.ends_with("<h1>Decoy</h1>"), "{reply}");
    assert!(ask(&server, &format!("GET {folder}/nothing.html")).starts_with("HTTP/1.1 404"));
}

#[test]
fn coral_is_cached_for_good_and_nothing_else_is() {
    let project = Project::new("cache");
    let server = project.serve();
    let coral = ask(&server, "GET /practice/coral/4.21.11/js/coral.min.js");
    assert!(coral.ends_with("\r\n\r\nCoral"), "{coral}");
    assert!(coral.contains("cache-control: public, max-age=31536000, immutable\r\n"), "{coral}");
    let missing = "/practice/coral/4.21.11/js/nothing.js";
    for path in [missing, "/", "/practice/console.js", "/widget/assistant_bg.wasm"] {
        let reply = ask(&server, &format!("GET {path}"));
        assert!(reply.contains("cache-control: no-store\r\n"), "{path}: {reply}");
    }
}

#[test]
fn wasm_is_sent_as_wasm() {
    let project = Project::new("wasm");
    let reply = ask(&project.serve(), "GET /widget/assistant_bg.wasm");
    assert!(reply.contains("content-type: application/wasm\r\n"), "{reply}");
}

#[test]
fn head_has_the_length_but_no_body() {
    let project = Project::new("head");
    let reply = ask(&project.serve(), "HEAD /");
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert!(reply.contains("content-length: 18\r\n"), "{reply}");
    assert!(reply.ends_with("\r\n\r\n"), "{reply}");
}

#[test]
fn nothing_but_get_and_head_is_answered() {
    let project = Project::new("post");
    let server = project.serve();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = ask(&server, &format!("{method} /"));
        assert!(reply.starts_with("HTTP/1.1 405"), "{method}: {reply}");
        assert!(reply.contains("allow: GET, HEAD\r\n"), "{method}: {reply}");
    }
}

#[test]
fn no_path_reaches_a_file_outside() {
    let project = Project::new("outside");
    let server = project.serve();
    for path in [
        "/../../Cargo.toml",
        "/practice/../../../Cargo.toml",
        "/practice/%2e%2e/%2e%2e/%2e%2e/Cargo.toml",
        "/practice/..%2f..%2f..%2fCargo.toml",
        "/Cargo.toml",
        "/widget/",
        "/nothing.js",
    ] {
        let reply = ask(&server, &format!("GET {path}"));
        assert!(reply.starts_with("HTTP/1.1 404"), "{path}: {reply}");
        assert!(!reply.contains("secret"), "{path}: {reply}");
    }
}

#[test]
fn the_log_has_every_request_in_order() {
    let project = Project::new("log");
    let server = project.serve();
    ask(&server, "GET /?a=1");
    ask(&server, "HEAD /nothing");
    ask(&server, "POST /ims/token/v3");
    assert_eq!(server.requests(), ["GET /?a=1", "HEAD /nothing", "POST /ims/token/v3"]);
}

#[test]
fn a_stopped_server_gives_its_port_back() {
    let project = Project::new("stop");
    let server = project.serve();
    let address = server.address;
    // A connection that is kept open must not hold the server back.
    let _open = TcpStream::connect(address).unwrap();
    assert!(start_http(project.site(), address).is_err(), "the port was taken");
    server.shutdown();
    assert!(TcpStream::connect(address).is_err());
}

#[cfg(feature = "https")]
#[test]
fn https_serves_the_same_with_a_certificate_for_the_names() {
    let project = Project::new("https");
    let names = ["author-p1-e2.adobeaemcloud.com", "localhost", "127.0.0.1"];
    let server = practice_console::start_https(project.site(), ANY_PORT, &names).unwrap();
    let mut stream = TcpStream::connect(server.address).unwrap();
    let mut tls = client::connect("author-p1-e2.adobeaemcloud.com");
    let mut tls = rustls::Stream::new(&mut tls, &mut stream);
    write!(tls, "GET /ui HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut reply = String::new();
    let _ = tls.read_to_string(&mut reply);
    assert!(reply.starts_with("HTTP/1.1 404"), "{reply}");
    assert_eq!(server.requests(), ["GET /ui"]);
}

/// A TLS client that takes any certificate, as the test browsers are told to.
#[cfg(feature = "https")]
mod client {
    use std::sync::Arc;

    use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
    use rustls::crypto::ring::default_provider;
    use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme};

    #[derive(Debug)]
    struct AnyCertificate;

    impl ServerCertVerifier for AnyCertificate {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            default_provider().signature_verification_algorithms.supported_schemes()
        }
    }

    pub(crate) fn connect(name: &'static str) -> ClientConnection {
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(AnyCertificate))
            .with_no_client_auth();
        ClientConnection::new(Arc::new(config), ServerName::try_from(name).unwrap()).unwrap()
    }
}
