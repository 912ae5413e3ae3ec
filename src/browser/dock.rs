//! What the panel wants of its surroundings; `static/panel/dock.js` carries it out.

use serde::Serialize;

/// Something that the panel wants of its surroundings. Lengths are CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Dock {
    /// The height that the content needs.
    Height(i32),
    /// Folded to a tab, or not.
    Folded(bool),
    /// Moved by a drag.
    Move {
        /// To the right.
        x: i32,
        /// Down.
        y: i32,
    },
    /// A drag has ended: `true`.
    Moved(bool),
    /// The focus goes back to AEM: `true`.
    Leave(bool),
}
