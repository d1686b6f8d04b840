//! The border to JavaScript: plain data in, plain data out, nothing to free.
//!
//! Data crosses as one string of JSON, which engines read quicker than an object can be built property by property.
//! A JavaScript string may hold lone surrogates. On its way in each becomes U+FFFD, which is one UTF-16 code
//! unit as well, so the offsets of a report fit the string that was handed over.

use crate::{Options, reader::Meaning};
use serde::Serialize;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/**
 * Checks a post. It answers for any text; it throws only if `options` holds something unknown, and the message says
 * what, and what is known.
 */
export function checkPost(text: string, options?: Options): Report;
/** Checks a post at read depth; `meaning` is what the encoder's `read` answered for the same text. */
export function checkRead(text: string, options: Options, meaning: Float32Array): Report;
/** Every item of the guidance catalogue. */
export function guidance(): Guidance[];
";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(json: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn stringify(value: &JsValue) -> Result<Option<String>, JsValue>;
}

/// Checks a post; see [`crate::check_post`].
///
/// # Errors
///
/// A JavaScript `Error` if `options` holds something unknown: its message names the key and what is known.
#[wasm_bindgen(js_name = checkPost, skip_typescript)]
pub fn check_post(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    to_js(&crate::check_post(text, &read(options)?))
}

/// Checks a post at read depth; see [`crate::check_read`].
///
/// # Errors
///
/// A JavaScript `Error` as above, or if `meaning` is none.
#[wasm_bindgen(js_name = checkRead, skip_typescript)]
pub fn check_read(text: &str, options: &JsValue, meaning: &[f32]) -> Result<JsValue, JsValue> {
    let meaning =
        Meaning::from_numbers(meaning).ok_or_else(|| JsError::new("meaning: is not what the encoder answers"))?;
    to_js(&crate::check_read(text, &read(options)?, &meaning))
}

/// The options that an object holds. A key that is `undefined` is no key, as TypeScript has it for `key?`.
fn read(options: &JsValue) -> Result<Options, JsValue> {
    let Some(json) = stringify(options)? else { return Ok(Options::default()) };
    let Ok(entries) = serde_json::from_str::<Map<String, Value>>(&json) else {
        return Err(JsError::new("options: must be an object, or left out").into());
    };
    of_entries(entries.clone()).map_err(|error| {
        // Which of them it was, the error does not say.
        let alone = |(key, value): (String, Value)| {
            let error = of_entries(Map::from_iter([(key.clone(), value)])).err()?;
            Some(format!("options.{key}: {error}"))
        };
        let guilty = entries.into_iter().find_map(alone);
        JsError::new(&guilty.unwrap_or_else(|| format!("options: {error}"))).into()
    })
}

fn of_entries(entries: Map<String, Value>) -> serde_json::Result<Options> {
    serde_json::from_value(Value::Object(entries))
}

/// Every item of the guidance catalogue; see [`crate::guidance::catalogue`].
///
/// # Errors
///
/// None in practice: the items are plain strings.
#[wasm_bindgen(skip_typescript)]
pub fn guidance() -> Result<JsValue, JsValue> {
    to_js(&crate::guidance::catalogue())
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(parse(&serde_json::to_string(value).map_err(JsError::from)?))
}
