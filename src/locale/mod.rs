//! Everything a person reads, in their language.
//!
//! The words live in `static/_locales/<language>/messages.json`; the build makes the enumeration [`Message`] of them,
//! whose variants carry what their placeholders stand for. The rooms that judge speak in codes; only here, and in the
//! panel, do codes become words.
//!
//! A browser loads the words of one language only: `words/<language>.json`, a list in the order of [`Message`], which
//! `cargo xtask build` writes by [`word_lists`].

mod findings;
mod formats;

pub use findings::finding_message;
#[cfg(not(target_arch = "wasm32"))]
pub use findings::finding_text;
pub use formats::Formats;

use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// What stands in the place of a placeholder.
#[derive(Debug)]
enum Parameter<'a> {
    Text(&'a str),
    Number(usize),
    List(&'a [String]),
}

/// The words of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Dictionary {
    language: &'static str,
    texts: std::rc::Rc<[String]>,
    formats: Formats,
}

impl Dictionary {
    /// Makes a dictionary of a list of words; `None` when the list is of another version.
    pub fn new(language: &'static str, texts: Vec<String>, formats: Formats) -> Option<Self> {
        (texts.len() == Message::COUNT).then(|| Self { language, texts: texts.into(), formats })
    }

    /// Which language it is, as a tag for `lang` and for `Intl`, such as `fr` or `pt-BR` (BCP 47).
    pub fn tag(&self) -> String {
        tag_of(self.language)
    }

    /// What a message says.
    pub fn say(&self, message: &Message) -> String {
        let text = self.texts.get(message.index()).map_or("", String::as_str);
        let parameters = message.parameters();
        let mut pieces = text.split('$');
        let mut said = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let mut rest = piece.chars();
            let parameter = rest
                .next()
                .and_then(|digit| digit.to_digit(10))
                .and_then(|position| parameters.get(usize::try_from(position).ok()?.checked_sub(1)?));
            match parameter {
                Some(parameter) => said.extend([self.written(parameter).as_ref(), rest.as_str()]),
                None => said.extend(["$", piece]),
            }
        }
        said
    }
}

impl Dictionary {
    /// A parameter as the language writes it.
    fn written<'a>(&self, parameter: &Parameter<'a>) -> Cow<'a, str> {
        match parameter {
            Parameter::Text(text) => Cow::Borrowed(text),
            Parameter::Number(number) => Cow::Owned(self.formats.number(&self.tag(), *number)),
            Parameter::List(items) => Cow::Owned(self.formats.list(&self.tag(), items)),
        }
    }
}

/// The language to speak for a tag such as `fr-CA`, by the name of its folder in `static/_locales`; English when there
/// are no words for it. AEM and browsers write `pt-br`, `pt_BR`, `zh-Hant-TW` and `zh_tw`, so case and joints do not
/// count, and Chinese goes by script or region.
pub fn language_for(tag: &str) -> &'static str {
    let parts: Vec<String> = tag.split(['-', '_']).map(str::to_ascii_lowercase).collect();
    let primary = parts.first().map(String::as_str).unwrap_or_default();
    let folder = match primary {
        // AEM has Brazilian Portuguese only, which is closer to Portugal's than English is.
        "pt" => "pt_BR",
        "zh" if parts.iter().any(|part| TRADITIONAL.contains(&part.as_str())) => "zh_TW",
        "zh" => "zh_CN",
        other => other,
    };
    LANGUAGES.iter().find(|language| **language == folder).copied().unwrap_or("en")
}

/// The scripts and regions of traditional Chinese (CLDR, likely subtags).
const TRADITIONAL: [&str; 4] = ["hant", "tw", "hk", "mo"];

/// The tag of a language for `html[lang]`, from the name of its folder: `pt_BR` is `pt-BR` (BCP 47).
pub fn tag_of(language: &str) -> String {
    language.replace('_', "-")
}

/// Every language's words as `words/<language>.json` holds them.
#[cfg(not(target_arch = "wasm32"))]
pub fn word_lists() -> Vec<(&'static str, Vec<String>)> {
    WORDS
        .iter()
        .map(|(language, texts)| (*language, texts.iter().map(|text| (*text).to_owned()).collect()))
        .collect()
}

/// A language's dictionary, from the words that are built into the tools.
#[cfg(not(target_arch = "wasm32"))]
pub fn dictionary(tag: &str) -> Option<Dictionary> {
    let language = language_for(tag);
    let (_, texts) = word_lists().into_iter().find(|(candidate, _)| *candidate == language)?;
    Dictionary::new(language, texts, Formats::default())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_tag_leads_to_its_language_and_an_unknown_one_to_english() {
        for (tag, language) in [
            ("fr-FR", "fr"),
            ("de-AT", "de"),
            ("ja-JP", "ja"),
            ("FR", "fr"),
            ("en_gb", "en"),
            ("tlh", "en"),
            ("nl", "en"),
            ("sv-SE", "en"),
            ("es-419", "es"),
            ("IT", "it"),
            ("ko_KR", "ko"),
            ("pt-br", "pt_BR"),
            ("pt_BR", "pt_BR"),
            ("pt-PT", "pt_BR"),
            ("zh", "zh_CN"),
            ("zh-cn", "zh_CN"),
            ("zh-Hans", "zh_CN"),
            ("zh-Hans-SG", "zh_CN"),
            ("zh_TW", "zh_TW"),
            ("zh-Hant", "zh_TW"),
            ("zh-Hant-HK", "zh_TW"),
            ("zh-HK", "zh_TW"),
            ("", "en"),
        ] {
            assert_eq!(language_for(tag), language, "{tag}");
        }
    }

    #[test]
    fn placeholders_are_filled_and_a_lone_dollar_stays() {
        let mut texts = vec![String::new(); Message::COUNT];
        let message = Message::ReadBack { equal: 5, total: 6 };
        texts[message.index()] = "$2 $ $1 $9 US$".to_owned();
        let dictionary = Dictionary::new("en", texts, Formats::default()).expect("as many texts as messages");
        assert_eq!(dictionary.say(&message), "6 $ 5 $9 US$");
    }

    #[test]
    fn numbers_and_lists_are_written_by_the_formats() {
        let formats = Formats::new(
            |tag, number| format!("{tag}:{number}"),
            |tag, items| format!("{tag}:{}", items.join("+")),
        );
        let (_, texts) = word_lists().remove(0);
        let dictionary = Dictionary::new("pt_BR", texts, formats).expect("as many texts as messages");
        assert!(dictionary.say(&Message::ToDo { count: 12_000 }).contains("pt-BR:12000"));
        let fields = vec!["A".to_owned(), "B".to_owned()];
        assert!(dictionary.say(&Message::UndoneExcept { fields }).contains("pt-BR:A+B"));
    }

    #[test]
    fn every_language_says_every_message() {
        for (language, texts) in word_lists() {
            assert_eq!(texts.len(), Message::COUNT, "{language}");
        }
    }
}
