//! What a finding says for each kind of identifier.

use super::shapes::Kind;
use crate::{candidate::Source, report::Concern};

const GUIDANCE: &[&str] = &["swe-g-conf", "swe-2.6"];

macro_rules! source {
    ($id:literal, $reason:literal, $tip:literal) => {
        Source {
            id: concat!("identifier/", $id),
            concern: Concern::Identifier,
            reason: $reason,
            tip: $tip,
            guidance: GUIDANCE,
        }
    };
}

pub(super) fn source(kind: Kind) -> Source {
    match kind {
        Kind::Name => source!(
            "name",
            "This looks like somebody’s name. A name tells everybody who reads it whom the post is about, and it stays findable.",
            "Leave the name out, or say it to them in person instead."
        ),
        Kind::Email => source!(
            "email",
            "This is a person’s e-mail address. Once it is posted, anybody can copy it and write to it.",
            "Give a team mailbox that is meant for the public, or send the address in a private work message."
        ),
        Kind::Handle => source!(
            "handle",
            "This tags or names a person’s account, so readers are one click from knowing who it is.",
            "Leave the account out; an organisation’s own account is fine."
        ),
        Kind::Phone => source!(
            "phone",
            "This looks like a person’s phone number. Once it is posted, anybody can ring it, and it cannot be called back.",
            "Give the team’s public number instead, or pass the number on in a work message."
        ),
        Kind::Postcode => source!(
            "postcode",
            "This is a postcode. A full one is shared by about fifteen homes, so it can show where somebody lives.",
            "Leave it out, or name the county or region if your point needs a place."
        ),
        Kind::NhsNumber => source!(
            "nhs-number",
            "This looks like an NHS number. It belongs to one person only, and it opens their health record.",
            "Ask through a work system or secure e-mail, and leave the number out here."
        ),
        Kind::NiNumber => source!(
            "national-insurance",
            "This looks like a National Insurance number. It belongs to one person only, and others can misuse it.",
            "Ask the benefits office through a work channel, and leave the number out here."
        ),
        Kind::BirthDate => source!(
            "birth-date",
            "This looks like a date of birth. With very little else it tells who somebody is.",
            "Leave the date out; a broad age band is enough for most points."
        ),
        Kind::Vehicle => source!(
            "vehicle",
            "This looks like a vehicle’s number plate. It leads to the person who keeps the vehicle.",
            "Leave the plate out; if somebody may be in danger, the police are the ones to tell."
        ),
        Kind::CaseNumber => source!(
            "case-number",
            "This looks like the number of a court case. It leads straight to one family’s proceedings.",
            "Ask the court office or your legal team directly, and leave the number out here."
        ),
        Kind::RecordNumber => source!(
            "record-number",
            "This looks like the number under which a service keeps somebody’s file. It belongs to one person only.",
            "Ask through a work system or secure e-mail, and leave the number out here."
        ),
        Kind::PupilNumber => source!(
            "pupil-number",
            "This looks like a pupil or learner number. It belongs to one person only.",
            "Ask the school, college or admissions team through a work channel instead."
        ),
        Kind::Document => source!(
            "document-number",
            "This looks like the number of somebody’s passport, licence or permit. Others can misuse it.",
            "Pass it on through a work channel, and leave the number out here."
        ),
        Kind::Bank => source!(
            "bank-account",
            "This looks like somebody’s bank account or card. Once it is posted, others can misuse it.",
            "Leave the numbers out; give them only to whoever pays, in private."
        ),
        Kind::Registration => source!(
            "registration-number",
            "This looks like a professional’s registration number. The public register says at once whose it is.",
            "If you are worried about somebody’s practice, tell their regulator; leave the number out here."
        ),
        Kind::Address => source!(
            "address",
            "This says where somebody lives. Readers can find the door, and so can people who should not.",
            "Leave the street and number out, or speak of the area only in the broadest way."
        ),
        Kind::Place => source!(
            "place",
            "This names the school, home, ward or unit of somebody. Readers nearby can often tell who it is from that alone.",
            "Say “the school”, “the home” or “the ward” without its name."
        ),
    }
}

/// Every kind, in the order in which `docs/rules.md` shows them.
pub(super) const KINDS: [Kind; 17] = [
    Kind::Name,
    Kind::Handle,
    Kind::Address,
    Kind::Place,
    Kind::Postcode,
    Kind::Phone,
    Kind::Email,
    Kind::BirthDate,
    Kind::NhsNumber,
    Kind::NiNumber,
    Kind::PupilNumber,
    Kind::CaseNumber,
    Kind::RecordNumber,
    Kind::Document,
    Kind::Bank,
    Kind::Registration,
    Kind::Vehicle,
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_kind_is_listed() {
        // `source` has an arm for each kind, or it would not compile.
        let arms = include_str!("kinds.rs").matches("=> source!(").count() - 1; // less the one in this line
        let mut ids = super::KINDS.map(|kind| super::source(kind).id).to_vec();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), arms, "a kind is missing in `KINDS`");
    }
}
