//! The roles of fields.

/// What a field of the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// *Cloud Solution* on the create page.
    CloudSolution,
    /// *Title*.
    Title,
    /// *Authentication Type*: JWT or OAuth.
    AuthenticationType,
    /// *Authorization Server*.
    AuthorizationServer,
    /// *Client Id*.
    ClientId,
    /// *Client Secret*.
    ClientSecret,
    /// *Scope*.
    Scope,
    /// *Org Id*.
    OrgId,
    /// *API Key* of a JWT configuration: an older name for the client id.
    ApiKey,
    /// *Payload* of a JWT configuration.
    Payload,
}

impl Role {
    /// The fields of the OAuth form that are filled from a credential, in AEM's order (facts, section 2.2).
    pub const OF_CREDENTIAL: [Self; 5] =
        [Self::AuthorizationServer, Self::ClientId, Self::ClientSecret, Self::Scope, Self::OrgId];
}
