//! How a language writes numbers and lists. That is the browser's to know (`Intl`); this room only says where.

use std::fmt;

/// What writes numbers and lists in a language, given its tag (BCP 47).
#[derive(Clone, Copy)]
pub struct Formats {
    number: fn(&str, usize) -> String,
    list: fn(&str, &[String]) -> String,
}

impl Formats {
    /// Formats from functions that get the language's tag, such as `pt-BR`.
    pub fn new(number: fn(&str, usize) -> String, list: fn(&str, &[String]) -> String) -> Self {
        Self { number, list }
    }

    /// A number: *12,000* in English.
    pub(super) fn number(self, tag: &str, number: usize) -> String {
        (self.number)(tag, number)
    }

    /// Several things: *A, B and C* in English.
    pub(super) fn list(self, tag: &str, items: &[String]) -> String {
        (self.list)(tag, items)
    }
}

/// For tools that have no browser: digits, and commas.
impl Default for Formats {
    fn default() -> Self {
        Self::new(|_, number| number.to_string(), |_, items| items.join(", "))
    }
}

/// Two dictionaries differ by their words; how they write numbers does not change while a page is there.
impl PartialEq for Formats {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Formats {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Formats")
    }
}
