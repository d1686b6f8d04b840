//! Patterns: regular expressions over words.
//!
//! A pattern is written in the syntax of the `regex` crate, with one difference: what stands for a single
//! character there is a whole word here.
//!
//! | written | matches |
//! | --- | --- |
//! | `visit` | this word |
//! | `<relative>` | any word (or several-word entry) of `words/relative.txt` |
//! | `<number>` `<age>` `<time>` `<year>` | a number; one up to 110; with a colon or full stop; from 1900 to 2099 |
//! | `<capital>` | a word that begins with a capital |
//! | `.` | any word or number |
//! | `a\|b`, `a?`, `.{0,3}`, `(…)` | as in `regex` |
//! | `^`, `$` | the beginning and the end of a sentence, at the ends of a pattern |
//! | `(?<mark>…)` | only this part is the passage; the rest is what must stand around it |
//!
//! A pattern never runs across the end of a sentence. Its words are mapped to private characters, one an
//! atom, and `regex-syntax` parses the result; from the parsed form a position automaton (Glushkov's) is
//! made: a position for each word of the pattern, and for each position those that may come next.
//!
//! Where a pattern could be is told by its *anchor*: the rarest of the sets of words of which every match holds
//! one. `(my|our) <visit>` is looked for where a post speaks of a visit, not at each `my`. And only in a sentence that
//! also holds something of the next rarest of these sets, which the anchor *needs*: here `my` or `our`.

use super::{
    lexicon::{self, Lexicon},
    source::did_you_mean,
    text::SHAPES,
};
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look};
use std::collections::{BTreeMap, BTreeSet};

/// How many cuts are kept of a part of a pattern: one becomes its anchor, and one of the others what the anchor needs.
const MOST_CUTS: usize = 4;

/// The longest pattern, in positions: `Positions` in `src/rules/pattern.rs` has a bit for each.
const MOST_POSITIONS: usize = 128;

/// A part of a pattern by which it is looked for: every match goes through a position of one of its anchors.
#[derive(Debug)]
pub struct Anchor {
    pub positions: BTreeSet<u8>,
    /// The first positions of those matches, and how many units at least and at most they have before the anchor.
    pub first: BTreeSet<u8>,
    pub before: (u8, u8),
    /// The atoms of which those matches hold one elsewhere. Where nothing else is sure, that is `any`.
    pub needs: BTreeSet<u16>,
}

/// Where the private characters begin: plane 15, which no text uses.
const FIRST_PRIVATE: u32 = 0xF_0000;

#[derive(Debug, Default)]
pub struct Position {
    /// What a unit must satisfy one of.
    pub atoms: BTreeSet<u16>,
    /// The positions that may come next.
    pub next: BTreeSet<u8>,
    /// Whether a match may end here.
    pub last: bool,
    /// Whether it is part of the passage.
    pub marked: bool,
}

#[derive(Debug, Default)]
pub struct Pattern {
    pub positions: Vec<Position>,
    pub first: BTreeSet<u8>,
    pub anchors: Vec<Anchor>,
    pub at_start: bool,
    pub at_end: bool,
}

impl Pattern {
    /// Compiles one pattern. The error is a sentence that says what is wrong and how to mend it.
    pub fn new(source: &str, lexicon: &mut Lexicon) -> Result<Pattern, String> {
        let private = to_private(source, lexicon)?;
        let hir = regex_syntax::ParserBuilder::new().build().parse(&private).map_err(|e| {
            let reason = e.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
            format!("the pattern `{source}` cannot be read: {reason}; look at its brackets and repetitions")
        })?;
        let mut pattern = Pattern::default();
        let hir = pattern.strip_ends(hir);
        let ends = pattern.add(&hir, false, lexicon).map_err(|e| format!("the pattern `{source}` {e}"))?;
        if ends.empty {
            return Err(format!("the pattern `{source}` matches nothing at all: make one part obligatory"));
        }
        pattern.first = ends.first;
        for last in ends.last {
            pattern.positions[last as usize].last = true;
        }
        if pattern.first.iter().any(|&p| pattern.positions[p as usize].atoms.contains(&0)) {
            return Err(format!(
                "the pattern `{source}` begins with `.`, which costs time at every word: begin it with a word or a class"
            ));
        }
        // Whatever a pattern is, it begins somewhere: so there is an anchor.
        let mut cuts = ends.cuts.into_iter().map(|cut| cut.positions);
        let anchor = cuts.next().unwrap_or_else(|| pattern.first.clone());
        let others: Vec<_> = cuts.collect();
        pattern.anchors = pattern.anchors(&anchor, &others, lexicon).ok_or_else(|| {
            format!("the pattern `{source}` has more than 255 words before the part that it is looked for by: split it")
        })?;
        // Without a mark the whole match is the passage.
        if !pattern.positions.iter().any(|p| p.marked) {
            pattern.positions.iter_mut().for_each(|p| p.marked = true);
        }
        Ok(pattern)
    }

