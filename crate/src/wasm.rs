//! The border to JavaScript: plain data in, plain data out, nothing to free.
//!
//! A JavaScript string may hold lone surrogates. On its way in each becomes U+FFFD, which is one UTF-16 code
//! unit as well, so the offsets of a report fit the string that was handed over.

use crate::{Options, Report, guidance::Guidance};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** Checks a post. It answers for any text; it throws only if `options` is not of its shape. */
export function checkPost(text: string, options?: Options): Report;
/** Every item of the guidance catalogue. */
export function guidance(): Guidance[];
";

/// Checks a post; see [`crate::check_post`].
///
/// # Errors
///
/// A JavaScript `Error` if `options` is not of its shape: its message names the field.
#[wasm_bindgen(js_name = checkPost, skip_typescript)]
pub fn check_post(text: &str, options: JsValue) -> Result<JsValue, JsError> {
    let options = if options.is_undefined() {
        Options::default()
    } else {
        serde_wasm_bindgen::from_value(options).map_err(|e| JsError::new(&format!("options: {e}")))?
    };
    let report: Report = crate::check_post(text, &options);
    Ok(report.serialize(&Serializer::new())?)
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
