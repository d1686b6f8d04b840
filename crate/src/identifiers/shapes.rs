//! The numbers and codes that name a person, and what tells them from others: one table.
//!
//! A shape by itself proves little: a mistyped parcel number looks like an NHS number. `check` weighs the
//! characters, `cues` are words near by that say what it is, `against` words that say that it is something else; of
//! the two the nearer decides. They stand before or after, as whole words, and may be several words.
//!
//! How a form is written is told in [`super::forms`].

/// What an identifier is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Email,
    Handle,
    Phone,
    Postcode,
    NhsNumber,
    NiNumber,
    BirthDate,
    Vehicle,
    /// Of a court or tribunal.
    CaseNumber,
    /// Under which a service keeps somebody's file: social care, health, prison, benefits, immigration, tax.
    RecordNumber,
    PupilNumber,
    /// A passport, driving licence or residence permit.
    Document,
    Bank,
    /// Of a professional in a public register.
    Registration,
    Address,
    Place,
    Name,
}

/// What is asked of the characters of a match, beside its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// The form says it all.
    None,
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
    /// The year of a court's number.
    CourtYear,
    /// The birth date inside a driving licence number.
    Licence,
    /// Letters in capitals.
    Capitals,
    /// A plate of Northern Ireland: it has an I or a Z.
    NorthernIreland,
    /// No year and no round number.
    NoYear,
}

/// How much a match needs to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// The check must hold. A cue is welcome and not needed.
    Check,
    /// The check or a cue.
    CheckOrCue,
    /// A cue, whatever the check says.
    Cue,
    /// The check and a cue.
    CheckAndCue,
    /// The check and a cue only a few words away: for forms that say nothing.
    CheckAndCloseCue,
}

/// Words and phrases that say what stands near them.
pub(super) struct Cues {
    pub phrases: &'static [&'static str],
    /// A bit for each letter with which one begins: most words of a post begin none.
    firsts: u32,
}

impl Cues {
    pub(super) const NONE: Cues = Cues::new(&[]);

    pub(super) const fn new(phrases: &'static [&'static str]) -> Cues {
        let mut firsts = 0;
        let mut at = 0;
        while at < phrases.len() {
            firsts |= Cues::bit(phrases[at].as_bytes()[0]);
            at += 1;
        }
        Cues { phrases, firsts }
    }

    const fn bit(byte: u8) -> u32 {
        1 << (byte & 31)
    }

    /// Whether one may begin with this word.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        word.as_bytes().first().is_some_and(|byte| self.firsts & Cues::bit(*byte) != 0 && *byte > b'@')
    }
}

pub(super) struct Shape {
    pub kind: Kind,
    pub forms: &'static [&'static str],
    pub check: Check,
    pub needs: Needs,
    pub cues: &'static Cues,
    pub against: &'static Cues,
}

/// Numbers of shops, posts, books and machines, and data that is none.
const THINGS: &Cues = &Cues::new(&[
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
    "demo",
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
    "petition",
    "charity no",
    "charity number",
    "company number",
    "policy",
    "doi",
    "version",
]);
/// The same beside court numbers, where an order is a court's.
const THINGS_NOT_ORDERS: &Cues = &Cues::new(&[
    "lot",
    "part",
    "my order",
    "order number",
    "parcel",
    "dispatch",
    "settee",
    "doc ref",
    "policy",
    "model",
    "serial",
    "dummy",
    "test",
    "example",
    "booking",
    "tracking",
    "sku",
]);
const CARDS: &Cues =
    &Cues::new(&["card", "visa", "mastercard", "debit", "order", "voucher", "gift", "tracking", "isbn"]);
