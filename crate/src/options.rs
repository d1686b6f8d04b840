//! What the caller wants of a check: what is muted, who will read the post, and what readers can know of its author.
//!
//! The audience and the author's settings change how findings are worded and in which order they stand
//! ([`crate::wording`]), never what is found nor how grave it is. How readily the readers speak is the author's choice. `docs/options.md`
//! says it for people.

use crate::report::Finding;
use serde::{Deserialize, Serialize};

/// What the caller wants of a check. `Options::default()` is a plain instant check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Options {
    /// Ids of findings that the person chose to ignore: they are left out of the report.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub muted: Vec<String>,
    /// Ids of rules that the person chose to ignore, as findings name them: `self-disclosure/faith`. An id that no
    /// rule has (any more) mutes nothing.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub muted_rules: Vec<String>,
    /// Who will be able to read the post.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub audience: Audience,
    /// Whether the author's profile shows where they work.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub author_employer: Shown,
    /// Whether the author's profile shows what they do.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub author_job: Shown,
    /// What the author is.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub author_role: Role,
    /// How readily the readers speak.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub sensitivity: Sensitivity,
}

impl Options {
    /// Whether the person chose not to see this finding.
    pub(crate) fn mutes(&self, finding: &Finding) -> bool {
        self.muted.contains(&finding.id) || self.muted_rules.contains(&finding.rule)
    }
}

/// Who will be able to read a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Audience {
    /// Everybody.
    Public,
    /// Friends, followers who were let in, connections.
    Limited,
    /// The people in a private message or a closed group.
    Private,
    /// It is not known: nothing is said of the audience.
    #[default]
    Unknown,
}

impl Audience {
    /// All four.
    pub const ALL: [Audience; 4] = [Audience::Public, Audience::Limited, Audience::Private, Audience::Unknown];
}

/// Whether the author's profile shows something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Shown {
    /// The profile shows it.
    Yes,
    /// The profile does not show it.
    No,
    /// It is not known: nothing is said of it.
    #[default]
    Unknown,
}

impl Shown {
    /// All three.
    pub const ALL: [Shown; 3] = [Shown::Yes, Shown::No, Shown::Unknown];
}

/// What the author is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Role {
    /// A social worker: what every rule and reason has in mind.
    #[default]
    SocialWorker,
    /// A student of social work, on placement or between placements.
    Student,
    /// Somebody who manages or supervises others.
    Manager,
}

impl Role {
    /// All three.
    pub const ALL: [Role; 3] = [Role::SocialWorker, Role::Student, Role::Manager];
}

/// How readily the readers speak. What rules are certain of is found with either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Sensitivity {
    /// Where they are sure: few posts are marked that are fine.
    #[default]
    Usual,
    /// Where they think it likelier than not: less is missed, and more is marked that is fine.
    More,
}

impl Sensitivity {
    /// Both.
    pub const ALL: [Sensitivity; 2] = [Sensitivity::Usual, Sensitivity::More];
}
