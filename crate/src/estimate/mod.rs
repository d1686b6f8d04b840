//! How many people the details of a jigsaw fit, to an order of magnitude.
//!
//! Of the details, an age, a settlement, a condition and some kinds of family have published figures
//! (`data/population.toml`). A share of people who are this *and* that is the product of the two shares only where
//! the one says nothing of the other. So not all that is known is multiplied: of every set of details that may be,
//! the product is a number of people that fit *at least* those, and whoever fits all the details is among them. The
//! set that leaves the fewest people is taken. It follows that one more detail never makes the number greater.
//!
//! A number is given only if it says something: two details at least went into it, and it is small. A great number
//! would reassure, when the details that nobody counts are what people recognise somebody by. `docs/jigsaw.md` has
//! the method, its limits and examples.

mod reading;

use crate::{
    hash,
    post::Post,
    report::{Estimate, Step},
    rules::Detail,
};
use reading::{Ages, Facts};
use std::ops::Range;

/// Where a figure is published.
struct Source {
    title: &'static str,
    publisher: &'static str,
    year: &'static str,
    url: &'static str,
}

/// What a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Family,
    Condition,
    Sex,
    /// Told, but never multiplied.
    Apart,
}

/// How many people something is true of.
struct Figure {
    kind: Kind,
    name: &'static str,
    /// The phrases that say it.
    words: &'static [&'static str],
    share: f64,
    /// Of whom it is the share.
    among: &'static str,
    of_ages: Ages,
    /// Whether it is true of next to nobody of other ages.
    only_these: bool,
    /// The ages at which it may be multiplied with the age.
    used_at: Ages,
    /// The share from one age to another, where it is published so.
    by_age: Option<&'static [(u8, u8, f64)]>,
    source: u8,
}

include!(concat!(env!("OUT_DIR"), "/population.rs"));

/// The most people, and the commonest share, of which anything is said.
const MOST_PEOPLE: f64 = 1000.0;
const GREATEST_SHARE: f64 = 1.0 / 1000.0;

/// How many people live in the town that is spoken of where no place is known.
const A_TOWN: f64 = 100_000.0;

impl Figure {
    /// The share among people of an age, or among all where the age is not multiplied with it. `None` where the
    /// publication does not speak of them.
    fn share(&self, age: Option<Ages>) -> Option<f64> {
        let Some((youngest, oldest)) = age else {
            return self.only_these.then(|| self.share * share_of_ages(self.of_ages));
        };
        if let Some(bands) = self.by_age {
            let around = bands.iter().filter(|(from, to, _)| *from <= oldest && youngest <= *to);
            // Of two bands the greater share, so that nobody is left out.
            return around.map(|band| band.2).reduce(f64::max);
        }
        (self.used_at.0 <= youngest && oldest <= self.used_at.1).then_some(self.share)
    }
}

/// The bits of the figures of a kind.
fn mask_of(kind: Kind) -> u64 {
    FIGURES.iter().enumerate().filter(|(_, figure)| figure.kind == kind).fold(0, |mask, (number, _)| mask | 1 << number)
}

/// How many people live in a place, by its normalised name.
fn size_of(place: &str) -> Option<u32> {
    let key = hash::name(place);
    let mut here = 0;
    let at = PLACE_STEPS.iter().position(|&step| {
        here += u32::from(step);
        here == key
    })?;
    Some(SIZES[usize::from(PLACE_SIZES[at])])
}

/// The share of people who are of these ages.
fn share_of_ages((youngest, oldest): Ages) -> f64 {
    let last = AGES.len() - 1;
    let (from, to) = (usize::from(youngest).min(last), usize::from(oldest).min(last));
    AGES[from..=to.max(from)].iter().map(|&per_mille| f64::from(per_mille)).sum::<f64>() / 1000.0
}

