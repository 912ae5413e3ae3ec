//! A WebDriver: the program that drives a browser, and commands to it that the client has no name for.

use crate::project;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader, Lines};
use tokio::process::{Child, Command};

/// A running driver, on a port that it chose.
pub(crate) struct Driver {
    port: u16,
    said: Said,
    _process: Child,
}

/// How a driver is started.
pub(crate) struct Program {
    /// The variable in which `cargo xtask test` says where it is.
    pub variable: &'static str,
    pub name: &'static str,
    /// What precedes the port in the line by which it says that it listens.
    pub before_port: &'static str,
}

/// How often a driver is started before it is given up: the port that it has chosen may be taken by the time it listens.
const ATTEMPTS: usize = 3;

impl Driver {
    pub(crate) async fn start(program: &Program, arguments: &[String]) -> Result<Self> {
        for _ in 1..ATTEMPTS {
            if let Ok(driver) = Self::start_once(program, arguments).await {
                return Ok(driver);
            }
        }
        Self::start_once(program, arguments).await
    }

    async fn start_once(program: &Program, arguments: &[String]) -> Result<Self> {
        let Program { variable, name, .. } = program;
        let mut process = Command::new(file(variable, name))
            .arg("--port=0")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{name} could not be started; `cargo xtask test` installs it"))?;
        let stdout = process.stdout.take().with_context(|| format!("{name} has no output"))?;
        let stderr = process.stderr.take().with_context(|| format!("{name} has no error output"))?;
        let said = Said::default();
        let mut lines = BufReader::new(stdout).lines();
        let port = chosen_port(program, &mut lines).await?;
        // Somebody has to go on reading: a driver that cannot write any more would stop.
        keep(lines, said.clone());
        keep(BufReader::new(stderr).lines(), said.clone());
        Ok(Self { port, said, _process: process })
    }

    /// All that the driver and its browser have written so far, the messages of the browser's console included.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Ends a session, and with it the browser, from where nothing can be waited for. A driver that is merely killed
    /// would leave its browser running.
    pub(crate) fn end(&self, session: &str) -> Result<()> {
        let patience = Some(Duration::from_secs(10));
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(patience)?;
        stream.set_write_timeout(patience)?;
        write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nHost: {}:{}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            Ipv4Addr::LOCALHOST,
            self.port
        )?;
        // It answers once the browser is gone; the beginning, `HTTP/1.1 200`, is enough to know that.
        stream.read_exact(&mut [0; 12])?;
        Ok(())
    }
}

/// The program that `cargo xtask` found, the one that it has built, or the usual name.
pub(crate) fn file(variable: &str, name: &str) -> PathBuf {
    let built = || {
        project()
            .join(".cache")
            .join(name)
            .join("bin")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    std::env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| Some(built()).filter(|file| file.is_file()))
        .unwrap_or_else(|| name.into())
}

/// What a driver and its browser write; one text for both outputs.
type Said = Arc<Mutex<String>>;

/// Reads lines to their end, and keeps them.
fn keep(mut lines: Lines<BufReader<impl AsyncRead + Unpin + Send + 'static>>, said: Said) {
    tokio::spawn(async move {
        // A line that is no UTF-8 is an error, and no reason to stop.
        loop {
            match lines.next_line().await {
                Ok(Some(line)) => {
                    let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                    said.push_str(&line);
                    said.push('\n');
                }
                Ok(None) => break,
                Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {}
                Err(_) => break,
            }
        }
    });
}

/// A driver says which port it chose.
async fn chosen_port(program: &Program, lines: &mut Lines<BufReader<impl AsyncRead + Unpin>>) -> Result<u16> {
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once(program.before_port) {
            return Ok(port.trim_end_matches('.').parse()?);
        }
    }
    bail!("{} ended before it listened", program.name)
}

/// A command that the client has no name for.
#[derive(Debug)]
pub(crate) struct Post {
    pub path: &'static str,
    pub body: Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
