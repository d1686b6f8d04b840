//! A data file with a fault stops the build with the file, the line and the mend. Each row breaks one file of a small
//! sound set, and the build script's own loader has to say the sentence beside it.

#[allow(dead_code)]
#[path = "../build/main.rs"]
mod build;

use std::{
    fs,
    path::{Path, PathBuf},
};

const RULE: &str = r#"title = "Somebody of the author's own"
severity = "medium"
guidance = ["swe-conf"]
reason = "This speaks of somebody you support."
tip = "Speak of practice in general."
patterns = [
  "one of my <family>",
  "my own <family>",
]
unless = [
  "my mum",
]
flags = [
  """
  So proud of one of my families
              ^^^^^^^^^^^^^^^^^^
  """,
  """
  My own family
  ^^^^^^^^^^^^^
  """,
  """
  😭 one of my families
    ^^^^^^^^^^^^^^^^^^
  """,
]
passes = ["The kettle is on.", "My mum rang.", "What a goal!"]
"#;

const CONTEXT: &str = r#"title = "It is a story"
clears = ["service-user"]
scope = "post"
patterns = ["this novel"]
holds = ["In this novel, one of my families sings."]
fails = ["One of my families sings."]
"#;

const CATALOGUE: &str = r#"
[[guidance]]
id = "swe-conf"
title = "Standards"
clause = "2.6"
publisher = "Social Work England"
jurisdiction = "England"
edition = "2019"
url = "https://www.socialworkengland.org.uk/"
verbatim = false
text = "Keep confidences."
checked_on = "2026-11"
labels = ["service-user"]
"#;

const CONCERNS: &str = r#"
[[concern]]
id = "service-user"
title = "Someone you support"
meaning = "No reference to anyone you support."
look_for = ["somebody you support"]
fine = ["The kettle is on."]
guidance = ["swe-conf"]
"#;

const SEED: &str = r#"
title = "Social media"
source = "tri.x"
edition = "undated"
url = "https://proceduresonline.com/"
note = "It may be newer."

[[sections]]
id = "seed-1"
heading = "1. What is social media?"
level = 2

[[sections.blocks]]
kind = "paragraph"
text = "Keep confidences."
guidance = ["swe-conf"]
"#;

const FAMILY: &str = "# Families.\nfamily families\n\"little one\"\n";

/// A folder of sound files.
fn sound(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("loader").join(name);
    let _ = fs::remove_dir_all(&root);
    for class in build::rules::CLASSES_IN_CODE {
        write(&root, &format!("words/{class}.txt"), "word\n");
    }
    write(&root, "words/family.txt", FAMILY);
    write(&root, "rules/service-user/mine.toml", RULE);
    write(&root, "context/story.toml", CONTEXT);
    write(&root, "guidance/catalogue.toml", CATALOGUE);
    write(&root, CONCERNS_FILE, CONCERNS);
    write(&root, SEED_FILE, SEED);
    root
}

fn write(root: &Path, file: &str, text: impl AsRef<[u8]>) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("folders can be made");
    fs::write(path, text).expect("files can be written");
}

