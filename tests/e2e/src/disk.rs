//! Where a secret is in a browser's profile, in whatever form a browser writes it.
//!
//! Files are searched as bytes, for every run of [`WINDOW`] bytes of a secret's forms. So a secret is seen as well where it
//! is cut in two, by a page of SQLite or a block of LevelDB, and where a file is compressed with Snappy or LZ4: those write
//! what has not occurred before as it is, and random letters have not. Other compressions hide a text; a test that relies on
//! this search plants a text in the same place, and sees it found.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many bytes of a secret in a row are taken for the secret.
const WINDOW: usize = 12;

/// The forms of a few secrets, ready to be searched for.
pub struct Needles {
    /// The windows by their first three bytes, which most places of a file do not begin with.
    windows: BTreeMap<[u8; 3], Vec<Window>>,
    /// Whether a window begins with these two bytes.
    begins: Vec<bool>,
}

struct Window {
    bytes: [u8; WINDOW],
    name: String,
}

impl Needles {
    /// The forms of secrets, each with the name by which the test knows it. The name must not be secret.
    pub fn new<'a>(secrets: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut needles = Self { windows: BTreeMap::new(), begins: vec![false; 1 << 16] };
        for (name, secret) in secrets {
            for (form, bytes) in forms(secret) {
                for window in bytes.windows(WINDOW) {
                    needles.add(window, &format!("{name} in {form}"));
                }
            }
        }
        needles
    }

    fn add(&mut self, window: &[u8], name: &str) {
        let (Some(start), Ok(bytes)) = (window.first_chunk::<3>(), <[u8; WINDOW]>::try_from(window)) else {
            return;
        };
        if let Some(begins) = self.begins.get_mut(place_of(start[0], start[1])) {
            *begins = true;
        }
        let known = self.windows.entry(*start).or_default();
        known.push(Window { bytes, name: name.to_owned() });
    }

    /// The names of what is in some bytes, each with its form.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (at, pair) in bytes.windows(2).enumerate() {
            let [one, two] = pair else { continue };
            if !self.begins.get(place_of(*one, *two)).copied().unwrap_or_default() {
                continue;
            }
            let Some(here) = bytes.get(at..at + WINDOW) else { break };
            let windows = here.first_chunk::<3>().and_then(|start| self.windows.get(start));
            for window in windows.into_iter().flatten().filter(|window| window.bytes == here) {
                found.insert(window.name.as_str());
            }
        }
        found
    }
}

fn place_of(one: u8, two: u8) -> usize {
    usize::from(one) << 8 | usize::from(two)
}

/// A text as it may be written: each form with its name.
fn forms(text: &str) -> Vec<(String, Vec<u8>)> {
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let plain = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
    ];
    // Base64 of UTF-16 is nothing that anyone here writes; of it in either order costs nothing to look for.
    let coded: Vec<_> = plain
        .iter()
        .flat_map(|(name, bytes)| {
            (0..3).map(move |phase| (format!("{name} in base64, phase {phase}"), in_base64(bytes, phase)))
        })
        .collect();
    // A text in base64 may be written as UTF-16 as well, by whoever stores a script's text.
    let wide = coded
        .iter()
        .map(|(name, bytes)| {
            (format!("{name}, as UTF-16LE"), bytes.iter().flat_map(|byte| [*byte, 0]).collect())
        })
        .collect::<Vec<_>>();
    let plain = plain.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    plain.chain(coded).chain(wide).collect()
}

/// What base64 makes of bytes that so many others precede in their group of three; without the characters that depend on
/// what stands around them.
fn in_base64(bytes: &[u8], phase: usize) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = std::iter::repeat_n(&0, phase)
        .chain(bytes)
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let first = (phase * 8).div_ceil(6);
    let sextets = bits.chunks_exact(6).skip(first);
    sextets
        .filter_map(|sextet| ALPHABET.get(sextet.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit))))
        .copied()
        .collect()
}

