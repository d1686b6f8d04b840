//! What the audience and the author's settings change: one more sentence in a reason, and the order of findings that
//! are equally grave.
//!
//! A reason gains at most two sentences, one on who can read the post and one on what readers can know of its author:
//! a card is read by somebody in a hurry. Nothing else of a finding changes, and no finding comes or goes. The table of
//! `docs/options.md` shows all of it, and a test keeps it true.

use crate::{
    options::{Audience, Options, Role, Shown},
    order,
    report::{Concern, Finding, Passage, Severity},
};

/// One thing that a setting adds to the findings of some concerns.
struct Note {
    holds: fn(&Options) -> bool,
    concerns: &'static [Concern],
    sentence: &'static str,
    /// Whether these findings come before others that are equally grave.
    first: bool,
}

/// Who can read the post. Of these a finding takes the first that fits.
const READERS: &[Note] = &[
    Note {
        holds: |o| o.audience == Audience::Public,
        concerns: &[Concern::Identifier, Concern::Jigsaw],
        sentence: "This post is public: the person, their family or a neighbour may read it.",
        first: true,
    },
    Note {
        holds: |o| o.audience == Audience::Public,
        concerns: &[
            Concern::ServiceUser,
            Concern::CaseMaterial,
            Concern::Proceedings,
            Concern::OnlineSearch,
            Concern::Contact,
        ],
        sentence: "This post is public: the person, their family or a neighbour may read it.",
        first: false,
    },
    Note {
        holds: |o| o.audience == Audience::Public,
        concerns: &[Concern::Colleague, Concern::Employer],
        sentence: "This post is public: colleagues and your employer may read it.",
        first: false,
    },
    Note {
        holds: |o| o.audience == Audience::Public,
        concerns: &[Concern::Abuse, Concern::PublicConfidence, Concern::SelfDisclosure],
        sentence: "This post is public: people you support may read it.",
        first: false,
    },
    Note {
        holds: |o| o.audience == Audience::Limited,
        concerns: &[Concern::Colleague, Concern::Employer],
        sentence: "Some of your friends or connections may work with you, and any of them can pass it on.",
        first: true,
    },
    Note {
        holds: |o| o.audience == Audience::Limited,
        concerns: &[
            Concern::Identifier,
            Concern::Jigsaw,
            Concern::ServiceUser,
            Concern::CaseMaterial,
            Concern::Proceedings,
            Concern::OnlineSearch,
            Concern::Contact,
        ],
        sentence: "Friends and connections can pass it on, and one of them may know the person.",
        first: false,
    },
    Note {
        holds: |o| o.audience == Audience::Limited,
        concerns: &[Concern::Abuse, Concern::PublicConfidence],
        sentence: "Friends and connections can pass it on to people you did not choose.",
        first: false,
    },
    Note {
        holds: |o| o.audience == Audience::Private,
        concerns: &[Concern::Contact],
        sentence: "A private message counts as well as a public post, and you have little control over where it ends up.",
        first: true,
    },
    Note {
        holds: |o| o.audience == Audience::Private,
        concerns: &[
            Concern::Identifier,
            Concern::Jigsaw,
            Concern::ServiceUser,
            Concern::CaseMaterial,
            Concern::Proceedings,
            Concern::OnlineSearch,
            Concern::Abuse,
            Concern::PublicConfidence,
            Concern::Colleague,
            Concern::Employer,
        ],
        sentence: "Even in a private message or a closed group, you have little control over where it ends up.",
        first: false,
    },
    Note {
        holds: |o| matches!(o.audience, Audience::Limited | Audience::Private),
        concerns: &[Concern::SelfDisclosure],
        sentence: "You chose who can see it; they can still pass it on.",
        first: false,
    },
];