    /// The anchors that are these positions, each with what leads to it. Every match also goes through one position of
    /// each of `others`.
    fn anchors(&self, anchor: &BTreeSet<u8>, others: &[BTreeSet<u8>], lexicon: &Lexicon) -> Option<Vec<Anchor>> {
        // From each first position, how many units lead to each position.
        let leads = self.first.iter().map(|&first| (first, self.distances(first, lexicon))).collect::<Vec<_>>();
        let mut grouped: BTreeMap<_, BTreeSet<u8>> = BTreeMap::new();
        for &position in anchor {
            let leading = || leads.iter().filter_map(|(first, before)| Some((*first, before[position as usize]?)));
            let least = leading().map(|(_, (least, _))| least).min()?.try_into().ok()?;
            let most = leading().map(|(_, (_, most))| most).max()?.try_into().ok()?;
            let first: BTreeSet<u8> = leading().map(|(first, _)| first).collect();
            grouped.entry((first, (least, most))).or_default().insert(position);
        }
        let anchor = |((first, before), positions): (_, BTreeSet<u8>)| {
            let needs = self.needs(&positions, others, lexicon);
            Anchor { positions, first, before, needs }
        };
        Some(grouped.into_iter().map(anchor).collect())
    }

    /// What matches through one of some positions hold elsewhere too: of each of `others` only those positions count that
    /// lie on one way with one of these, and the rarest is taken.
    fn needs(&self, positions: &BTreeSet<u8>, others: &[BTreeSet<u8>], lexicon: &Lexicon) -> BTreeSet<u16> {
        let mut after = positions.clone();
        let mut before = positions.clone();
        // What comes next has a greater number, so one pass in each direction finds all.
        for (index, position) in (0u8..).zip(&self.positions) {
            if after.contains(&index) {
                after.extend(&position.next);
            }
        }
        for (index, position) in self.positions.iter().enumerate().rev() {
            if !before.is_disjoint(&position.next) {
                before.insert(index as u8);
            }
        }
        let atoms = |cut: &BTreeSet<u8>| -> BTreeSet<u16> {
            let on_the_way = cut.iter().filter(|position| after.contains(position) || before.contains(position));
            on_the_way.flat_map(|&position| &self.positions[position as usize].atoms).copied().collect()
        };
        others.iter().map(atoms).min_by_key(|atoms| lexicon.frequency(atoms)).unwrap_or_else(|| [0].into())
    }

    /// How many units at least and at most stand before each position in matches that begin with `first`.
    fn distances(&self, first: u8, lexicon: &Lexicon) -> Vec<Option<(usize, usize)>> {
        let mut before: Vec<Option<(usize, usize)>> = vec![None; self.positions.len()];
        before[first as usize] = Some((0, 0));
        // Positions are numbered in the order of the pattern, so each is reached before it is left.
        for (index, position) in self.positions.iter().enumerate() {
            let Some((least, most)) = before[index] else { continue };
            let (least, most) = (least + 1, most + lexicon.longest(&position.atoms));
            for &next in &position.next {
                let known = before[next as usize].unwrap_or((least, most));
                before[next as usize] = Some((known.0.min(least), known.1.max(most)));
            }
        }
        before
    }

