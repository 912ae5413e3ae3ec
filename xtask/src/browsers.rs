//! The browsers that the tests run in, each with the driver that steers it: found, or installed where that can be done
//! without asking.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::project::Project;
use crate::tools::{ask, cargo, run, say};

/// A browser and its driver, ready to be started.
pub(crate) struct Browser {
    kind: &'static Kind,
    pub(crate) browser: PathBuf,
    driver: PathBuf,
}

/// How one browser is found, and how it is installed.
struct Kind {
    name: &'static str,
    browser: Program,
    driver: Program,
    /// Debian's packages.
    debian: &'static [&'static str],
    /// The crate that the driver is, where it is one: installed into the project's own cache.
    driver_crate: Option<DriverCrate>,
    /// What to install where this cannot.
    advice: &'static str,
}

/// A program: the variable that may say where it is, and its names on the `PATH`.
struct Program {
    variable: &'static str,
    names: &'static [&'static str],
}

struct DriverCrate {
    name: &'static str,
    version: &'static str,
}

/// Google's own Chrome is not looked for: it has stopped loading extensions from its command line.
const CHROMIUM: Kind = Kind {
    name: "Chromium",
    browser: Program { variable: "CHROMIUM", names: &["chromium", "chromium-browser"] },
    driver: Program { variable: "CHROMEDRIVER", names: &["chromedriver"] },
    debian: &["chromium", "chromium-driver"],
    driver_crate: None,
    advice: "Install Chromium and its ChromeDriver, both of one version: on Debian `sudo apt-get install chromium \
             chromium-driver`, on Fedora `sudo dnf install chromium chromedriver`, elsewhere Chrome for Testing with \
             its ChromeDriver. If they are not on the PATH, name the two programs in the variables CHROMIUM and \
             CHROMEDRIVER.",
};

const FIREFOX: Kind = Kind {
    name: "Firefox",
    browser: Program { variable: "FIREFOX", names: &["firefox-esr", "firefox"] },
    driver: Program { variable: "GECKODRIVER", names: &["geckodriver"] },
    debian: &["firefox-esr"],
    driver_crate: Some(DriverCrate { name: "geckodriver", version: "0.37.1" }),
    advice: "Install Firefox 128 or newer: on Debian `sudo apt-get install firefox-esr`, on Fedora `sudo dnf install \
             firefox`, elsewhere from Mozilla. If it is not on the PATH, name the program in the variable FIREFOX. \
             geckodriver (0.36 or newer) is looked for where GECKODRIVER says and on the PATH, and built otherwise.",
};

impl Browser {
    /// Chromium and ChromeDriver.
    pub(crate) fn chromium(project: &Project) -> Result<Self> {
        Self::ensure(project, &CHROMIUM)
    }

    /// Firefox and geckodriver.
    pub(crate) fn firefox(project: &Project) -> Result<Self> {
        Self::ensure(project, &FIREFOX)
    }

    /// Tells a command where the browser and its driver are.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.env(self.kind.browser.variable, &self.browser).env(self.kind.driver.variable, &self.driver);
    }

    /// Makes a command forget a driver of this kind, so that it takes the other browser's.
    pub(crate) fn hide(&self, command: &mut Command) {
        command.env_remove(self.kind.driver.variable);
    }

    fn ensure(project: &Project, kind: &'static Kind) -> Result<Self> {
        for Program { variable, .. } in [&kind.browser, &kind.driver] {
            if let Some(file) = std::env::var_os(variable).map(PathBuf::from) {
                ensure!(file.is_file(), "{variable} names no file: {}", file.display());
            }
        }
        let find = || Some((kind.browser.find()?, kind.driver(project)?));
        if let Some((browser, driver)) = find() {
            return Ok(Self { kind, browser, driver });
        }
        if kind.browser.find().is_none() || (kind.driver_crate.is_none() && kind.driver.find().is_none()) {
            install_packages(kind)?;
        }
        if let (Some(driver), None) = (&kind.driver_crate, kind.driver(project)) {
            install_driver(project, driver)?;
        }
        let (browser, driver) =
            find().with_context(|| format!("{} was installed, but is not on the PATH", kind.name))?;
        Ok(Self { kind, browser, driver })
    }
}

impl Kind {
    /// The driver: where its variable says, on the `PATH`, or built before, of the version that is wanted now.
    fn driver(&self, project: &Project) -> Option<PathBuf> {
        let built = || {
            let wanted = self.driver_crate.as_ref()?;
            let file = built_driver(project, wanted);
            let says = ask(Command::new(&file).arg("--version"), "").ok()?;
            let version = says.split_whitespace().nth(1)?;
            (version == wanted.version).then_some(file)
        };
        self.driver.find().or_else(built)
    }
}

impl Program {
    /// Where its variable says, and nowhere else if it is set; else on the `PATH`.
    fn find(&self) -> Option<PathBuf> {
        match std::env::var_os(self.variable) {
            Some(file) => Some(PathBuf::from(file)).filter(|file| file.is_file()),
            None => self.names.iter().find_map(|name| on_path(name)),
        }
    }
}

/// The file that `cargo install` makes of a driver; the end-to-end tests look for it there, too.
fn built_driver(project: &Project, driver: &DriverCrate) -> PathBuf {
    let file = format!("{}{}", driver.name, std::env::consts::EXE_SUFFIX);
    driver_folder(project, driver).join("bin").join(file)
}

fn driver_folder(project: &Project, driver: &DriverCrate) -> PathBuf {
    project.cache().join(driver.name)
}

/// Builds a driver from its crate; the lock file that comes with it says what it is built from.
fn install_driver(project: &Project, driver: &DriverCrate) -> Result<()> {
    let DriverCrate { name, version } = driver;
    say(&format!("build {name} {version} with cargo (about three minutes, this once)"));
    let mut install = cargo(project);
    install.args(["install", name, "--version", version, "--locked", "--force", "--root"]);
    install.arg(driver_folder(project, driver));
    run(&mut install, &format!("the first time it needs the network; or install {name} by hand"))
}

/// Installs a browser's packages where that can be done without asking: as root on Debian.
fn install_packages(kind: &Kind) -> Result<()> {
    if !(is_debian() && is_root()) {
        bail!("{} was not found. {}", kind.name, kind.advice);
    }
    say(&format!("install {} with apt-get", kind.debian.join(" and ")));
    let advice = format!("install the packages {} by hand, then try again", kind.debian.join(" and "));
    run(Command::new("apt-get").args(["update", "--quiet"]), &advice)?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(kind.debian);
    run(&mut install, &advice)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
