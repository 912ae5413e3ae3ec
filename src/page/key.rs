//! The handles of elements, and the texts that travel with them.

use serde::{Deserialize, Serialize};

/// A text that is shared rather than copied. The texts of a list's items are parts of the one text that all came in.
pub type Text = arcstr::Substr;

/// The handle of one element. It means something to the `page.js` that gave it out, and to nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
pub struct Key(pub Text);

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self(key.into())
    }
}