/// What of the needles is in the files of a folder, and in their names: each as *file: name in form*, in order. A file that
/// goes while the browser runs is passed over.
///
/// # Errors
/// When the folder cannot be read.
pub fn places_on_disk(folder: &Path, needles: &Needles) -> Result<Vec<String>> {
    let mut places = Vec::new();
    let mut size = 0;
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap_or_default();
        size += bytes.len();
        let found = needles.found_in(&bytes).into_iter().chain(needles.found_in(name.as_bytes()));
        places.extend(found.map(|found| format!("{name}: {found}")));
    }
    anyhow::ensure!(size > 0, "there is no profile in {}", folder.display());
    places.sort();
    Ok(places)
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        let entries = match std::fs::read_dir(&inner) {
            Ok(entries) => entries,
            // It went meanwhile.
            Err(_) if inner != folder => continue,
            Err(error) => return Err(error).with_context(|| inner.display().to_string()),
        };
        for entry in entries.flatten() {
            // Not what a link leads to: Chromium's locks are links to nothing.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const SECRET: &str = "p8e-Fake7Kq2Zx9Lw4Tn6Vb1_Hs3-Jd5";

    fn found(bytes: &[u8]) -> Vec<String> {
        let needles = Needles::new([("it", SECRET)]);
        needles.found_in(bytes).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_secret_is_found_in_each_of_its_forms() {
        for (name, bytes) in forms(SECRET) {
            let around = [b"before\x00", bytes.as_slice(), b"\xffbehind"].concat();
            assert!(found(&around).contains(&format!("it in {name}")), "{name}: {:?}", found(&around));
        }
        assert_eq!(found(b"p8e-\xe2\x80\xa2\xe2\x80\xa2-Jd5 and other text"), [""; 0]);
        assert_eq!(found(b""), [""; 0]);
    }

    #[test]
    fn a_secret_is_found_wherever_it_stands_in_base64() {
        // Of "x", "xy" and "xyz" before it, and something behind.
        for (coded, phase) in [
            ("eHA4ZS1GYWtlN0txMlp4OUx3NFRuNlZiMV9IczMtSmQ1IQ==", 1),
            ("eHlwOGUtRmFrZTdLcTJaeDlMdzRUbjZWYjFfSHMzLUpkNSE=", 2),
            ("eHl6cDhlLUZha2U3S3EyWng5THc0VG42VmIxX0hzMy1KZDUh", 0),
        ] {
            assert_eq!(found(coded.as_bytes()), [format!("it in UTF-8 in base64, phase {phase}")]);
        }
    }

    #[test]
    fn a_secret_is_found_where_it_is_cut_or_compressed() {
        let cut =
            [&SECRET.as_bytes()[..20], b"\x00\x00\x01\x07 the next page", &SECRET.as_bytes()[20..]].concat();
        assert_eq!(found(&cut), ["it in UTF-8"]);
        let text = format!("{{{}\"secret\":\"{SECRET}\"}}", "\"name\":\"a value\",".repeat(300));
        let snappy = snap::raw::Encoder::new().compress_vec(text.as_bytes()).expect("compressed");
        assert!(snappy.len() < text.len() / 4, "{} bytes of {}", snappy.len(), text.len());
        assert_eq!(found(&snappy), ["it in UTF-8"]);
        let mut framed = snap::write::FrameEncoder::new(Vec::new());
        framed.write_all(text.as_bytes()).expect("compressed");
        assert_eq!(found(&framed.into_inner().expect("a whole frame")), ["it in UTF-8"]);
    }

    #[test]
    fn all_files_of_a_folder_are_searched_and_named() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(places_on_disk(folder.path(), &Needles::new([])).is_err(), "nothing was searched");
        let inner = folder.path().join("Default/Local Storage");
        std::fs::create_dir_all(&inner).expect("a folder in it");
        std::fs::write(inner.join("000003.log"), SECRET).expect("a file");
        std::fs::write(folder.path().join("Preferences"), "{}").expect("a file");
        let places = places_on_disk(folder.path(), &Needles::new([("it", SECRET)])).expect("searched");
        assert_eq!(places, ["Default/Local Storage/000003.log: it in UTF-8"]);
    }
}
