//! `cargo xtask rule new` and `cargo xtask rules`: one file and one command to add a rule.

use crate::tools::{root, run, step};
use anyhow::{Context, Result, bail};
use second_look::Concern;
use std::{fs, process::Command};

/// Writes the commented template of a rule, `service-user/my-rule`, for a person to fill in.
pub fn new(id: &str) -> Result<()> {
    let Some((concern, name)) = id.split_once('/') else {
        bail!("`{id}` is no id of a rule: write the concern, a slash and a name, such as service-user/my-rule");
    };
    let Some(concern) = Concern::ALL.into_iter().find(|c| c.id() == concern) else {
        bail!("`{concern}` is no concern: write one of {}", Concern::ALL.map(Concern::id).join(", "));
    };
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        bail!("`{name}` is no name of a rule: write small letters, digits and dashes");
    }
    let file = format!("crate/rules/{id}.toml");
    let path = root().join(&file);
    if path.exists() {
        bail!("{file}: is there already: choose another name");
    }
    fs::create_dir_all(path.parent().context("a rule stands in a folder")?)?;
    fs::write(&path, template(concern)).with_context(|| format!("{file}: cannot be written"))?;
    eprintln!("{file} is there to fill in. Then run `cargo xtask rules`.");
    Ok(())
}

/// Tries the examples of all rules, then writes `docs/rules.md` and the reports of the snapshots anew.
pub fn write_all() -> Result<()> {
    let test = |name: &str| {
        let mut command = Command::new("cargo");
        command.args(["test", "--quiet", "--package", "second-look", "--test", name]);
        command
    };
    step("Trying the examples of the rules");
    run(&mut test("rules"))?;
    step("Writing docs/rules.md and the reports in crate/tests/snapshots");
    run(test("generated").env("SECOND_LOOK_WRITE", "1"))?;
    eprintln!("\n`git diff` shows what the change touches.");
    Ok(())
}

fn template(concern: Concern) -> String {
    let severity = match concern {
        Concern::SelfDisclosure => "advisory",
        Concern::ServiceUser | Concern::Colleague | Concern::Employer => "medium",
        _ => "high",
    };
    let detail = if concern == Concern::Jigsaw {
        "# Which kind of detail: age, place, time, family, condition, event, origin or work.\ndetail = \"age\"\n"
    } else {
        ""
    };
    format!(
        r##"# What the rule looks for, in a few words.
title = ""
# high (stop and think), medium (check) or advisory (be aware).
severity = "{severity}"
# certain where the words leave little doubt, likely where they may have another meaning.
certainty = "likely"
{detail}# The clauses that the rule rests on, by their ids in crate/guidance/catalogue.toml, the nearest first.
guidance = []
# Why it was found: one or two plain, kind sentences for somebody who is tired. "This …".
reason = ""
# What they could do instead, in one sentence.
tip = ""

# Regular expressions over words: `(my|our) <adjective>? <supported>`. `<supported>` is any word of
# crate/words/supported.txt, `.{{0,3}}` up to three words, `^` and `$` the ends of a sentence, `(?<mark>…)` the part
# that is underlined where that is not all of it.
patterns = [
  "",
]
# Remove what you do not need: one of these must stand in the same sentence (`with`) or anywhere (`with-post`) …
with = []
with-post = []
# … and none of these may.
unless = []
unless-post = []

# Three or more posts in which it is found, with the passage marked by ^^^^ in the line below.
flags = [
  """
  
  """,
]
# Three or more that are fine: near twins, which share the words.
passes = [
]
"##
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_holds_every_key_that_a_rule_needs() {
        for concern in Concern::ALL {
            let table: toml::Table = toml::from_str(&template(concern)).expect("the template is TOML");
            for key in ["title", "severity", "guidance", "reason", "tip", "patterns", "flags", "passes"] {
                assert!(table.contains_key(key), "{key}");
            }
            assert_eq!(table.contains_key("detail"), concern == Concern::Jigsaw);
        }
    }

    #[test]
    fn an_id_that_could_not_be_a_rule_is_refused() {
        for id in ["my-rule", "weather/rain", "service-user/", "service-user/My rule", "service-user/../x"] {
            assert!(new(id).is_err(), "{id}");
        }
        let taken = new("service-user/one-of-mine").expect_err("it is there");
        assert!(taken.to_string().contains("is there already"), "{taken}");
    }
}