const PATIENT: &Cues = &Cues::new(&[
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
    "chi",
    "chi number",
    "h&c",
    "hcn",
    "health and care number",
    "health and care",
    "hsc number",
]);
const INSURANCE: &Cues = &Cues::new(&[
    "ni",
    "nino",
    "national insurance",
    "ni number",
    "dwp",
    "universal credit",
    "uc",
    "benefits",
    "pip",
    "esa",
    "appointee",
    "claim",
    "jobcentre",
    "payslip",
]);
const VEHICLE: &Cues = &Cues::new(&[
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
    "drives",
    "drove",
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
    "land rover",
    "motorbike",
    "moped",
    "taxi",
    "lorry",
    "dashcam",
]);
const CASE: &Cues = &Cues::new(&[
    "case",
    "case no",
    "case number",
    "case id",
    "court",
    "hearing",
    "listed",
    "listing",
    "judge",
    "bundle",
    "claim",
    "petition",
    "hmcts",
    "myhmcts",
    "tribunal",
    "application",
]);
const PROTECTION: &Cues = &Cues::new(&["cop", "court of protection", "deputy", "deputyship", "best interests"]);
const RECORD: &Cues = &Cues::new(&[
    "mosaic",
    "lcs",
    "liquidlogic",
    "carefirst",
    "care first",
    "ics",
    "ehm",
    "rio",
    "systmone",
    "system one",
    "person id",
    "client id",
    "client number",
    "service user id",
    "case id",
    "case ref",
    "case reference",
    "safeguarding ref",
    "home office",
    "your system",
    "our system",
    "framework i",
    "frameworki",
    "eclipse",
    "azeus",
    "paris id",
    "p number",
    "hospital number",
    "mrn",
    "crime ref",
    "crime reference",
    "incident number",
    "log number",
]);
const BENEFIT: &Cues = &Cues::new(&[
    "utr",
    "taxpayer reference",
    "tax reference",
    "uc claim",
    "uc ref",
    "uc reference",
    "universal credit ref",
    "universal credit reference",
    "universal credit claim",
    "universal credit number",
    "pip ref",
    "pip reference",
    "pip claim",
    "esa ref",
    "esa reference",
    "esa claim",
    "dla ref",
    "dla reference",
    "benefit ref",
    "benefit reference",
    "claim ref",
    "claim reference",
    "claim number",
    "claim no",
    "council tax ref",
    "council tax reference",
    "council tax account",
    "rent account",
    "tenancy ref",
    "tenancy reference",
    "housing ref",
    "housing reference",
]);
const HOME_OFFICE: &Cues = &Cues::new(&[
    "home office",
    "ho ref",
    "ho reference",
    "asylum",
    "immigration",
    "visa",
    "arc",
    "arc number",
    "brp",
    "residence permit",
    "biometric",
    "gwf",
    "uan",
    "settled status",
    "evisa",
    "ukvi",
    "nass",
    "port ref",
    "port reference",
]);
const PRISON: &Cues = &Cues::new(&[
    "prison",
    "hmp",
    "wing",
    "prisoner",
    "prison number",
    "prison no",
    "gate",
    "jail",
    "nick",
    "yoi",
    "young offenders",
    "inside",
    "custody",
    "sentence",
    "probation",
]);
const PUPIL: &Cues =
    &Cues::new(&["upn", "pupil", "pupil no", "pupil number", "unique pupil number", "pep", "school", "admissions"]);
const LEARNER: &Cues = &Cues::new(&[
    "uln",
    "learner",
    "learner no",
    "learner number",
    "unique learner number",
    "learning record",
    "learner record",
]);
const PASSPORT: &Cues = &Cues::new(&["passport", "passports", "passport no", "passport number", "travel document"]);
const LICENCE: &Cues = &Cues::new(&[
    "licence",
    "license",
    "driving licence",
    "driver number",
    "dvla",
    "licence no",
    "licence number",
    "provisional",
    "blue badge",
    "banned",
]);
const BANK: &Cues = &Cues::new(&[
    "sort",
    "sort code",
    "s c",
    "account",
    "acc",
    "acct",
    "a c",
    "acc no",
    "account number",
    "account no",
    "bank",
    "bank details",
    "iban",
    "savings",
    "standing order",
]);
const REGISTER: &Cues = &Cues::new(&[
    "swe",
    "social work england",
    "hcpc",
    "nmc",
    "gmc",
    "gphc",
    "pin",
    "registration",
    "registration number",
    "registered",
    "register",
    "reg no",
    "reg number",
]);
const PHONE: &Cues = &Cues::new(&[
    "phone",
    "mobile",
    "mob",
    "number",
    "ring",
    "rang",
    "text",
    "call",
    "called",
    "whatsapp",
    "tel",
    "telephone",
    "on",
]);
/// What stands beside digits that are no phone number.
pub(super) const NO_PHONE: &Cues =
    &Cues::new(&["isbn", "tracking", "order no", "order number", "my order", "parcel", "dispatch", "issn", "barcode"]);