/// What is changed in a file: some words of it, or all of it.
enum Change {
    Words(&'static str, &'static str),
    All(&'static [u8]),
}
use Change::{All, Words};

const RULE_FILE: &str = "rules/service-user/mine.toml";
const CONTEXT_FILE: &str = "context/story.toml";
const CATALOGUE_FILE: &str = "guidance/catalogue.toml";
const CONCERNS_FILE: &str = "guidance/concerns.toml";
const SEED_FILE: &str = "guidance/seed-sections.toml";
const CLASS_FILE: &str = "words/family.txt";

/// The file, what is changed in it, and the line and the words of the fault.
const FAULTS: &[(&str, Change, usize, &str)] = &[
    // Rules.
    (
        RULE_FILE,
        Words("tip =", "tips ="),
        5,
        r#"unknown field `tips`, expected one of `title`, `severity`, `certainty`, `guidance`, `reason`, `tip`, `detail`, `needs`, `once`, `patterns`, `with`, `with-post`, `unless`, `unless-post`, `flags`, `passes`: correct the key or remove it"#,
    ),
    (RULE_FILE, Words("tip = \"Speak of practice in general.\"\n", ""), 1, r#"missing field `tip`: add it"#),
    (RULE_FILE, Words("\"medium\"", "2"), 2, r#"invalid type: integer `2`, expected a string: put quotes around it"#),
    (
        RULE_FILE,
        Words("\"medium\"", "\"middling\""),
        2,
        r#"`severity` is `middling`: write high or medium or advisory"#,
    ),
    (
        RULE_FILE,
        Words("\"medium\"\n", "\"medium\"\ncertainty = \"sure\"\n"),
        3,
        r#"`certainty` is `sure`: write certain or likely"#,
    ),
    (RULE_FILE, Words("\"medium\"\n", "\"medium\"\nneeds = \"home\"\n"), 3, r#"`needs` is `home`: write work"#),
    (
        RULE_FILE,
        Words("\"medium\"\n", "\"medium\"\ndetail = \"age\"\n"),
        3,
        r#"`detail` is only for jigsaw rules: remove it"#,
    ),
    (RULE_FILE, Words("\"medium\"", "\"medium"), 2, r#"invalid basic string, expected `"`"#),
    (
        RULE_FILE,
        Words("[\"swe-conf\"]", "[\"swe-cnof\"]"),
        3,
        r#"`guidance` names `swe-cnof`, which is not in guidance/catalogue.toml (did you mean `swe-conf`?): correct it, or add it there"#,
    ),
    (
        RULE_FILE,
        Words("[\"swe-conf\"]", "[\"bible\"]"),
        3,
        r#"`guidance` names `bible`, which is not in guidance/catalogue.toml: correct it, or add it there"#,
    ),
    (RULE_FILE, Words("[\"swe-conf\"]", "[]"), 3, r#"`guidance` is empty: name the clause that the rule rests on"#),
    (RULE_FILE, Words("This speaks of somebody you support.", " "), 4, r#"`reason` is empty: say it in plain words"#),
    (
        RULE_FILE,
        Words("my own <family>", "my own <famly>"),
        8,
        r#"the pattern `my own <famly>` names `<famly>`, which is no class (did you mean `family`?): correct it, or write words/famly.txt"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", "my own <wombat>"),
        8,
        r#"the pattern `my own <wombat>` names `<wombat>`, which is no class: correct it, or write words/wombat.txt"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", "my own <family"),
        8,
        r#"the pattern `my own <family` has `<` without `>`: close it"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", "my (own <family>"),
        8,
        r#"the pattern `my (own <family>` cannot be read: unclosed group; look at its brackets and repetitions"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", "my own .* <family>"),
        8,
        r#"the pattern `my own .* <family>` repeats without end: write `{0,3}` in place of `*` or `+`"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", ". own <family>"),
        8,
        r#"the pattern `. own <family>` begins with `.`, which costs time at every word: begin it with a word or a class"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", "my? own?"),
        8,
        r#"the pattern `my? own?` matches nothing at all: make one part obligatory"#,
    ),
    (
        RULE_FILE,
        Words("my own <family>", "my own, <family>"),
        8,
        r#"the pattern `my own, <family>` holds `,`, which has no meaning over words: remove it"#,
    ),
    (
        RULE_FILE,
        Words("\"my mum\"", "\"my [mum\""),
        11,
        r#"the pattern `my [mum` holds `[`, which has no meaning over words: remove it"#,
    ),
    (
        RULE_FILE,
        Words("  \"one of my <family>\",\n  \"my own <family>\",\n", ""),
        6,
        r#"`patterns` is empty: say which words it looks for"#,
    ),
    (
        RULE_FILE,
        Words("\"My mum rang.\", ", ""),
        27,
        r#"`passes` holds 2 examples: give three or more, they are the rule's tests"#,
    ),
    (
        RULE_FILE,
        Words("passes = [\"The kettle is on.\", \"My mum rang.\", \"What a goal!\"]\n", ""),
        1,
        r#"missing field `passes`: add it"#,
    ),
    (
        RULE_FILE,
        Words("  ^^^^^^^^^^^^^\n", ""),
        19,
        r#"no passage is marked: write `^^^^` in a line below, under the passage"#,
    ),
    (
        RULE_FILE,
        Words("  ^^^^^^^^^^^^^\n", "  ^^^^^^^^^^^^^^^\n"),
        20,
        r#"`^^^^` reaches beyond the text above it: move it under the passage"#,
    ),
    (
        RULE_FILE,
        Words("  My own family\n  ^^^^^^^^^^^^^\n", "  ^^^^^^^^^^^^^\n  My own family\n"),
        19,
        r#"`^^^^` marks the line above it, and there is none"#,
    ),
    (
        RULE_FILE,
        Words("              ^^^^", "    ^     ^^^^^^^^"),
        16,
        r#"`^^^^` stands under blanks: move it under the passage"#,
    ),
    (
        "rules/weather/rain.toml",
        All(RULE.as_bytes()),
        1,
        r#"the folder `weather` is no concern: move the rule into one of identifier, jigsaw, service-user, case-material, proceedings, online-search, contact, abuse, public-confidence, colleague, employer, self-disclosure"#,
    ),
    (
        "rules/self-disclosure/vote.toml",
        All(RULE.as_bytes()),
        2,
        r#"a self-disclosure rule is never above `advisory`: write severity = "advisory""#,
    ),
    (
        "rules/jigsaw/age.toml",
        All(RULE.as_bytes()),
        1,
        r#"a jigsaw rule needs `detail`: add one of age, place, time, family, condition, event, origin, work, look"#,
    ),
    // Contexts.
    (
        CONTEXT_FILE,
        Words("scope =", "reach ="),
        3,
        r#"unknown field `reach`, expected one of `title`, `clears`, `establishes`, `scope`, `patterns`, `holds`, `fails`: correct the key or remove it"#,
    ),
    (CONTEXT_FILE, Words("\"post\"", "\"page\""), 3, r#"`scope` is `page`: write sentence or post"#),
    (
        CONTEXT_FILE,
        Words("[\"service-user\"]", "[\"clients\"]"),
        2,
        r#"`clears` is `clients`: write identifier or jigsaw or service-user or case-material or proceedings or online-search or contact or abuse or public-confidence or colleague or employer or self-disclosure"#,
    ),
    (CONTEXT_FILE, Words("clears = [\"service-user\"]\n", ""), 1, r#"give either `clears` or `establishes`"#),
    (
        CONTEXT_FILE,
        Words("this novel\"]", "this <novel>\"]"),
        4,
        r#"the pattern `this <novel>` names `<novel>`, which is no class: correct it, or write words/novel.txt"#,
    ),
    (
        CONTEXT_FILE,
        Words("[\"One of my families sings.\"]", "[]"),
        6,
        r#"`fails` is empty: give examples, they are the context's tests"#,
    ),
    // The catalogue.
    (
        CATALOGUE_FILE,
        Words("clause =", "claws ="),
        5,
        r#"unknown field `claws`, expected one of `id`, `title`, `clause`, `publisher`, `jurisdiction`, `edition`, `url`, `verbatim`, `text`, `checked_on`, `note`, `labels`: correct the key or remove it"#,
    ),
    (CATALOGUE_FILE, Words("false", "\"no\""), 10, r#"invalid type: string "no", expected a boolean"#),
    (CATALOGUE_FILE, Words("https", "http"), 9, r#"`swe-conf`: the url must begin with https://"#),
    (
        CATALOGUE_FILE,
        Words("[\"service-user\"]", "[\"service-users\"]"),
        13,
        r#"`labels` is `service-users` (did you mean `service-user`?): write identifier or jigsaw or service-user or case-material or proceedings or online-search or contact or abuse or public-confidence or colleague or employer or self-disclosure"#,
    ),
    // What the guidance page shows.
    (
        CONCERNS_FILE,
        Words("meaning =", "means ="),
        5,
        r#"unknown field `means`, expected one of `id`, `title`, `meaning`, `look_for`, `fine`, `guidance`: correct the key or remove it"#,
    ),
    (
        CONCERNS_FILE,
        Words("swe-conf", "swe-confi"),
        8,
        r#"`guidance` names `swe-confi`, which is not in guidance/catalogue.toml (did you mean `swe-conf`?): correct it, or add it there"#,
    ),
    (SEED_FILE, Words("\"paragraph\"", "\"para\""), 14, r#"`kind` is `para`: write paragraph or item or page"#),
    (
        SEED_FILE,
        Words("swe-conf", "2.6"),
        16,
        r#"`guidance` names `2.6`, which is not in guidance/catalogue.toml: correct it, or add it there"#,
    ),
    // Word classes.
    (
        CLASS_FILE,
        Words("\"little one\"", "\"little one"),
        3,
        r#"a quote is not closed: put `"` at both ends of the phrase"#,
    ),
    (
        CLASS_FILE,
        Words("\"little one\"", "@familiy"),
        3,
        r#"`@familiy` names no class (did you mean `family`?): there is no words/familiy.txt"#,
    ),
    (CLASS_FILE, Words("\"little one\"", "@family"), 3, r#"`@family` takes the class into itself: remove it"#),
    (CLASS_FILE, Words("\"little one\"", "…"), 3, r#"`…` holds no word: remove it"#),
    (CLASS_FILE, All(b"# Nothing yet.\n"), 1, r#"the class is empty: add a word or remove the file"#),
    (CLASS_FILE, All(b"family\nfamili\xe8re\n"), 2, r#"this line is not UTF-8: save the file as UTF-8"#),
    ("words/number.txt", All(b"one two\n"), 1, r#"`number` is the name of a built-in shape: rename the file"#),
];

#[test]
fn a_sound_set_is_compiled() {
    let root = sound("sound");
    if let Err(fault) = build::compile(&root) {
        panic!("{fault}");
    }
}

#[test]
fn each_fault_is_told_with_its_line_and_its_mend() {
    let mut wrong = Vec::new();
    for (number, (file, change, line, what)) in FAULTS.iter().enumerate() {
        let root = sound(&number.to_string());
        match change {
            All(text) => write(&root, file, text),
            Words(words, others) => {
                let text = fs::read_to_string(root.join(file)).expect("it is one of the sound files");
                assert_eq!(text.matches(words).count(), 1, "`{words}` stands once in {file}");
                write(&root, file, text.replace(words, others));
            }
        }
        let told = build::compile(&root).err().unwrap_or_else(|| "nothing".to_owned());
        let expected = format!("crate/{file}:{line}: {what}");
        if told != expected {
            wrong.push(format!("{number}: told     {told}\n    expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn classes_that_take_each_other_in_are_told() {
    let root = sound("each-other");
    write(&root, "words/family.txt", "families\n@kin\n");
    write(&root, "words/kin.txt", "mother\n\n@family # again\n");
    let told = build::compile(&root).err();
    assert_eq!(
        told.as_deref(),
        Some("crate/words/kin.txt:3: `@family` takes the class into itself, through family, kin: remove it")
    );
}
