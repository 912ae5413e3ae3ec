//! `package`: what is given away, as files in `dist/packages`, and their checksums.
//!
//! Built twice from the same commit, in whatever folder, they are equal byte for byte: the files in each are sorted, and all
//! have the same time and mode. A store's reviewer builds them from the package of the sources.

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};
use lexopt::Parser;
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::build::build;
use crate::project::{Project, empty_folder, files_below, read, read_text, write};

/// The beginning of every package's name.
const NAME: &str = "ims-oauth-assistant";

/// The packages of what was built: what each is for, how its name ends, and its folder in `dist`. Chrome, Edge and Firefox get
/// the same files; Firefox knows an extension by another ending.
const BUILT: [(&str, &str, &str); 4] = [
    ("chrome-edge", "zip", "extension"),
    ("firefox", "xpi", "extension"),
    ("widget", "zip", "widget"),
    ("standalone", "zip", "standalone"),
];

/// A file of a package: its path there, and what it holds.
type Packed = (String, Vec<u8>);

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let version = version(project)?;
    build(project)?;
    let folder = project.dist().join("packages");
    empty_folder(&folder)?;
    let mut checksums = String::new();
    let mut keep = |what: &str, ending: &str, files: Vec<Packed>| -> Result<()> {
        let name = format!("{NAME}-{what}-{version}.{ending}");
        let archive = archive(files).with_context(|| format!("{name} cannot be made"))?;
        println!("{:>9}  {name}", archive.len());
        checksums.push_str(&format!("{:x}  {name}\n", Sha256::digest(&archive)));
        write(&folder.join(name), archive)
    };
    for (what, ending, surface) in BUILT {
        keep(what, ending, files_of(&project.dist().join(surface))?)?;
    }
    keep("source", "zip", sources(project)?)?;
    write(&folder.join("SHA256SUMS"), &checksums)?;
    println!("{}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// The version, which the manifest and the crates have to agree about.
fn version(project: &Project) -> Result<String> {
    let manifest: Value = serde_json::from_str(&read_text(&project.root.join("manifest.json"))?)?;
    let version = manifest["version"].as_str().context("manifest.json has no version")?;
    let crates = env!("CARGO_PKG_VERSION");
    ensure!(version == crates, "manifest.json has the version {version}, Cargo.toml {crates}");
    Ok(version.to_owned())
}

/// All files below a folder.
fn files_of(folder: &Path) -> Result<Vec<Packed>> {
    let packed = |path: &Path| Ok((name_in_package(path), read(&folder.join(path))?));
    files_below(folder)?.iter().map(|path| packed(path)).collect()
}

/// What is committed, as it is in the folder now.
fn sources(project: &Project) -> Result<Vec<Packed>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z"]).current_dir(&project.root).stderr(Stdio::inherit());
    let listed = git.output().context("git cannot be started")?;
    ensure!(listed.status.success(), "git does not list the sources: packages are made in a clone");
    let names = String::from_utf8(listed.stdout).context("a source file's name is no text")?;
    let packed = |name: &str| Ok((name.to_owned(), read(&project.root.join(name))?));
    names.split_terminator('\0').map(packed).collect()
}

/// A path as archives write it on every system.
fn name_in_package(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A ZIP archive of these files that depends on nothing else: not on their order, their times, their modes or the clock.
fn archive(mut files: Vec<Packed>) -> Result<Vec<u8>> {
    files.sort();
    // The earliest time that the format knows.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in &files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use zip::ZipArchive;

    fn files() -> Vec<Packed> {
        let long = "all the same, ".repeat(1_000);
        [("b/two.js", long.as_str()), ("a.json", "{}"), ("b/one.js", "")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into()
    }

    #[test]
    fn a_package_holds_every_file_as_it_is() {
        let packed = archive(files()).expect("an archive");
        assert!(packed.len() < 1_000, "not compressed: {} bytes", packed.len());
        let mut read = ZipArchive::new(Cursor::new(packed)).expect("an archive");
        let mut found = Vec::new();
        for index in 0..read.len() {
            let mut file = read.by_index(index).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its content");
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
            assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
            found.push((file.name().to_owned(), content));
        }
        let mut expected = files();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_package_does_not_depend_on_the_order_in_which_files_are_found() {
        let mut other_way_round = files();
        other_way_round.reverse();
        assert_eq!(archive(files()).expect("an archive"), archive(other_way_round).expect("an archive"));
    }

    #[test]
    fn a_path_is_written_with_slashes() {
        assert_eq!(name_in_package(&Path::new("words").join("en.json")), "words/en.json");
    }
}
