//! Which two letters the words of a table begin or end with: asked of a word before the table is, for nearly all words are
//! of something else.

/// Pairs of letters. Only the low five bits of each count, which small and capital letters share, so a pair that is there
/// may be another one; one that is not there is surely none of the table.
pub(crate) struct LetterPairs([u32; 32]);

impl LetterPairs {
    pub(crate) const NONE: Self = Self([0; 32]);

    /// With the last two letters of `word`.
    pub(crate) const fn with_end_of(self, word: &str) -> Self {
        let letters = word.as_bytes();
        self.with(letters[letters.len() - 2], letters[letters.len() - 1])
    }

    /// With the first two letters of `word`.
    pub(crate) const fn with_start_of(self, word: &str) -> Self {
        self.with(word.as_bytes()[0], word.as_bytes()[1])
    }

    const fn with(mut self, first: u8, second: u8) -> Self {
        self.0[(first & 31) as usize] |= 1 << (second & 31);
        self
    }

    /// Whether some word may have this pair.
    pub(crate) const fn has(&self, first: u8, second: u8) -> bool {
        self.0[(first & 31) as usize] & 1 << (second & 31) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::LetterPairs;

    #[test]
    fn pairs_are_known_in_any_case() {
        let pairs = LetterPairs::NONE.with_end_of("clientid").with_start_of("scopes");
        assert!(pairs.has(b'i', b'd') && pairs.has(b'I', b'D') && pairs.has(b's', b'c'));
        assert!(!pairs.has(b'd', b'i') && !pairs.has(b'e', b's'));
    }
}
