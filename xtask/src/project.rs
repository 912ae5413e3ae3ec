//! Where things are in the project.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that the verbs work on.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
}

impl Project {
    /// Cargo says where xtask's own folder is; the project is one up.
    pub(crate) fn find() -> Result<Self> {
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own.parent().context("xtask's folder has no parent")?.to_owned();
        Ok(Self { root })
    }

    /// What was built, ready to be used or shipped.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What can be made or fetched again: never committed, safe to delete.
    pub(crate) fn cache(&self) -> PathBuf {
        self.root.join(".cache")
    }

    /// A program that came with the npm packages of `package.json`.
    pub(crate) fn npm_tool(&self, name: &str) -> PathBuf {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.root.join("node_modules/.bin").join(name)
    }
}

/// Reads a text file; the error names it.
pub(crate) fn read_text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// Reads a file; the error names it.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// Writes a file and the folders above it; the error names it.
pub(crate) fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = file.parent() {
        create_folder(folder)?;
    }
    std::fs::write(file, content).with_context(|| format!("{} cannot be written", file.display()))
}

/// Makes a folder and those above it; the error names it.
pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))
}

/// Empties a folder, or makes it if it is not there.
pub(crate) fn empty_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be emptied", folder.display()))?;
    }
    create_folder(folder)
}

/// The files below a folder, as paths relative to it, sorted.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let here = folder.join(&below);
        let entries = std::fs::read_dir(&here)
            .with_context(|| format!("the folder {} cannot be listed", here.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = below.join(entry.file_name());
            let kind = if entry.file_type()?.is_dir() { &mut folders } else { &mut files };
            kind.push(path);
        }
    }
    files.sort();
    Ok(files)
}