/// What stands beside a bare outward code that is no place.
const NO_PLACE: &Cues = &Cues::new(&[
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
    "bus",
    "tram",
    "seat",
    "bay",
    "size",
    "type",
    "vitamin",
    "class",
    "plan",
    "sections",
    "road",
    "injections",
    "hall",
    "traffic",
    "services",
    "roadworks",
]);

/// What the forms of a shape ask of a beginning. Most numbers in a post are too short for nearly all shapes, and are not compared
/// with them sign by sign.
pub(super) struct Begin {
    /// How many digits there are at least where a form begins with one, before what is no digit.
    digits: u8,
    /// How many letters there are at most where a form begins with one.
    letters: u8,
}

/// The same for each of [`SHAPES`].
pub(super) static BEGIN: [Begin; SHAPES.len()] = {
    let mut begin = [const { Begin { digits: u8::MAX, letters: 0 } }; SHAPES.len()];
    let mut shape = 0;
    while shape < SHAPES.len() {
        let mut form = 0;
        while form < SHAPES[shape].forms.len() {
            begin[shape] = begin[shape].or(SHAPES[shape].forms[form].as_bytes());
            form += 1;
        }
        shape += 1;
    }
    begin
};

impl Begin {
    /// The least that it or one form more asks.
    const fn or(&self, form: &[u8]) -> Begin {
        let mut at = if form[0] == b'*' { 1 } else { 0 };
        let (mut digits, mut letters) = (0, 0);
        let (mut is_letter, mut is_either) = (false, false);
        while at < form.len() {
            // A sign that may be missing counts for what there is at most, and not for the least.
            let may_miss = at + 1 < form.len() && form[at + 1] == b'?';
            match form[at] {
                b'0'..=b'9' => digits += !may_miss as u8,
                b'?' | b'+' | b'~' | b' ' | b'-' => {}
                sign if digits == 0 && sign.is_ascii_alphabetic() => {
                    letters += 1;
                    is_either |= sign == b'x';
                    is_letter |= sign != b'x' && !may_miss;
                }
                _ if may_miss => {}
                _ => break,
            }
            at += 1;
        }
        if is_either {
            digits = 0;
        }
        Begin {
            digits: if !is_letter && digits < self.digits { digits } else { self.digits },
            letters: if letters > self.letters { letters } else { self.letters },
        }
    }

    /// Whether a form may fit what begins with so many digits, or with a letter and then so many that are surely no digits.
    pub(super) fn allows(&self, digits: usize, letters: Option<usize>) -> bool {
        digits > 0 && digits >= usize::from(self.digits)
            || self.letters > 0 && letters.is_some_and(|letters| letters <= usize::from(self.letters))
    }
}

