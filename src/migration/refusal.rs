//! Why a form is not touched, as a code.

use serde::{Deserialize, Serialize};

/// Why a form is not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The configuration is Adobe's own, or might be.
    Adobes,
    /// No list has shown whose configuration it is, and its properties page does not tell.
    NotSeen,
    /// The authentication type cannot be changed: its select is disabled, or the whole form is read-only.
    Locked,
    /// The form is shown for reading only, until AEM's own button to edit it is pressed.
    EditFirst,
    /// The form is a JWT form and does not offer OAuth. AEM 6.5 needs a service pack for that.
    NoChoiceOfOAuth,
    /// Several options, or several selects, could be meant by OAuth.
    OAuthCompetes,
    /// The credential lacks something that the form demands.
    NotUsable,
    /// The page came over plain `http:` from another machine.
    NotSecure,
    /// The page is in a frame of another origin.
    ForeignFrame,
    /// The form would send what is typed to another host.
    SentElsewhere,
}

impl Refusal {
    /// Whether to offer the values to be copied by hand all the same: not where they would be sent to another host, and
    /// not for a configuration that is Adobe's, might be, or is not known.
    pub fn leaves_copying(self) -> bool {
        !matches!(self, Self::SentElsewhere | Self::Adobes | Self::NotSeen)
    }
}
