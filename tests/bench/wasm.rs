//! What reads credentials and what reads the console, as WebAssembly for `cargo xtask bench`, compiled like the
//! shipped files.

#![allow(unreachable_pub, reason = "a library of its own")]

#[cfg(target_arch = "wasm32")]
mod corpora;

#[cfg(target_arch = "wasm32")]
mod exports {
    use super::corpora::Corpus;
    use ims_oauth_assistant::browser::snapshot_of;
    use ims_oauth_assistant::console::{self, Authentication, Configuration, ConsoleView, Ownership};
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    /// About `size` bytes of the corpus with this number.
    #[wasm_bindgen]
    pub fn corpus(number: usize, size: usize) -> String {
        Corpus::ALL.get(number).map(|(corpus, _)| corpus.text(size)).unwrap_or_default()
    }

    /// The name of the corpus with this number; `None` if there is none.
    #[wasm_bindgen]
    pub fn name(number: usize) -> Option<String> {
        Corpus::ALL.get(number).map(|(_, name)| (*name).to_owned())
    }

    /// Reads a text in UTF-8 and counts its usable credentials.
    #[wasm_bindgen]
    pub fn read(bytes: Vec<u8>) -> usize {
        usable(&ims_oauth_assistant::reading::decode(bytes))
    }

    fn usable(text: &str) -> usize {
        let reading = ims_oauth_assistant::reading::read(text);
        reading.credentials.iter().filter(|credential| credential.usable()).count()
    }

    fn view(snapshot: &JsValue) -> ConsoleView {
        console::read(&snapshot_of(snapshot))
    }

    /// Reads a snapshot from `page.js` and counts its configurations.
    #[wasm_bindgen]
    pub fn look(snapshot: &JsValue) -> usize {
        view(snapshot).configurations.len()
    }

    /// What was made of them, in a line each: title, id, whether it uses JWT, and who owns it, separated by tabs.
    #[wasm_bindgen]
    pub fn told(snapshot: &JsValue) -> String {
        let line = |one: Configuration| {
            let whose = match one.ownership.is {
                Ownership::Administrator => "administrator",
                Ownership::Adobe => "adobe",
                Ownership::Unsure => "unsure",
            };
            let jwt = one.authentication.is == Authentication::Jwt;
            format!("{}\t{}\t{jwt}\t{whose}", one.title, one.id)
        };
        view(snapshot).configurations.into_iter().map(line).collect::<Vec<String>>().join("\n")
    }

    /// A text that is already in WebAssembly's memory.
    #[wasm_bindgen]
    pub struct Held(String);

    #[wasm_bindgen]
    impl Held {
        /// Copies `text` into WebAssembly's memory.
        #[wasm_bindgen(constructor)]
        pub fn new(text: String) -> Self {
            Self(text)
        }

        /// Reads it and counts its usable credentials.
        pub fn read(&self) -> usize {
            usable(&self.0)
        }
    }
}
