//! The reading of credentials by itself, as WebAssembly, for `cargo xtask bench`: compiled like the one that is shipped.

#![allow(unreachable_pub, reason = "a library of its own")]

#[cfg(target_arch = "wasm32")]
mod corpora;

#[cfg(target_arch = "wasm32")]
mod exports {
    use super::corpora::Corpus;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The corpus of this number, of about this size.
    #[wasm_bindgen]
    pub fn corpus(number: usize, size: usize) -> String {
        Corpus::ALL.get(number).map(|(corpus, _)| corpus.text(size)).unwrap_or_default()
    }

    /// Its name.
    #[wasm_bindgen]
    pub fn name(number: usize) -> Option<String> {
        Corpus::ALL.get(number).map(|(_, name)| (*name).to_owned())
    }

    /// Reads a text in UTF-8; how many credentials in it are usable.
    #[wasm_bindgen]
    pub fn read(bytes: Vec<u8>) -> usize {
        usable(&ims_oauth_assistant::credentials::decode(bytes))
    }

    fn usable(text: &str) -> usize {
        let reading = ims_oauth_assistant::credentials::read(text);
        reading.credentials.iter().filter(|credential| credential.usable()).count()
    }

    /// A text that is in WebAssembly's memory already.
    #[wasm_bindgen]
    pub struct Held(String);

    #[wasm_bindgen]
    impl Held {
        /// Takes it over.
        #[wasm_bindgen(constructor)]
        pub fn new(text: String) -> Self {
            Self(text)
        }

        /// Reads it; how many credentials in it are usable.
        pub fn read(&self) -> usize {
            usable(&self.0)
        }
    }
}
