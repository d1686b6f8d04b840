//! The border to JavaScript: plain data in, plain data out.

use super::Encoder;
use wasm_bindgen::prelude::*;

/// A language model that reads a post for its meaning.
#[wasm_bindgen(js_name = Encoder)]
pub struct JsEncoder(Encoder);

#[wasm_bindgen(js_class = Encoder)]
impl JsEncoder {
    /// Loads an encoder; see [`Encoder::load`].
    ///
    /// # Errors
    ///
    /// A JavaScript `Error` if the weights or the vocabulary cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(weights: &[u8], vocabulary: &str) -> Result<JsEncoder, JsError> {
        Ok(JsEncoder(Encoder::load(weights, vocabulary)?))
    }

    /// Reads at most so many windows of a text that are not known yet, or all. It answers with what `checkRead` is to be given, once
    /// the whole text is read; until then with `undefined`, and is to be called again.
    pub fn read(&mut self, text: &str, windows: Option<usize>) -> Option<Vec<f32>> {
        self.0.read_on(text, windows.unwrap_or(usize::MAX))
    }
}
