//! The border to JavaScript: plain data in, plain data out, nothing to free.
//!
//! A JavaScript string may hold lone surrogates. On its way in each becomes U+FFFD, which is one UTF-16 code
//! unit as well, so the offsets of a report fit the string that was handed over.

use crate::{Options, Report, guidance::Guidance};
use js_sys::{Array, Object};
use serde::{Deserialize, Serialize, de::value::MapDeserializer};
use serde_wasm_bindgen::{Deserializer, Error, Serializer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/**
 * Checks a post. It answers for any text; it throws only if `options` holds something unknown, and the message says
 * what, and what is known.
 */
export function checkPost(text: string, options?: Options): Report;
/** Every item of the guidance catalogue. */
export function guidance(): Guidance[];
";

/// Checks a post; see [`crate::check_post`].
///
/// # Errors
///
/// A JavaScript `Error` if `options` holds something unknown: its message names the key and what is known.
#[wasm_bindgen(js_name = checkPost, skip_typescript)]
pub fn check_post(text: &str, options: JsValue) -> Result<JsValue, JsError> {
    let report: Report = crate::check_post(text, &read(&options)?);
    Ok(report.serialize(&Serializer::new())?)
}

/// The options that an object holds.
///
/// Its entries are handed over one by one: `serde_wasm_bindgen` asks an object only for the keys that a struct has, and
/// would not see one that is misspelt. A key that is `undefined` is no key, as TypeScript has it for `key?`.
fn read(options: &JsValue) -> Result<Options, JsError> {
    if options.is_undefined() {
        return Ok(Options::default());
    }
    let object = options.dyn_ref::<Object>().ok_or_else(|| JsError::new("options: must be an object, or left out"))?;
    let entries: Vec<(String, JsValue)> = Object::entries(object)
        .iter()
        .map(|entry| Array::from(&entry))
        .map(|entry| (entry.get(0).as_string().unwrap_or_default(), entry.get(1)))
        .filter(|(_, value)| !value.is_undefined())
        .collect();
    of_entries(&entries).map_err(|error| {
        // Which of them it was, the error does not say.
        let guilty = entries.iter().find_map(|entry| Some((&entry.0, of_entries(std::slice::from_ref(entry)).err()?)));
        JsError::new(&match guilty {
            Some((key, error)) => format!("options.{key}: {error}"),
            None => format!("options: {error}"),
        })
    })
}

fn of_entries(entries: &[(String, JsValue)]) -> Result<Options, Error> {
    let entries = entries.iter().map(|(key, value)| (key.as_str(), Deserializer::from(value.clone())));
    Options::deserialize(MapDeserializer::<_, Error>::new(entries))
}

/// Every item of the guidance catalogue; see [`crate::guidance::catalogue`].
///
/// # Errors
///
/// None in practice: the items are plain strings.
#[wasm_bindgen(skip_typescript)]
pub fn guidance() -> Result<JsValue, JsError> {
    let items: &[Guidance] = crate::guidance::catalogue();
    // A missing `note` is left out, as TypeScript's `note?` says.
    Ok(items.serialize(&Serializer::new().serialize_missing_as_null(false))?)
}