/// What readers can know of the author. Of these too a finding takes the first that fits.
const AUTHOR: &[Note] = &[
    Note {
        holds: |o| o.author_employer == Shown::Yes,
        concerns: &[Concern::Employer, Concern::PublicConfidence, Concern::Colleague, Concern::Abuse],
        sentence: "Your profile shows where you work, so readers can connect this post with your employer.",
        first: true,
    },
    Note {
        holds: |o| o.author_employer == Shown::Yes,
        concerns: &[Concern::Jigsaw, Concern::ServiceUser, Concern::CaseMaterial, Concern::Proceedings],
        sentence: "Your profile shows where you work, so readers also know in which area this was.",
        first: false,
    },
    Note {
        holds: |o| o.author_role == Role::Manager,
        concerns: &[Concern::Colleague],
        sentence: "Those who work for you may think that it is about them.",
        first: true,
    },
    Note {
        holds: |o| o.author_role == Role::Manager,
        concerns: &[Concern::Employer, Concern::PublicConfidence],
        sentence: "From a manager, readers may take it for the word of the whole service.",
        first: false,
    },
    Note {
        holds: |o| o.author_role == Role::Student,
        concerns: &[Concern::Colleague, Concern::Employer],
        sentence: "For a student, the placement and the people who work there count too.",
        first: false,
    },
    Note {
        holds: |o| o.author_role == Role::Student,
        concerns: &[Concern::ServiceUser, Concern::CaseMaterial, Concern::Contact],
        sentence: "For a student, the people met on placement count too.",
        first: false,
    },
    Note {
        holds: |o| o.author_job == Shown::Yes,
        concerns: &[Concern::Jigsaw, Concern::ServiceUser, Concern::CaseMaterial, Concern::Proceedings],
        sentence: "Your profile shows what you do, so readers can tell that this is about your work.",
        first: false,
    },
    Note {
        holds: |o| o.author_job == Shown::Yes,
        concerns: &[Concern::PublicConfidence, Concern::Abuse],
        sentence: "Your profile shows what you do, so readers can connect this post with the profession.",
        first: true,
    },
    Note {
        holds: |o| o.author_employer == Shown::No,
        concerns: &[Concern::Employer, Concern::PublicConfidence, Concern::Colleague, Concern::Abuse],
        sentence: "Your profile does not show where you work, but this post may still be linked to you.",
        first: false,
    },
    Note {
        holds: |o| o.author_job == Shown::No,
        concerns: &[
            Concern::Jigsaw,
            Concern::ServiceUser,
            Concern::CaseMaterial,
            Concern::Proceedings,
            Concern::PublicConfidence,
            Concern::Abuse,
        ],
        sentence: "Your profile does not show what you do, but this post may still be linked to you.",
        first: false,
    },
];

/// Adds the sentences, and puts the findings in order: the gravest first; among equals those that a setting brings
/// forward; then as they stand in the text.
pub(crate) fn put(findings: &mut [Finding], options: &Options) {
    let notes = |concern| {
        let fitting =
            |notes: &'static [Note]| notes.iter().find(|n| n.concerns.contains(&concern) && (n.holds)(options));
        [fitting(READERS), fitting(AUTHOR)].into_iter().flatten()
    };
    for finding in findings.iter_mut() {
        for note in notes(finding.concern) {
            finding.reason.push(' ');
            finding.reason.push_str(note.sentence);
        }
    }
    order::by_key(findings, |f| {
        let lightness = Severity::High as u64 - f.severity as u64;
        let last = u64::from(!notes(f.concern).any(|note| note.first));
        let Passage { start, end } = f.passages[0];
        lightness << 62 | last << 61 | u64::from(start) << 29 | u64::from((end - start).min((1 << 29) - 1))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_for_people_holds_every_sentence_with_its_concerns() {
        let table = include_str!("../../docs/options.md");
        for note in READERS.iter().chain(AUTHOR) {
            let row = table
                .lines()
                .find(|line| line.contains(note.sentence) && note.concerns.iter().all(|c| line.contains(c.id())))
                .unwrap_or_else(|| {
                    panic!("docs/options.md has no row with {:?} and «{}»", note.concerns, note.sentence)
                });
            assert!(!note.first || row.contains("first"), "docs/options.md does not say that these come first: {row}");
        }
    }
}
