//! The encoder's weights, read from an ONNX file.
//!
//! The file is what PyTorch exports and `onnxruntime` quantises. Its arrays go by the names of the layers that they belong
//! to, but for the matrices, which the exporter renames: those are known by the node that multiplies with them, whose
//! output is named after its layer.

use super::{Error, Flaw};
use rten_onnx::onnx::{DataType, GraphProto, ModelProto, TensorProto};
use std::collections::HashMap;

/// The arrays of a file, each to be taken once, so that what is read is not kept twice.
pub(super) struct Weights {
    arrays: HashMap<String, Array>,
    /// The array by which each layer multiplies.
    matrices: HashMap<String, String>,
}

/// An array of any shape.
pub(super) struct Array {
    pub shape: Vec<usize>,
    pub numbers: Numbers,
}

/// The numbers of an array.
pub(super) enum Numbers {
    Whole(Vec<i8>),
    Float(Vec<f32>),
}

/// A matrix as the file has it: one row for each input.
pub(super) enum Matrix {
    /// Whole numbers, to be multiplied by the scale of their column.
    Quantised {
        inputs: usize,
        numbers: Vec<i8>,
        scales: Vec<f32>,
    },
    Float {
        inputs: usize,
        numbers: Vec<f32>,
    },
}

impl Weights {
    pub fn new(file: &[u8]) -> Result<Weights, Error> {
        let model = ModelProto::parse_buf(file).map_err(|fault| flaw(format!("this is no ONNX file: {fault}")))?;
        let GraphProto { node: nodes, initializer: tensors, .. } =
            model.graph.ok_or_else(|| flaw("it has no graph".into()))?;
        let mut arrays = HashMap::new();
        for tensor in tensors {
            if let Some((name, array)) = read(tensor)? {
                arrays.insert(name, array);
            }
        }
        let mut matrices = HashMap::new();
        for node in nodes {
            if let ("MatMul" | "MatMulInteger", [_, matrix, ..], [output, ..]) =
                (node.op_type.as_deref().unwrap_or_default(), &node.input[..], &node.output[..])
                && arrays.contains_key(matrix)
                && let Some((layer, _)) = output.trim_start_matches('/').rsplit_once('/')
            {
                matrices.insert(layer.replace('/', "."), matrix.clone());
            }
        }
        Ok(Weights { arrays, matrices })
    }

    /// Whether there is a layer of this name.
    pub fn has(&self, layer: &str) -> bool {
        self.matrices.contains_key(layer)
    }

    /// Takes an array.
    pub fn array(&mut self, name: &str) -> Result<Array, Error> {
        self.arrays.remove(name).ok_or_else(|| flaw(format!("there is no array `{name}`")))
    }

    /// Takes an array of floating numbers.
    pub fn floats(&mut self, name: &str) -> Result<Vec<f32>, Error> {
        match self.array(name)?.numbers {
            Numbers::Float(numbers) => Ok(numbers),
            Numbers::Whole(_) => Err(flaw(format!("the array `{name}` is one of whole numbers"))),
        }
    }

    /// Takes the matrix of a layer.
    pub fn matrix(&mut self, layer: &str) -> Result<Matrix, Error> {
        let name = self.matrices.remove(layer).ok_or_else(|| flaw(format!("there is no layer `{layer}`")))?;
        let Array { shape, numbers } = self.array(&name)?;
        let &[inputs, outputs] = &shape[..] else { return Err(flaw(format!("`{name}` is no matrix"))) };
        match numbers {
            Numbers::Float(numbers) => Ok(Matrix::Float { inputs, numbers }),
            Numbers::Whole(numbers) => {
                let of = |what: &str| name.replace("_quantized", what);
                let zeros = self.array(&of("_zero_point"))?.numbers;
                if !matches!(zeros, Numbers::Whole(zeros) if zeros.iter().all(|&zero| zero == 0)) {
                    return Err(flaw(format!("`{name}` is not quantised around zero")));
                }
                let mut scales = self.floats(&of("_scale"))?;
                if scales.len() == 1 {
                    scales = vec![scales[0]; outputs];
                }
                Ok(Matrix::Quantised { inputs, numbers, scales })
            }
        }
    }
}

/// What is wrong with a file of weights.
pub(super) fn flaw(fault: String) -> Error {
    Error(Flaw::Weights(fault))
}

/// A tensor of a kind that weights have, with its name; others are settings of the graph.
fn read(tensor: TensorProto) -> Result<Option<(String, Array)>, Error> {
    let (Some(name), Some(kind)) = (tensor.name, tensor.data_type) else { return Ok(None) };
    let raw = tensor.raw_data.map(|raw| raw.into_inner()).unwrap_or_default();
    let numbers = if kind == DataType::FLOAT {
        let (words, _) = raw.as_chunks::<4>();
        let words = words.iter().map(|&word| f32::from_le_bytes(word));
        Numbers::Float(if raw.is_empty() { tensor.float_data } else { words.collect() })
    } else if kind == DataType::INT8 {
        let bytes = raw.iter().map(|&byte| byte as i8);
        Numbers::Whole(if raw.is_empty() {
            tensor.int32_data.iter().map(|&i| i as i8).collect()
        } else {
            bytes.collect()
        })
    } else {
        return Ok(None);
    };
    let shape: Vec<usize> = tensor.dims.iter().map(|&length| usize::try_from(length).unwrap_or(0)).collect();
    let count = match &numbers {
        Numbers::Whole(numbers) => numbers.len(),
        Numbers::Float(numbers) => numbers.len(),
    };
    if shape.iter().product::<usize>() != count {
        return Err(flaw(format!("the array `{name}` is not whole")));
    }
    Ok(Some((name, Array { shape, numbers })))
}
