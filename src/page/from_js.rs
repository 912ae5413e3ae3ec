//! Reading plain data that came from JavaScript.
//!
//! Reading is total: what is missing or of another type is read as the type's default, since the other side may be
//! older, newer, or a page that lies. Each member is read by name, without the machinery of a deserializer, which
//! weighs more than all the shapes together.

use super::{
    Action, Collection, Dialog, Field, FieldKind, FieldOption, Framed, Item, Key, Loaded, Outcome,
    PageSnapshot, Problem, Status, Step, Text, items_of,
};
use crate::console::{Authentication, Ownership};
use crate::credentials::ScopeSeparator;
use crate::migration::{ChosenSecret, Done, Pending, Run, Seen};
use js_sys::{Array, JsString, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// A text that may be long, by the browser's own encoder. wasm-bindgen's strings go letter by letter, which takes three
/// to ten times as long, the more where a page has changed JavaScript's own objects.
pub(crate) fn long_text(text: &JsString) -> String {
    String::from_utf8(TextEncoder::new().encode(text).to_vec()).unwrap_or_default()
}

/// A shape that can be read from a JavaScript value.
pub(crate) trait FromJs {
    /// Reads it; total.
    fn from_js(value: &JsValue) -> Self;
}

/// A member of an object; its type's default when there is none.
pub(super) fn member<T: FromJs>(object: &JsValue, name: &str) -> T {
    T::from_js(&Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED))
}

impl FromJs for String {
    fn from_js(value: &JsValue) -> Self {
        value.as_string().unwrap_or_default()
    }
}

/// They come as rows.
impl FromJs for Vec<Item> {
    fn from_js(value: &JsValue) -> Self {
        value.dyn_ref().map(|rows| items_of(&long_text(rows))).unwrap_or_default()
    }
}

impl From<&JsValue> for PageSnapshot {
    fn from(value: &JsValue) -> Self {
        Self::from_js(value)
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue) -> Self {
        value.as_bool().unwrap_or_default()
    }
}

impl FromJs for f64 {
    fn from_js(value: &JsValue) -> Self {
        value.as_f64().unwrap_or_default()
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue) -> Self {
        (!value.is_undefined() && !value.is_null()).then(|| T::from_js(value))
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue) -> Self {
        if Array::is_array(value) {
            Array::from(value).iter().map(|item| T::from_js(&item)).collect()
        } else {
            Self::new()
        }
    }
}

impl FromJs for Text {
    fn from_js(value: &JsValue) -> Self {
        String::from_js(value).into()
    }
}

impl FromJs for Key {
    fn from_js(value: &JsValue) -> Self {
        Self(Text::from_js(value))
    }
}

/// Structures, by the names of their members, which are the same in JavaScript.
macro_rules! structures {
    ($($name:ident { $($member:ident),* $(,)? })*) => {$(
        impl FromJs for $name {
            fn from_js(value: &JsValue) -> Self {
                Self { $($member: member(value, stringify!($member)),)* }
            }
        }
    )*};
}

/// Choices, by the texts that stand for them; any other text is the one behind `else`.
macro_rules! choices {
    ($($name:ident { $($text:literal => $variant:ident,)* else $other:ident })*) => {$(
        impl FromJs for $name {
            fn from_js(value: &JsValue) -> Self {
                match String::from_js(value).as_str() {
                    $($text => Self::$variant,)*
                    _ => Self::$other,
                }
            }
        }
    )*};
}

structures! {
    PageSnapshot {
        url, lang, title, heading, http_status, items, collection, fields, actions, dialogs, notices, steps, framed,
    }
    Collection { found, count, limit, has_more, at_end, waiting, stopped }
    Step { text, active }
    Loaded { before, count, waiting }
    Status { tag, variant, text }
    Field {
        key, kind, name, labels, value, filled, options, required, disabled, read_only, visible, invalid,
        form, max_length, shared_id, sent_elsewhere, edited,
    }
    FieldOption { value, text }
    Action { key, text, icon, id, variant, action, control, visible, disabled }
    Dialog { title, text, variant, buttons }
    Outcome { problem, read_back, equal, took_focus }
    Run { seen, pending, done, still_marked, scope_separator, overruled, chosen, secrets }
    ChosenSecret { client_id, index }
    Seen { id, title, authentication, ownership }
    Pending { id, title }
    Done { id, title, at }
}

choices! {
    FieldKind {
        "text" => Text,
        "password" => Password,
        "multiline" => Multiline,
        "select" => Select,
        "checkbox" => Checkbox,
        "shown" => Shown,
        else Other
    }
    Framed { "same" => Same, "other" => Other, else Top }
    Problem {
        "gone" => Gone,
        "hidden" => Hidden,
        "disabled" => Disabled,
        "no-such-option" => NoSuchOption,
        "wrong-kind" => WrongKind,
        "not-equal" => NotEqual,
        "changed" => Changed,
        "nothing-happened" => NothingHappened,
        else Unknown
    }
    ScopeSeparator { "comma-and-space" => CommaAndSpace, else Comma }
    Authentication { "jwt" => Jwt, "oauth" => OAuth, else NotMarked }
    // What is not known is treated as Adobe's.
    Ownership { "administrator" => Administrator, "adobe" => Adobe, else Unsure }
}
