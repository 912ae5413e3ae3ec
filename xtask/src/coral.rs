//! The practice console's component library, Adobe's Coral: the very elements that AEM's console is made of.
//! Its npm package unpacks to 460 MB, so only the files that a browser asks for are taken out of it.
//!
//! Which version, and what its bytes must hash to, stands in `practice/package-lock.json`.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};

use crate::project::{Project, create_folder, empty_folder, read, read_text, write};
use crate::tools::{npm_archive, say};

const PACKAGE: &str = "@adobe/coral-spectrum";

/// What is taken out of the archive: a file, or all files of a folder.
const WANTED: &[&str] =
    &["package/dist/js/coral.min.js", "package/dist/css/coral.min.css", "package/dist/resources/"];

/// Makes sure that `.cache/coral` holds the library in the version that the lock file names.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    let Pinned { version, integrity } = pinned(project)?;
    let folder = project.cache().join("coral");
    let stamp = folder.join("version");
    if std::fs::read_to_string(&stamp).is_ok_and(|present| present == integrity) {
        return Ok(());
    }
    say(&format!("fetch Coral {version} for the practice console (31 MB, once)"));
    create_folder(&project.cache())?;
    let archive = npm_archive(&format!("{PACKAGE}@{version}"), &project.cache())
        .context("the practice console's component library could not be fetched")?;
    let unpacked = unpack(&archive, &integrity, &folder);
    std::fs::remove_file(&archive).context("the fetched archive cannot be deleted")?;
    unpacked?;
    // Written last: a folder without it is not finished.
    write(&stamp, integrity)
}

struct Pinned {
    version: String,
    /// `sha512-` and the hash in base64, as npm writes it.
    integrity: String,
}

fn pinned(project: &Project) -> Result<Pinned> {
    let file = project.root.join("practice/package-lock.json");
    let lock: serde_json::Value = serde_json::from_str(&read_text(&file)?)
        .with_context(|| format!("{} is not JSON", file.display()))?;
    let entry = &lock["packages"][format!("node_modules/{PACKAGE}")];
    let text = |key: &str| {
        let value = entry[key].as_str().map(str::to_owned);
        value.with_context(|| format!("{} has no `{key}` for {PACKAGE}", file.display()))
    };
    Ok(Pinned { version: text("version")?, integrity: text("integrity")? })
}

fn unpack(archive: &Path, integrity: &str, folder: &Path) -> Result<()> {
    let archive = read(archive)?;
    let hash = format!("sha512-{}", BASE64_STANDARD.encode(Sha512::digest(&archive)));
    if hash != integrity {
        bail!("{PACKAGE} was fetched, but its hash is {hash}, not {integrity} as in the lock file: not used");
    }
    empty_folder(folder)?;
    let mut entries = tar::Archive::new(GzDecoder::new(archive.as_slice()));
    let mut taken = 0;
    for entry in entries.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        if !entry.header().entry_type().is_file() || !is_wanted(&path) {
            continue;
        }
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        let below_dist: PathBuf = Path::new(&path).components().skip(2).collect();
        write(&folder.join(below_dist), content)?;
        taken += 1;
    }
    if taken < WANTED.len() {
        bail!("{PACKAGE} has no longer the files that are wanted: see WANTED in xtask/src/coral.rs");
    }
    Ok(())
}

fn is_wanted(path: &str) -> bool {
    let plain = !path.split('/').any(|part| part == "..");
    plain
        && WANTED.iter().any(
            |wanted| {
                if wanted.ends_with('/') { path.starts_with(wanted) } else { path == *wanted }
            },
        )
}

#[cfg(test)]
mod tests {
    use super::is_wanted;

    #[test]
    fn only_what_a_browser_asks_for_is_taken() {
        let cases = [
            ("package/dist/js/coral.min.js", true),
            ("package/dist/js/coral.min.js.map", false),
            ("package/dist/css/coral.min.css", true),
            ("package/dist/resources/spectrum-icons.js", true),
            ("package/dist/resources/../../../outside", false),
            ("package/dist/playground/dist/resources/spectrum-icons.js", false),
            ("package/README.md", false),
        ];
        for (path, expected) in cases {
            assert_eq!(is_wanted(path), expected, "{path}");
        }
    }
}