    /// Takes `^` and `$` off the ends.
    fn strip_ends(&mut self, hir: Hir) -> Hir {
        let mut parts = match hir.into_kind() {
            HirKind::Concat(parts) => parts,
            HirKind::Look(Look::Start) => vec![Hir::look(Look::Start)],
            other => vec![rebuild(other)],
        };
        if matches!(parts.first().map(Hir::kind), Some(HirKind::Look(Look::Start))) {
            self.at_start = true;
            parts.remove(0);
        }
        if matches!(parts.last().map(Hir::kind), Some(HirKind::Look(Look::End))) {
            self.at_end = true;
            parts.pop();
        }
        Hir::concat(parts)
    }

    fn position(&mut self, atoms: BTreeSet<u16>, marked: bool, lexicon: &Lexicon) -> Result<Ends, String> {
        let index = self.positions.len();
        if index == MOST_POSITIONS {
            return Err(format!("has more than {MOST_POSITIONS} words when its repetitions are written out: split it"));
        }
        let positions = BTreeSet::from([index as u8]);
        let cut = lexicon.frequency(&atoms).map(|frequency| Cut { frequency, positions: positions.clone() });
        self.positions.push(Position { atoms, marked, ..Position::default() });
        Ok(Ends { first: positions.clone(), last: positions, empty: false, cuts: cut.into_iter().collect() })
    }

    fn add(&mut self, hir: &Hir, marked: bool, lexicon: &Lexicon) -> Result<Ends, String> {
        match hir.kind() {
            HirKind::Empty => Ok(Ends::nothing()),
            HirKind::Literal(literal) => {
                let word = std::str::from_utf8(&literal.0).map_err(|e| e.to_string())?;
                let mut ends = Ends::nothing();
                for c in word.chars() {
                    let next = self.position([atom(c)].into(), marked, lexicon)?;
                    ends = self.join(ends, next);
                }
                Ok(ends)
            }
            HirKind::Class(Class::Unicode(class)) => self.position(atoms(class), marked, lexicon),
            HirKind::Class(Class::Bytes(_)) => Err("holds a byte class, which has no meaning over words".into()),
            HirKind::Look(_) => Err("has `^`, `$` or `\\b` inside: only the first and last place can have one".into()),
            HirKind::Repetition(repetition) => {
                let Some(most) = repetition.max else {
                    return Err("repeats without end: write `{0,3}` in place of `*` or `+`".into());
                };
                let mut ends = Ends::nothing();
                for _ in 0..repetition.min {
                    let next = self.add(&repetition.sub, marked, lexicon)?;
                    ends = self.join(ends, next);
                }
                // `x{0,3}` is read as `(x(x(x)?)?)?`: each turn follows only the one before, so that a gap of
                // eight words has one thread a word and not thirty-six.
                let mut whole = ends.clone();
                for _ in repetition.min..most {
                    let next = self.add(&repetition.sub, marked, lexicon)?;
                    ends = self.join(ends, next);
                    whole.first.extend(&ends.first);
                    whole.last.extend(&ends.last);
                }
                Ok(whole)
            }
            HirKind::Capture(capture) => {
                let mark = match capture.name.as_deref() {
                    Some("mark") => true,
                    Some(name) => {
                        return Err(format!("has a group named `{name}`: only `mark` is known"));
                    }
                    None => marked,
                };
                self.add(&capture.sub, mark, lexicon)
            }
            HirKind::Concat(parts) => {
                let mut ends = Ends::nothing();
                for part in parts {
                    let next = self.add(part, marked, lexicon)?;
                    ends = self.join(ends, next);
                }
                Ok(ends)
            }
            HirKind::Alternation(parts) => {
                let cuts = vec![Cut { frequency: 0, positions: BTreeSet::new() }; MOST_CUTS];
                let mut all = Ends { first: BTreeSet::new(), last: BTreeSet::new(), empty: false, cuts };
                for part in parts {
                    let ends = self.add(part, marked, lexicon)?;
                    all.cuts = all.cuts.into_iter().zip(ends.cuts).map(|(a, b)| a.or(b)).collect();
                    all.first.extend(ends.first);
                    all.last.extend(ends.last);
                    all.empty |= ends.empty;
                }
                Ok(all)
            }
        }
    }

