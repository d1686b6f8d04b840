//! The shapes of numbers and codes that name a person: one table.
//!
//! Each pattern is an ordinary regular expression, compiled to a table when the crate is built
//! (`build/identifiers.rs`), so that nothing is compiled at start-up. A pattern is tried only where such a thing
//! can begin, and only over the next [`REACH`] bytes, so the work stays linear whatever the text.
//!
//! A shape by itself proves little: a mistyped parcel number looks like an NHS number. `check` weighs the
//! digits, `cues` are words near by that say what it is, `against` words that say that it is something else.
//! Cues stand before or after, as whole words, and may be several words.
//!
//! In the patterns `#` stands for a digit as people type it, with O for 0 and I or l for 1, and `~` for what
//! they put between groups: blanks, a line break, dots, dashes.

/// How far from its beginning a shape may reach, in bytes.
pub const REACH: usize = 96;

/// What a shape is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Email,
    Handle,
    Phone,
    Postcode,
    NhsNumber,
    NiNumber,
    BirthDate,
    Vehicle,
    CaseNumber,
    PupilNumber,
    Address,
    Place,
    Name,
}

/// What is asked of the characters of a match, beside its pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The shape says it all.
    None,
    /// A person's number, not a helpline's or an organisation's.
    Phone,
    /// A postcode area that exists.
    Postcode,
    /// An outward code that exists, alone: only after a word of place.
    Outcode,
    /// Modulus 11, and not one digit ten times.
    Nhs,
    /// A prefix that could be issued.
    Ni,
    /// The check letter.
    Upn,
    /// Luhn.
    Luhn,
    /// A day that exists.
    Date,
    /// A vehicle mark in capitals.
    Capitals,
}

/// How much a match needs to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The check must hold. A cue is welcome and not needed.
    Check,
    /// The check or a cue.
    CheckOrCue,
    /// A cue, whatever the check says.
    Cue,
    /// The check and a cue.
    CheckAndCue,
}

pub struct Shape {
    pub kind: Kind,
    #[allow(dead_code)] // It is read when the crate is built.
    pub pattern: &'static str,
    pub check: Check,
    pub needs: Needs,
    pub cues: &'static [&'static str],
    pub against: &'static [&'static str],
}

const PARCELS: &[&str] = &[
    "order",
    "parcel",
    "tracking",
    "delivery",
    "isbn",
    "lot",
    "ticket",
    "invoice",
    "booking",
    "slide",
    "dummy",
    "test",
    "made up",
    "example",
    "row",
    "model",
    "part",
    "serial",
    "confluence",
    "sku",
    "evri",
    "courier",
    "voucher",
];
const PATIENT: &[&str] = &[
    "nhs",
    "nhs no",
    "nhs number",
    "patient",
    "wristband",
    "shared care",
    "hospital number",
    "rio",
    "systmone",
    "emis",
    "spine",
    "pds",
    "born",
    "dob",
    "look up",
    "checklist",
    "icb",
    "chc",
];
const BIRTH: &[&str] =
    &["dob", "d.o.b", "born", "birth", "birthday", "birthdate", "date of birth", "b'day", "bday", "aged", "b."];
const VEHICLE: &[&str] = &[
    "car",
    "van",
    "reg",
    "registration",
    "plate",
    "plates",
    "number plate",
    "vehicle",
    "motor",
    "parked",
    "driving",
    "corsa",
    "astra",
    "fiesta",
    "golf",
    "transit",
    "audi",
    "bmw",
    "ford",
    "vauxhall",
    "estate",
    "fiat",
    "juke",
    "yaris",
    "qashqai",
    "motorbike",
    "moped",
    "taxi",
];
const CASE: &[&str] = &[
    "case",
    "case no",
    "case number",
    "court",
    "hearing",
    "listed",
    "listing",
    "judge",
    "bundle",
    "claim",
    "petition",
    "order",
    "orders",
    "hmcts",
    "my hmcts",
    "tribunal",
    "application",
];
const PROTECTION: &[&str] = &["cop", "court of protection", "deputy", "deputyship", "best interests"];
const RECORD: &[&str] = &[
    "mosaic",
    "lcs",
    "liquidlogic",
    "carefirst",
    "ics",
    "ehm",
    "person id",
    "client id",
    "case id",
    "home office",
    "your system",
    "our system",
    "framework i",
    "eclipse",
    "azeus",
];
const PRISON: &[&str] =
    &["prison", "hmp", "wing", "prisoner", "gate", "jail", "nick", "yoi", "inside", "custody", "sentence", "probation"];

