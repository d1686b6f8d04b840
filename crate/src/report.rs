//! What a check says: the [`Report`] and its parts, as plain data.
//!
//! These types are the contract with every caller: the command prints them as JSON, the wasm border hands
//! them to JavaScript, and the TypeScript types are generated from them. Offsets are UTF-16 code units,
//! since that is how the DOM counts.

use serde::{Deserialize, Serialize};

/// One of the twelve things that a passage can touch.
///
/// The order is the order in which the interface lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Concern {
    /// A name, number, address or other direct identifier of a person.
    Identifier,
    /// Details that together could let somebody recognise an unnamed person.
    Jigsaw,
    /// A particular person whom the author or a colleague supports, or their family.
    ServiceUser,
    /// Records, photographs, recordings or documents from practice.
    CaseMaterial,
    /// Details, stages or outcomes of court proceedings.
    Proceedings,
    /// Looking up, watching or following a person supported online.
    OnlineSearch,
    /// Dealing with a person supported over social media or a personal account.
    Contact,
    /// A threat, harassment, a call to pile on, or hatred.
    Abuse,
    /// Talk that could damage confidence in the author's work or the profession.
    PublicConfidence,
    /// Personal or professional matters of a particular colleague.
    Colleague,
    /// Internal matters of the author's own employer.
    Employer,
    /// The author's own beliefs, health, home or private life.
    SelfDisclosure,
}

impl Concern {
    /// All twelve, in order.
    pub const ALL: [Concern; 12] = [
        Concern::Identifier,
        Concern::Jigsaw,
        Concern::ServiceUser,
        Concern::CaseMaterial,
        Concern::Proceedings,
        Concern::OnlineSearch,
        Concern::Contact,
        Concern::Abuse,
        Concern::PublicConfidence,
        Concern::Colleague,
        Concern::Employer,
        Concern::SelfDisclosure,
    ];

    /// The id used in reports, rules and corpora, for example `service-user`.
    pub fn id(self) -> &'static str {
        match self {
            Concern::Identifier => "identifier",
            Concern::Jigsaw => "jigsaw",
            Concern::ServiceUser => "service-user",
            Concern::CaseMaterial => "case-material",
            Concern::Proceedings => "proceedings",
            Concern::OnlineSearch => "online-search",
            Concern::Contact => "contact",
            Concern::Abuse => "abuse",
            Concern::PublicConfidence => "public-confidence",
            Concern::Colleague => "colleague",
            Concern::Employer => "employer",
            Concern::SelfDisclosure => "self-disclosure",
        }
    }
}

/// How grave a finding is. Ordered: `High` is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Severity {
    /// Something to be aware of.
    Advisory,
    /// Worth checking before posting.
    Medium,
    /// Stop and think.
    High,
}

/// Whether the check is sure of a finding or only suspects it. Ordered: `Certain` is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Certainty {
    /// The words may have another meaning.
    Likely,
    /// The words leave little doubt.
    Certain,
}

/// What the whole post comes to: it follows from its gravest finding. Ordered by gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Verdict {
    /// Nothing was found.
    Clear,
    /// Only advisory findings.
    Advisory,
    /// At least one finding of medium severity, none of high.
    Check,
    /// At least one finding of high severity.
    Stop,
}

/// Which of the two checks made a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Depth {
    /// Identifiers and rules, at every keystroke.
    #[default]
    Instant,
    /// The reader's judgement of meaning as well.
    Read,
}

/// A run of the post, in UTF-16 code units, end exclusive. Both ends stand on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Passage {
    /// Where the run begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// One thing that deserves a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Finding {
    /// Sixteen hexadecimal digits, the same for the same rule and the same words, whatever stands around
    /// them: what a person chose to ignore stays ignored while its words stay.
    pub id: String,
    /// What it touches.
    pub concern: Concern,
    /// The rule's id, which is the path of its file: `service-user/one-of-mine`.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// How sure the check is.
    pub certainty: Certainty,
    /// Where it stands: one passage, or several for `jigsaw`, in the order of the text.
    pub passages: Vec<Passage>,
    /// Why it was found, in plain words.
    pub reason: String,
    /// What the author could do instead, in plain words.
    pub tip: String,
    /// The ids of the guidance that it touches, the nearest first.
    pub guidance: Vec<String>,
    /// Only for `jigsaw`, and only where it can be defended: how many people the details fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub estimate: Option<Estimate>,
}

/// How many people some details fit, to an order of magnitude, and how that was worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Estimate {
    /// The answer in one sentence.
    pub summary: String,
    /// The arithmetic, in order.
    pub steps: Vec<Step>,
    /// The details that were not counted, and why, each as a sentence.
    pub uncounted: Vec<String>,
    /// How far the number can be trusted.
    pub caution: String,
}

/// One step of an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Step {
    /// What it counts: `Aged 15`.
    pub detail: String,
    /// What is published of it: `about 1 in 90 people in England and Wales`.
    pub says: String,
    /// What is left after it: `leaves about 900 people`; of a place, how many live there.
    pub leaves: String,
    /// The publication: publisher, title, year.
    pub source: String,
    /// Its address.
    pub url: String,
}

/// The answer to a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Report {
    /// What the whole post comes to.
    pub verdict: Verdict,
    /// What was found: worst first, then in the order of the text.
    pub findings: Vec<Finding>,
    /// Which check made this report.
    pub depth: Depth,
}

impl Report {
    /// Whether somebody should look again before posting: the verdict is `check` or `stop`.
    pub fn is_risky(&self) -> bool {
        self.verdict >= Verdict::Check
    }
}
