//! The border to JavaScript: plain data in, plain data out, nothing to free.
//!
//! Data crosses as one string of JSON, which engines read quicker than an object can be built property by property.
//! A JavaScript string may hold lone surrogates. On its way in each becomes U+FFFD, which is one UTF-16 code
//! unit as well, so the offsets of a report fit the string that was handed over.

use crate::Options;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** Checks a post. It answers for any text; it throws only if `options` is not of its shape. */
export function checkPost(text: string, options?: Options): Report;
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
/// A JavaScript `Error` if `options` is not of its shape: its message names the field.
#[wasm_bindgen(js_name = checkPost, skip_typescript)]
pub fn check_post(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let options = match stringify(options)? {
        Some(json) => serde_json::from_str(&json).map_err(|e| JsError::new(&format!("options: {e}")))?,
        None => Options::default(),
    };
    to_js(&crate::check_post(text, &options))
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