/// Every shape. Where two match at one place the earlier row wins if it is as long.
pub const SHAPES: &[Shape] = &[
    Shape {
        kind: Kind::Phone,
        pattern: r"(?:(?:\+|00)44~?(?:\(0\)~?)?|\(?[0Oo]~?)[1-9](?:[ .\-()/\n]{0,2}[0-9OoIl]){8,9}",
        check: Check::Phone,
        needs: Needs::Check,
        cues: &[],
        against: &["isbn", "tracking", "order no"],
    },
    Shape {
        kind: Kind::NhsNumber,
        pattern: r"#{3}[ .\-\n]{1,2}#{3}[ .\-\n]{1,2}#{4}",
        check: Check::Nhs,
        needs: Needs::CheckOrCue,
        cues: PATIENT,
        against: PARCELS,
    },
    Shape {
        kind: Kind::NhsNumber,
        pattern: r"#{10}",
        check: Check::Nhs,
        needs: Needs::Cue,
        cues: PATIENT,
        against: PARCELS,
    },
    Shape {
        kind: Kind::NiNumber,
        pattern: r"(?i)[A-Z]{2}~?#{2}~?#{2}~?#{2}~?[A-D]",
        check: Check::Ni,
        needs: Needs::CheckOrCue,
        cues: &[
            "ni",
            "nino",
            "national insurance",
            "ni number",
            "dwp",
            "universal credit",
            "benefits",
            "pip",
            "esa",
            "appointee",
            "claim",
        ],
        against: &[],
    },
    Shape {
        kind: Kind::Postcode,
        pattern: r"(?i)(?:[A-Z]{1,2}[0-9OoIl][0-9A-Z]?[ \-]{0,2}[0-9OoIl][ABD-HJLNP-UW-Z]{2}|GIR ?0AA)",
        check: Check::Postcode,
        needs: Needs::Check,
        cues: &[],
        against: &[],
    },
    Shape {
        kind: Kind::Postcode,
        pattern: r"[A-Z]{1,2}[0-9][0-9A-Z]?",
        check: Check::Outcode,
        needs: Needs::CheckAndCue,
        cues: &["postcode", "post code"],
        against: &[
            "section",
            "level",
            "form",
            "junction",
            "motorway",
            "room",
            "ward",
            "platform",
            "gate",
            "bed",
            "key stage",
        ],
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"(?i)[A-Z]{2}[ ]?[0-9Oo]{2}[ ]?[A-Z][ ]?[0-9OoIl]{5}",
        check: Check::None,
        needs: Needs::Check,
        cues: CASE,
        against: &["lot", "part", "order no", "parcel", "dispatch", "settee", "doc ref", "policy"],
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"(?i)COP[ \-]?[0-9]{7,8}(?:-[0-9]{2})?",
        check: Check::None,
        needs: Needs::Check,
        cues: &[],
        against: &[],
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"[0-9]{8}",
        check: Check::None,
        needs: Needs::Cue,
        cues: PROTECTION,
        against: PARCELS,
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"1[5-8][0-9]{2}(?:[ \-]?[0-9]{4}){3}",
        check: Check::Luhn,
        needs: Needs::CheckOrCue,
        cues: CASE,
        against: &["card", "visa", "mastercard"],
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"(?i)[TSAU]20[0-9]{6}",
        check: Check::Capitals,
        needs: Needs::Check,
        cues: &[],
        against: PARCELS,
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"A[0-9]{4}[A-Z]{2}",
        check: Check::None,
        needs: Needs::Check,
        cues: PRISON,
        against: PARCELS,
    },
    Shape {
        kind: Kind::CaseNumber,
        pattern: r"(?i)(?:[A-Z]{1,3}[/\-]?)?[0-9]{4,10}(?:[/\-][0-9]{1,2})?",
        check: Check::None,
        needs: Needs::Cue,
        cues: RECORD,
        against: PARCELS,
    },
    Shape {
        kind: Kind::PupilNumber,
        pattern: r"(?i)[A-HJ-NP-RT-Z][0-9]{12}|[A-HJ-NP-RT-Z][0-9]{11}[A-Z]",
        check: Check::Upn,
        needs: Needs::CheckOrCue,
        cues: &["upn", "pupil", "pupil number", "unique pupil number"],
        against: &[],
    },
    Shape {
        kind: Kind::Vehicle,
        pattern: r"(?i)[A-Z]{2}[0-9OoIl]{2}[ \-]?[A-Z]{3}",
        check: Check::Capitals,
        needs: Needs::CheckOrCue,
        cues: VEHICLE,
        against: &[],
    },
    Shape {
        kind: Kind::Vehicle,
        pattern: r"(?:[A-HJ-NPR-TV-Y][0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} ?[0-9]{1,3}[A-Y]|[A-Z]{2,3} ?[0-9]{4})",
        check: Check::Capitals,
        needs: Needs::CheckAndCue,
        cues: VEHICLE,
        against: &[],
    },
    Shape {
        kind: Kind::BirthDate,
        pattern: r"[0-9]{1,2} ?[./\-] ?[0-9]{1,2} ?[./\-] ?(?:[0-9]{4}|[0-9]{2})",
        check: Check::Date,
        needs: Needs::CheckAndCue,
        cues: BIRTH,
        against: &[],
    },
    Shape {
        kind: Kind::BirthDate,
        pattern: r"(?i)[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?),? (?:[0-9]{4}|'?[0-9]{2})",
        check: Check::None,
        needs: Needs::Cue,
        cues: BIRTH,
        against: &[],
    },
    Shape {
        kind: Kind::Email,
        pattern: r"(?i)[a-z0-9._%+'\-]+@(?:[a-z0-9\-]+\.)+[a-z]{2,}",
        check: Check::None,
        needs: Needs::Check,
        cues: &[],
        against: &[],
    },
    Shape {
        kind: Kind::Handle,
        pattern: r"(?i)@[a-z0-9_](?:\.?[a-z0-9_\-])+",
        check: Check::None,
        needs: Needs::Check,
        cues: &[],
        against: &[],
    },
];
