//! A company's policy for the extension, in the file where a browser looks for it.

use crate::{Engine, project};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where Chromium looks on Linux, and Chrome for Testing. Only root can write there.
const OF_CHROMIUM: [&str; 2] =
    ["/etc/chromium/policies/managed", "/etc/opt/chrome_for_testing/policies/managed"];

/// Where Firefox looks on Linux, and Debian's. Only root can write there.
const OF_FIREFOX: [&str; 2] = ["/etc/firefox/policies", "/etc/firefox-esr/policies"];

/// The id of the copy in Firefox.
const POLICED: &str = "ims-oauth-assistant-policed@aem.invalid";

/// A policy that is in force for one copy of the extension in browsers that are started from now on, until this is dropped.
pub struct Policy {
    /// The copy, which has an id of its own, so that the policy is for no other test's: Chromium makes it of the folder's path.
    extension: TempDir,
    files: Vec<PathBuf>,
}

impl Policy {
    /// Sets what the extension's managed storage holds.
    ///
    /// # Errors
    /// When the browser's folder of policies cannot be written.
    pub fn set(engine: Engine, values: &Value) -> Result<Self> {
        let mut policy = Self { extension: copy_of_extension()?, files: Vec::new() };
        let (folders, name, text) = match engine {
            Engine::Chromium => {
                let id = id_of(policy.extension.path())?;
                let text = json!({ "3rdparty": { "extensions": { id.as_str(): values } } });
                (OF_CHROMIUM.map(PathBuf::from).to_vec(), format!("{id}.json"), text)
            }
            Engine::Firefox => {
                let manifest = policy.extension.path().join("manifest.json");
                let text = fs::read_to_string(&manifest)?.replace(crate::firefox::EXTENSION, POLICED);
                fs::write(manifest, text)?;
                let text = json!({ "policies": { "3rdparty": { "Extensions": { POLICED: values } } } });
                (OF_FIREFOX.map(PathBuf::from).to_vec(), "policies.json".to_owned(), text)
            }
        };
        for folder in folders {
            let file = folder.join(&name);
            ensure!(!file.exists(), "{} is there already, and not this test's", file.display());
            let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, text.to_string()));
            policy.files.push(file);
            written.with_context(|| format!("{} cannot be written", folder.display()))?;
        }
        Ok(policy)
    }

    /// The folder of the extension that it is for: [`Setup::policed`](crate::Setup::policed).
    pub fn extension(&self) -> &Path {
        self.extension.path()
    }

    /// Whether a test can set a policy on this machine: as root.
    pub fn is_possible() -> bool {
        user() == Some(0)
    }
}

impl Drop for Policy {
    fn drop(&mut self) {
        for file in &self.files {
            // Nothing else can be done about a file that stays; it is for a folder that nobody has any more.
            let _ = fs::remove_file(file);
        }
    }
}

/// The number of the user that runs this; `None` where users have none.
#[cfg(unix)]
fn user() -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").ok().map(|own| own.uid())
}

#[cfg(not(unix))]
fn user() -> Option<u32> {
    None
}

/// The id that Chromium gives to an extension that is loaded from a folder: the digest of the path, in letters from *a* to *p*.
fn id_of(folder: &Path) -> Result<String> {
    let digest = Sha256::digest(folder.canonicalize()?.as_os_str().as_encoded_bytes());
    let letters = digest.iter().take(16).flat_map(|byte| [byte >> 4, byte & 15]);
    Ok(letters.map(|half| char::from(b'a' + half)).collect())
}

fn copy_of_extension() -> Result<TempDir> {
    let copy = TempDir::new()?;
    copy_all(&project().join("dist/extension"), copy.path())?;
    Ok(copy)
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
