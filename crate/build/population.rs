//! Published population figures, and how many people live where, as tables.

use super::{hash, lexicon, source::Source as File};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Write, path::Path};

/// The oldest age that has a number of its own; all above are counted together.
const OLDEST: usize = 90;

/// The greatest age that a figure can speak of.
const MOST: u8 = 110;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    source: Vec<Source>,
    ages: Ages,
    figure: Vec<Figure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    title: String,
    publisher: String,
    year: String,
    licence: String,
    url: String,
    checked: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ages {
    source: String,
    per_mille: Vec<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Figure {
    kind: String,
    name: String,
    words: Vec<String>,
    count: u32,
    of: u32,
    among: String,
    source: String,
    of_ages: Option<(u8, u8)>,
    #[serde(default)]
    only_these: bool,
    used_at: Option<(u8, u8)>,
    by_age: Option<Vec<(u8, u8, u32)>>,
}

/// The code of the tables.
pub fn compile(root: &Path) -> Result<String, String> {
    let toml = File::read(root, &root.join("data/population.toml"))?;
    let file: Figures = toml.toml()?;
    // The line of what an entry is known by.
    let fail = |key: &str, what: String| {
        let at = toml.text.find(&format!("= {key:?}")).unwrap_or(0);
        toml.fault(at..at, what)
    };
    let mut sources = String::new();
    for source in &file.source {
        for (key, text) in [("licence", &source.licence), ("checked", &source.checked), ("title", &source.title)] {
            if text.trim().is_empty() {
                return Err(fail(&source.id, format!("the source has an empty `{key}`: say it")));
            }
        }
        if !source.url.starts_with("https://") {
            return Err(fail(&source.id, "the url must begin with https://".to_owned()));
        }
        let _ = writeln!(
            sources,
            "Source {{ title: {:?}, publisher: {:?}, year: {:?}, url: {:?} }},",
            source.title, source.publisher, source.year, source.url
        );
    }
    let number = |id: &str| {
        file.source
            .iter()
            .position(|source| source.id == id)
            .ok_or_else(|| fail(id, format!("there is no source `{id}`: add it")))
    };
    if file.ages.per_mille.len() != OLDEST + 1 {
        return Err(fail(
            &file.ages.source,
            format!("`per_mille` must have {} numbers, for 0 to {OLDEST}", OLDEST + 1),
        ));
    }
    if file.figure.len() > 60 {
        return Err(fail(
            &file.figure[60].name,
            "this is the 61st figure: the code keeps one bit for each of 60".to_owned(),
        ));
    }
    let mut figures = String::new();
    for figure in &file.figure {
        let fail = |what: &str| fail(&figure.name, what.to_owned());
        let kind = match figure.kind.as_str() {
            "family" => "Family",
            "condition" => "Condition",
            "sex" => "Sex",
            "apart" => "Apart",
            _ => return Err(fail("`kind` must be family, condition, sex or apart")),
        };
        if figure.count == 0 || figure.count > figure.of {
            return Err(fail("`count` must be above nought and not above `of`"));
        }
        let ages = figure.of_ages.into_iter().chain(figure.used_at);
        let bands = figure.by_age.iter().flatten().map(|&(from, to, _)| (from, to));
        if ages.chain(bands).any(|(from, to)| from > to || to > MOST) {
            return Err(fail("an age range must rise and end at 110 at most"));
        }
        let words: Vec<String> = figure.words.iter().map(|words| lexicon::cut(words).join(" ")).collect();
        if words.is_empty() || words.iter().any(String::is_empty) {
            return Err(fail("`words` must name at least one word, and none may be empty"));
        }
        let by_age = figure.by_age.as_ref().map(|bands| {
            let bands: Vec<String> =
                bands.iter().map(|(from, to, count)| format!("({from}, {to}, {count}.0 / 100_000.0)")).collect();
            format!("&[{}]", bands.join(", "))
        });
        let _ = writeln!(
            figures,
            "Figure {{ kind: Kind::{kind}, name: {:?}, words: &{words:?}, share: {}.0 / {}.0, among: {:?}, of_ages: {:?}, only_these: {}, used_at: {:?}, by_age: {}, source: {} }},",
            figure.name,
            figure.count,
            figure.of,
            figure.among,
            figure.of_ages.unwrap_or((0, MOST)),
            figure.only_these || figure.of_ages.is_none(),
            figure.used_at.unwrap_or((0, MOST)),
            by_age.map_or("None".to_owned(), |bands| format!("Some({bands})")),
            number(&figure.source)?,
        );
    }
    let Places { steps, place_sizes, sizes } = places(root)?;
    Ok(format!(
        "static SOURCES: [Source; {}] = [\n{sources}];\nstatic FIGURES: [Figure; {}] = [\n{figures}];\n\
         /// How many in 1,000 people are of each age; the last number is for all from {OLDEST}.\n\
         static AGES: [u16; {}] = {:?};\n/// The source of `AGES`.\nconst AGES_SOURCE: u8 = {};\n\
         /// The source of the sizes of places.\nconst PLACES_SOURCE: u8 = {};\n\
         /// How far the keys of places are apart, in their order.\nstatic PLACE_STEPS: [u16; {}] = {steps:?};\n\
         /// The numbers of their sizes.\nstatic PLACE_SIZES: [u8; {}] = {place_sizes:?};\n\
         /// The sizes that places have.\nstatic SIZES: [u32; {}] = {sizes:?};\n",
        file.source.len(),
        file.figure.len(),
        OLDEST + 1,
        file.ages.per_mille,
        number(&file.ages.source)?,
        number("geonames")?,
        steps.len(),
        place_sizes.len(),
        sizes.len(),
    ))
}

/// Places in the order of their keys: the steps from one key to the next, the number of each one's size, the sizes. Apart
/// like this they compress well.
struct Places {
    steps: Vec<u16>,
    place_sizes: Vec<u8>,
    sizes: Vec<u32>,
}

fn places(root: &Path) -> Result<Places, String> {
    let file = File::read(root, &root.join("data/place-sizes.txt"))?;
    let mut size_of = BTreeMap::new();
    for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let fail = |what: &str| file.fault_on(number + 1, what);
        let entry = line.split_once('\t').and_then(|(name, size)| Some((name, size.parse::<u32>().ok()?)));
        let (name, size) = entry.ok_or_else(|| fail("write a name, a tab and a number"))?;
        if size_of.insert(hash::name(&lexicon::cut(name).join(" ")), size).is_some() {
            return Err(fail("the name is there twice, or has the key of another: remove one of the two"));
        }
    }
    let mut sizes: Vec<u32> = size_of.values().copied().collect();
    sizes.sort_unstable();
    sizes.dedup();
    if sizes.len() > 256 {
        return Err(file.fault_on(1, "there are more than 256 sizes: round them more"));
    }
    let place_sizes = size_of.values().map(|size| sizes.partition_point(|other| other < size) as u8).collect();
    let befores = std::iter::once(0).chain(size_of.keys().copied());
    let steps: Result<_, _> = size_of.keys().zip(befores).map(|(key, before)| u16::try_from(key - before)).collect();
    let steps = steps.map_err(|_| file.fault_on(1, "two keys are too far apart for 16 bits: add places"))?;
    Ok(Places { steps, place_sizes, sizes })
}
