//! What an administrator can have done to AEM's page, and what is being done.

use super::steps::LoadOrder;
use crate::credentials::CredentialId;
use crate::migration::ConfigurationId;
use crate::migration::batch::Aim;
use strum::IntoStaticStr;

/// A configuration of the list, or one that is to be created, and the credential that is meant for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Whether it is migrated or created.
    pub aim: Aim,
    /// Which configuration.
    pub configuration: ConfigurationId,
    /// Its title.
    pub title: String,
    /// Which credential.
    pub credential: CredentialId,
}

/// Which configurations of the list AEM is to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToCheck {
    /// Those that were migrated here.
    Migrated,
    /// All of them.
    All,
}

/// What a press does to AEM's page. Each is one button.
#[derive(Clone, Debug, PartialEq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Act {
    /// Open the properties of this configuration.
    Open(ConfigurationId),
    /// Have AEM load the rest of its list.
    LoadRest,
    /// Stop loading the rest.
    StopLoading,
    /// Fill the form.
    Fill,
    /// Fill the form with a credential that speaks against the configuration.
    FillAnyway,
    /// Fill the form, and save it if everything reads back as intended.
    FillAndSave,
    /// Fill what was edited by hand as well.
    Overwrite,
    /// Put back what the form held.
    Undo,
    /// Press AEM's button that saves.
    Save,
    /// Look for another credential.
    ChooseAnother,
    /// Have AEM check these, one after the other.
    CheckHealth(ToCheck),
    /// Check no more of them.
    StopChecking,
    /// Migrate these, one after the other.
    Migrate(Vec<Planned>),
    /// Have the migrations wait.
    Pause,
    /// Go on with them, in this tab.
    Resume,
    /// Leave the current one alone.
    Skip,
    /// End them here.
    Stop,
}

impl Act {
    /// What its button is known by, whatever language it is labelled in, such as `fill-and-save`.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// What is being done to the page right now, and to what.
#[derive(Clone, Debug)]
pub enum Task {
    /// Nothing.
    Idle,
    /// A configuration's properties, or the page that creates it, are being opened.
    Opening {
        /// Its title.
        title: String,
    },
    /// AEM is checking configurations.
    Checking {
        /// The one that is being checked.
        id: ConfigurationId,
        /// Its title.
        title: String,
        /// Those that are still to be checked.
        left: Vec<ConfigurationId>,
    },
    /// The rest of the list is being loaded.
    LoadingRest(LoadOrder),
    /// The form is being filled.
    Filling {
        /// With what.
        credential: CredentialId,
        /// Whether it is saved then, if everything reads back as intended.
        then_save: bool,
    },
    /// What was filled is being undone.
    Undoing,
    /// AEM's button that saves is being pressed.
    Saving,
    /// The list is being gone to.
    Returning,
}