/// Every shape. Where two match at one place the longer wins, and the earlier row if they are as long.
pub(super) const SHAPES: &[Shape] = &[
    Shape {
        kind: Kind::NhsNumber,
        forms: &["999 999 9999"],
        check: Check::Nhs,
        needs: Needs::CheckOrCue,
        cues: PATIENT,
        against: THINGS,
    },
    Shape {
        kind: Kind::NhsNumber,
        forms: &["*9999999999"],
        check: Check::Nhs,
        needs: Needs::Cue,
        cues: PATIENT,
        against: THINGS,
    },
    Shape {
        kind: Kind::NiNumber,
        forms: &["aa~99~99~99~a", "aa~99~99~99"],
        check: Check::Ni,
        needs: Needs::CheckOrCue,
        cues: INSURANCE,
        against: &Cues::new(&["dummy", "test", "demo", "example", "grant", "slide", "handout", "poster", "made up"]),
    },
    // The temporary number of somebody who has none yet.
    Shape {
        kind: Kind::NiNumber,
        forms: &["99~a9~99~99"],
        check: Check::None,
        needs: Needs::Cue,
        cues: &Cues::new(&["trn", "temporary reference", "temporary number", "ni", "nino", "national insurance"]),
        against: &Cues::new(&["dummy", "test", "demo", "example"]),
    },
    Shape {
        kind: Kind::Postcode,
        forms: &["a9~9aa", "a99~9aa", "aa9~9aa", "aa99~9aa", "a9a~9aa", "aa9a~9aa", "GIR~0AA"],
        check: Check::Postcode,
        needs: Needs::Check,
        cues: &Cues::NONE,
        against: &Cues::NONE,
    },
    Shape {
        kind: Kind::Postcode,
        forms: &["BFPO~99?9?9?"],
        check: Check::None,
        needs: Needs::Check,
        cues: &Cues::NONE,
        against: &Cues::NONE,
    },
    Shape {
        kind: Kind::Postcode,
        forms: &["a9", "a99", "aa9", "aa99", "a9a", "aa9a"],
        check: Check::Outcode,
        needs: Needs::CheckAndCue,
        cues: &Cues::new(&["postcode", "post code", "postcodes"]),
        against: NO_PLACE,
    },
    Shape {
        kind: Kind::CaseNumber,
        forms: &["aa~99~a~99999"],
        check: Check::CourtYear,
        needs: Needs::CheckOrCue,
        cues: CASE,
        against: THINGS_NOT_ORDERS,
    },
    Shape {
        kind: Kind::CaseNumber,
        forms: &["COP~9999~9999", "COP~9999~999", "COP~9999~9999-99"],
        check: Check::None,
        needs: Needs::Check,
        cues: &Cues::NONE,
        against: &Cues::NONE,
    },
    Shape {
        kind: Kind::CaseNumber,
        forms: &["9999~9999", "9999~9999-99"],
        check: Check::None,
        needs: Needs::Cue,
        cues: PROTECTION,
        against: THINGS,
    },
    // Of the online service of the courts: its first digits are the time.
    Shape {
        kind: Kind::CaseNumber,
        forms: &["1999~9999~9999~9999"],
        check: Check::Luhn,
        needs: Needs::CheckOrCue,
        cues: CASE,
        against: CARDS,
    },
    Shape {
        kind: Kind::Bank,
        forms: &["9999~9999~9999~9999"],
        check: Check::Luhn,
        needs: Needs::Check,
        cues: &Cues::new(&["card", "visa", "mastercard", "debit"]),
        against: &Cues::new(&["order", "voucher", "gift", "tracking", "isbn", "test", "dummy", "serial", "parcel"]),
    },
    Shape {
        kind: Kind::Bank,
        forms: &["99-99-99", "99 99 99", "999999", "99-99-99~9999~9999", "9999~9999"],
        check: Check::None,
        needs: Needs::CheckAndCloseCue,
        cues: BANK,
        against: &Cues::new(&[
            "born", "dob", "birth", "charity", "order", "test", "dummy", "example", "password", "twitter",
        ]),
    },
    // SWIFT's IBAN.
    Shape {
        kind: Kind::Bank,
        forms: &["GB99~aaaa~9999~9999~9999~99"],
        check: Check::None,
        needs: Needs::Check,
        cues: &Cues::NONE,
        against: &Cues::new(&["test", "dummy", "example"]),
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["T20999999", "S20999999", "A20999999", "U20999999"],
        check: Check::Capitals,
        needs: Needs::Check,
        cues: &Cues::NONE,
        against: THINGS,
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["A9999aa"],
        check: Check::Capitals,
        needs: Needs::CheckOrCue,
        cues: PRISON,
        against: THINGS_NOT_ORDERS,
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["A~9999~aa"],
        check: Check::Capitals,
        needs: Needs::CheckAndCue,
        cues: PRISON,
        against: THINGS_NOT_ORDERS,
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["a?a?a?9999+", "a?a?a?9999+/99?", "aa?a?-9999+", "aa?a?/9999+"],
        check: Check::NoYear,
        needs: Needs::CheckAndCloseCue,
        cues: RECORD,
        against: THINGS,
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["9999999999", "99999~99999", "99999+", "a?a?a?/?999+/?9?9?", "9999-9999-99", "aa9999+"],
        check: Check::NoYear,
        needs: Needs::CheckAndCloseCue,
        cues: BENEFIT,
        against: THINGS,
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["a9999999", "a9999999/99?", "a99999999", "aa9999999", "9999-9999-9999-9999", "99999+"],
        check: Check::NoYear,
        needs: Needs::CheckAndCloseCue,
        cues: HOME_OFFICE,
        against: THINGS,
    },
    Shape {
        kind: Kind::RecordNumber,
        forms: &["GWF999999999", "ASC/99/9999999"],
        check: Check::None,
        needs: Needs::Check,
        cues: &Cues::NONE,
        against: &Cues::NONE,
    },
    Shape {
        kind: Kind::PupilNumber,
        forms: &["a999999999999", "a99999999999a", "*a999999999999", "*a99999999999a"],
        check: Check::Upn,
        needs: Needs::CheckOrCue,
        cues: PUPIL,
        against: &Cues::new(&["dummy", "test", "demo"]),
    },
    Shape {
        kind: Kind::PupilNumber,
        forms: &["*9999999999"],
        check: Check::None,
        needs: Needs::Cue,
        cues: LEARNER,
        against: THINGS,
    },
    Shape {
        kind: Kind::Document,
        forms: &["*999999999", "a9999999", "a99999999", "aa9999999"],
        check: Check::None,
        needs: Needs::Cue,
        cues: PASSPORT,
        against: THINGS,
    },
    Shape {
        kind: Kind::Document,
        forms: &["xxxxx~999999~ax9aa", "xxxxx/999999/ax9aa"],
        check: Check::Licence,
        needs: Needs::CheckOrCue,
        cues: LICENCE,
        against: &Cues::new(&["test", "dummy", "demo"]),
    },
    Shape {
        kind: Kind::Registration,
        forms: &["SW~9999+", "99a9999a", "99a9999o", "aa~99999+", "9999999"],
        check: Check::None,
        needs: Needs::CheckAndCloseCue,
        cues: REGISTER,
        against: &Cues::new(&["charity", "company", "car", "van", "vat", "test", "dummy"]),
    },
    Shape {
        kind: Kind::Vehicle,
        forms: &["aa99~aaa", "aa~99~aaa"],
        check: Check::Capitals,
        needs: Needs::CheckOrCue,
        cues: VEHICLE,
        against: &Cues::new(&["dummy", "test", "demo", "example"]),
    },
    Shape {
        kind: Kind::Vehicle,
        forms: &["a99?9?~aaa", "aaa~99?9?a"],
        check: Check::Capitals,
        needs: Needs::CheckAndCue,
        cues: VEHICLE,
        against: &Cues::new(&["dummy", "test", "demo", "example", "locker", "form"]),
    },
    Shape {
        kind: Kind::Vehicle,
        forms: &["aa~9999", "aaa~9999", "aaa~999", "9999~aaa"],
        check: Check::NorthernIreland,
        needs: Needs::CheckAndCue,
        cues: VEHICLE,
        against: &Cues::new(&["dummy", "test", "demo", "example", "flight", "train"]),
    },
    // A mobile without its 0.
    Shape {
        kind: Kind::Phone,
        forms: &["7999~999~999"],
        check: Check::None,
        needs: Needs::CheckAndCloseCue,
        cues: PHONE,
        against: THINGS,
    },
];