/// The details that are multiplied, and their product.
struct Product {
    age: Option<Ages>,
    figures: Vec<(&'static Figure, f64)>,
    share: f64,
}

/// Of all sets of details that may be multiplied, the one that leaves the fewest people.
///
/// A condition is multiplied neither with a family nor with a sex: twins are more often disabled, children who
/// live with their grandparents too, and many conditions are commoner in one sex.
fn fewest(age: Option<Ages>, facts: &Facts) -> Product {
    let none = std::iter::once(None);
    let mut best = Product { age: None, figures: Vec::new(), share: 1.0 };
    let mut attempt = |set: [Option<&'static Figure>; 2]| {
        for age in [None, age] {
            let mut share = age.map_or(1.0, share_of_ages);
            let mut figures = Vec::new();
            for figure in set.into_iter().flatten() {
                let Some(further) = figure.share(age) else { continue };
                share *= further;
                figures.push((figure, further));
            }
            if share < best.share {
                best = Product { age, figures, share };
            }
        }
    };
    facts.figures(Kind::Condition).for_each(|condition| attempt([Some(condition), None]));
    for family in facts.figures(Kind::Family).map(Some).chain(none.clone()) {
        facts.figures(Kind::Sex).map(Some).chain(none.clone()).for_each(|sex| attempt([family, sex]));
    }
    best
}

/// The estimate for the details of a jigsaw, each with its passage in bytes; `None` where nothing can be defended.
pub(crate) fn of(post: &Post, details: &[(Detail, Range<usize>)]) -> Option<Estimate> {
    let mut facts = Facts::default();
    let mut unread = Vec::new();
    for (detail, passage) in details {
        if !facts.read(*detail, post, passage.clone()) && !unread.contains(detail) {
            unread.push(*detail);
        }
    }
    // Several ages are several people: which of them the rest speaks of is not known.
    let age = facts.ages.first().copied().filter(|_| facts.ages.len() == 1);
    let place = facts.places.iter().max().copied();
    if facts.figures(Kind::Sex).count() > 1 {
        // Nor is it known of which sex.
        facts.figures &= !mask_of(Kind::Sex);
    }
    let product = fewest(age, &facts);
    let counted = usize::from(place.is_some())
        + usize::from(product.age.is_some())
        + product.figures.iter().filter(|(figure, _)| figure.kind != Kind::Sex).count();
    let shown = match place {
        Some((size, _)) => f64::from(size) * product.share <= MOST_PEOPLE,
        None => product.share <= GREATEST_SHARE,
    };
    if counted < 2 || !shown {
        return None;
    }
    let uncounted = uncounted(&facts, age, &product, &unread);
    Some(Estimate {
        summary: summary(place, &product),
        steps: steps(place, &product),
        uncounted,
        caution: CAUTION.to_owned(),
    })
}

const CAUTION: &str = "Shares of the whole country are taken to hold here too, so the truth may be half as many or twice as many. Family, neighbours and colleagues need far less than this to recognise somebody.";

fn summary(place: Option<(u32, &str)>, product: &Product) -> String {
    let mut by: Vec<&str> = Vec::new();
    by.extend(product.age.map(|_| "age"));
    for (figure, _) in &product.figures {
        by.push(match figure.kind {
            Kind::Family => "family",
            Kind::Condition => "health",
            _ => "sex",
        });
    }
    let by = match by.as_slice() {
        [] => "place".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    match place {
        Some((size, name)) => {
            let people = f64::from(size) * product.share;
            match people {
                0.0..0.5 => format!("By {by} alone, perhaps only one person in {name} fits."),
                0.5..5.0 => format!("By {by} alone, fewer than 10 people in {name} fit."),
                _ => format!(
                    "By {by} alone, about {} people in {name} fit (it could be {} or {}).",
                    about(people),
                    about(people / 2.0),
                    about(people * 2.0)
                ),
            }
        }
        None => {
            let in_town = A_TOWN * product.share;
            let there = match in_town {
                0.0..0.5 => "perhaps nobody else".to_owned(),
                0.5..5.0 => "fewer than 10".to_owned(),
                _ => format!("about {}", about(in_town)),
            };
            format!(
                "By {by} alone, about 1 in {} people fits: in a town of {} that would be {there}.",
                about(1.0 / product.share),
                about(A_TOWN)
            )
        }
    }
}

fn steps(place: Option<(u32, &str)>, product: &Product) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut left = place.map_or(1.0, |(size, _)| f64::from(size));
    let leaves = |left: f64| match place {
        Some(_) if left < 10.0 => "leaves fewer than 10 people".to_owned(),
        Some(_) => format!("leaves about {} people", about(left)),
        None => format!("leaves 1 in {}", about(1.0 / left)),
    };
    let step = |detail: String, says: String, leaves: String, source: u8| {
        let Source { title, publisher, year, url } = &SOURCES[usize::from(source)];
        Step { detail, says, leaves, source: format!("{publisher}, {title}, {year}"), url: (*url).to_owned() }
    };
    if let Some((size, name)) = place {
        let living = format!("about {} people live there", grouped(u64::from(size)));
        steps.push(step(name.to_owned(), "the place".to_owned(), living, PLACES_SOURCE));
    }
    if let Some(ages @ (youngest, oldest)) = product.age {
        let share = share_of_ages(ages);
        left *= share;
        let oldest_counted = AGES.len() as u8 - 1;
        let detail = if youngest >= oldest_counted {
            format!("aged {oldest_counted} or over")
        } else if youngest == oldest {
            format!("aged {youngest}")
        } else {
            format!("aged {youngest} to {oldest}")
        };
        let says = format!("{} people in England and Wales", one_in(share));
        steps.push(step(capitalised(&detail), says, leaves(left), AGES_SOURCE));
    }
    for (figure, share) in &product.figures {
        left *= share;
        // Where the age is not multiplied, the share is made one of everybody.
        let says = match product.age {
            Some(_) if figure.by_age.is_some() => format!("{} people of this age", one_in(*share)),
            _ => format!("{} {}", one_in(figure.share), figure.among),
        };
        steps.push(step(capitalised(figure.name), says, leaves(left), figure.source));
    }
    steps
}

/// What was not counted, and why.
fn uncounted(facts: &Facts, age: Option<Ages>, product: &Product, unread: &[Detail]) -> Vec<String> {
    let mut lines = Vec::new();
    if facts.ages.len() > 1 {
        lines.push("The ages: there are several, and it is not sure whose the other details are.".to_owned());
    }
    if age.is_some() && product.age.is_none() {
        lines.push("The age: no published figure puts it together with the rest.".to_owned());
    }
    if facts.places.len() > 1 {
        lines.push("The smaller of the places.".to_owned());
    }
    for (_, figure) in FIGURES.iter().enumerate().filter(|(number, _)| facts.figures & (1 << number) != 0) {
        if figure.kind == Kind::Apart {
            lines.push(format!(
                "{}: {} {}, but many more in some places than in others.",
                capitalised(figure.name),
                one_in(figure.share),
                figure.among
            ));
        } else if figure.kind != Kind::Sex && !product.figures.iter().any(|(used, _)| std::ptr::eq(*used, figure)) {
            lines.push(format!("{}: not independent of what was counted.", capitalised(figure.name)));
        }
    }
    for detail in unread {
        lines.push(
            match detail {
                Detail::Age => "The age: it could not be read as a number.",
                Detail::Place => "The place: nobody publishes how many people it could be, and neighbours know.",
                Detail::Time => "When it happened: as many people fit, but whoever was there that day will know.",
                Detail::Family => "The family: no published figure for just this.",
                Detail::Condition => "The illness or disability: no published figure for just this.",
                Detail::Event => "What happened: no published figure, and it is what people remember.",
                Detail::Origin => {
                    "Where somebody comes from: too many in some places and too few in others to be counted."
                }
                Detail::Look => "What somebody looks like: no published figure, and it is what people see.",
                Detail::Work => {
                    "The work, or what somebody is known for: in a small place that can be enough by itself."
                }
            }
            .to_owned(),
        );
    }
    lines
}

/// "about 1 in 90".
fn one_in(share: f64) -> String {
    format!("about 1 in {}", about(1.0 / share))
}

/// A number with one figure that counts, with commas: `30`, `5,000`. At least 1.
fn about(number: f64) -> String {
    grouped(rounded(number))
}

fn rounded(number: f64) -> u64 {
    // No share in the tables makes it greater; a greater one would be said as this.
    let mut number = number.clamp(1.0, 1e12);
    let mut scale = 1;
    while number >= 9.5 {
        number /= 10.0;
        scale *= 10;
    }
    (number + 0.5) as u64 * scale
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn capitalised(words: &str) -> String {
    let mut words = words.to_owned();
    words.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    words
}

#[cfg(test)]
mod tests;