    /// `a` followed by `b`.
    fn join(&mut self, a: Ends, b: Ends) -> Ends {
        for &last in &a.last {
            self.positions[last as usize].next.extend(&b.first);
        }
        let mut first = a.first;
        if a.empty {
            first.extend(&b.first);
        }
        let mut last = b.last;
        if b.empty {
            last.extend(&a.last);
        }
        let mut cuts = a.cuts;
        cuts.extend(b.cuts);
        cuts.sort_by_key(|cut| cut.frequency);
        cuts.truncate(MOST_CUTS);
        Ends { first, last, empty: a.empty && b.empty, cuts }
    }
}

/// The atom of a private character: the low sixteen bits.
fn atom(c: char) -> u16 {
    c as u32 as u16
}

/// The atoms of a class. `.` comes as everything but a line feed; an alternation of single words as its
/// characters.
fn atoms(class: &ClassUnicode) -> BTreeSet<u16> {
    if class.ranges().iter().any(|range| range.start() == '\0') {
        return [0].into();
    }
    class.ranges().iter().flat_map(|range| range.start()..=range.end()).map(atom).collect()
}

/// Where a part of a pattern can begin and end, whether it can be left out, and what it could be looked for by, the rarest
/// first.
#[derive(Clone)]
struct Ends {
    first: BTreeSet<u8>,
    last: BTreeSet<u8>,
    empty: bool,
    cuts: Vec<Cut>,
}

/// Positions of which a match must go through one, and how often a text goes through one anyway.
#[derive(Clone)]
struct Cut {
    frequency: u64,
    positions: BTreeSet<u8>,
}

impl Cut {
    fn or(mut self, other: Cut) -> Cut {
        self.frequency += other.frequency;
        self.positions.extend(other.positions);
        self
    }
}

impl Ends {
    fn nothing() -> Ends {
        Ends { first: BTreeSet::new(), last: BTreeSet::new(), empty: true, cuts: Vec::new() }
    }
}

fn rebuild(kind: HirKind) -> Hir {
    match kind {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => Hir::repetition(repetition),
        HirKind::Capture(capture) => Hir::capture(capture),
        HirKind::Concat(parts) => Hir::concat(parts),
        HirKind::Alternation(parts) => Hir::alternation(parts),
    }
}

/// The private character of an atom. The low sixteen bits are the atom.
fn private(atom: u16) -> char {
    char::from_u32(FIRST_PRIVATE + u32::from(atom)).unwrap_or('\u{F0000}')
}

/// Rewrites a pattern so that each word, class or shape is one private character and blanks are gone.
fn to_private(source: &str, lexicon: &mut Lexicon) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some(tail) = rest.strip_prefix("(?<mark>") {
            out.push_str("(?<mark>");
            rest = tail;
        } else if c == '<' {
            let end = rest.find('>').ok_or_else(|| format!("the pattern `{source}` has `<` without `>`: close it"))?;
            let name = &rest[1..end];
            let atom = lexicon.class(name).ok_or_else(|| {
                let near = did_you_mean(name, SHAPES.into_iter().chain(lexicon.class_names()));
                format!(
                    "the pattern `{source}` names `<{name}>`, which is no class{near}: correct it, or write words/{name}.txt"
                )
            })?;
            out.push(if atom == 0 { '.' } else { private(atom) });
            rest = &rest[end + 1..];
        } else if c == '{' {
            let end =
                rest.find('}').ok_or_else(|| format!("the pattern `{source}` has `{{` without `}}`: close it"))?;
            out.push_str(&rest[..=end]);
            rest = &rest[end + 1..];
        } else if c.is_alphanumeric() || c == '\'' {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '&'))).unwrap_or(rest.len());
            let word = &rest[..end];
            // An ending stands alone in a pattern (`she 's`); the cutter would drop its apostrophe.
            let words = if word.starts_with('\'') { vec![word.to_owned()] } else { lexicon::cut(word) };
            if words.len() == 1 {
                out.push(private(lexicon.word(&words[0])));
            } else {
                // `she's?` must not make only the ending optional.
                out.push_str("(?:");
                out.extend(words.iter().map(|word| private(lexicon.word(word))));
                out.push(')');
            }
            rest = &rest[end..];
        } else if c.is_whitespace() {
            rest = &rest[1..];
        } else if "()|?.^$*+".contains(c) {
            out.push(c);
            rest = &rest[1..];
        } else {
            return Err(format!("the pattern `{source}` holds `{c}`, which has no meaning over words: remove it"));
        }
    }
    Ok(out)
}
