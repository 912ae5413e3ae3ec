//! `serve`: what was built, beside a practice console, for a person's own browser.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use lexopt::{Arg, Parser, ValueExt};
use practice_console::{Site, start_http};

use crate::build::build;
use crate::coral;
use crate::project::Project;

const PORT: u16 = 8090;

const CONSOLE: &str = "/libs/cq/adobeims-configuration/content/configurations.html";

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    let mut port = PORT;
    let mut builds = true;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("no-build") => builds = false,
            other => return Err(other.unexpected().into()),
        }
    }
    // Before the build, which takes longer than this to find out.
    drop(listen(project, port)?);
    if builds {
        build(project)?;
    }
    coral::ensure(project)?;
    let server = listen(project, port)?;

    let site = format!("http://localhost:{}", server.address.port());
    let extension = project.dist().join("extension");
    println!(
        "
Served on this machine only, until Ctrl-C:

  standalone page                {site}/
  practice console, with widget  {site}/practice.html
  practice console, plain        {site}{CONSOLE}

The extension, unpacked: {extension}

  Chrome   chrome://extensions    Developer mode on, Load unpacked, that folder
  Edge     edge://extensions      Developer mode on, Load unpacked, that folder
  Firefox  about:debugging        This Firefox, Load Temporary Add-on, manifest.json in that folder
",
        extension = extension.display()
    );
    server.wait();
    Ok(ExitCode::SUCCESS)
}

fn listen(project: &Project, port: u16) -> Result<practice_console::Server> {
    let site = Site { root: project.root.clone(), content_security_policy: None };
    start_http(site, SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!("port {port} is taken by another program: end that one, or choose a port with --port N")
        }
        _ => {
            anyhow!(error).context(format!("port {port} cannot be listened at: choose another with --port N"))
        }
    })
}
