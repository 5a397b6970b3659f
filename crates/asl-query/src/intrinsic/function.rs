//! The names of the intrinsic functions.

use std::fmt;

/// An intrinsic function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// `States.Format`
    Format,
    /// `States.StringToJson`
    StringToJson,
    /// `States.JsonToString`
    JsonToString,
    /// `States.JsonMerge`
    JsonMerge,
    /// `States.Array`
    Array,
    /// `States.ArrayPartition`
    ArrayPartition,
    /// `States.ArrayContains`
    ArrayContains,
    /// `States.ArrayRange`
    ArrayRange,
    /// `States.ArrayGetItem`
    ArrayGetItem,
    /// `States.ArrayLength`
    ArrayLength,
    /// `States.ArrayUnique`
    ArrayUnique,
    /// `States.Base64Encode`
    Base64Encode,
    /// `States.Base64Decode`
    Base64Decode,
    /// `States.Hash`
    Hash,
    /// `States.MathRandom`
    MathRandom,
    /// `States.MathAdd`
    MathAdd,
    /// `States.StringSplit`
    StringSplit,
    /// `States.UUID`
    Uuid,
}

impl Function {
    /// Every intrinsic function.
    pub const ALL: [Function; 18] = [
        Function::Format,
        Function::StringToJson,
        Function::JsonToString,
        Function::JsonMerge,
        Function::Array,
        Function::ArrayPartition,
        Function::ArrayContains,
        Function::ArrayRange,
        Function::ArrayGetItem,
        Function::ArrayLength,
        Function::ArrayUnique,
        Function::Base64Encode,
        Function::Base64Decode,
        Function::Hash,
        Function::MathRandom,
        Function::MathAdd,
        Function::StringSplit,
        Function::Uuid,
    ];

    /// The function with this name, `States.` included.
    pub fn from_name(name: &str) -> Option<Function> {
        Function::ALL
            .into_iter()
            .find(|function| function.name() == name)
    }

    /// The name, `States.` included.
    pub fn name(self) -> &'static str {
        self.signature().0
    }

    /// The fewest and the most arguments; no most where any number will do.
    pub fn arity(self) -> (usize, Option<usize>) {
        let (_, fewest, most) = self.signature();
        (fewest, most)
    }

    fn signature(self) -> (&'static str, usize, Option<usize>) {
        match self {
            Function::Format => ("States.Format", 1, None),
            Function::StringToJson => ("States.StringToJson", 1, Some(1)),
            Function::JsonToString => ("States.JsonToString", 1, Some(1)),
            Function::JsonMerge => ("States.JsonMerge", 3, Some(3)),
            Function::Array => ("States.Array", 0, None),
            Function::ArrayPartition => ("States.ArrayPartition", 2, Some(2)),
            Function::ArrayContains => ("States.ArrayContains", 2, Some(2)),
            Function::ArrayRange => ("States.ArrayRange", 3, Some(3)),
            Function::ArrayGetItem => ("States.ArrayGetItem", 2, Some(2)),
            Function::ArrayLength => ("States.ArrayLength", 1, Some(1)),
            Function::ArrayUnique => ("States.ArrayUnique", 1, Some(1)),
            Function::Base64Encode => ("States.Base64Encode", 1, Some(1)),
            Function::Base64Decode => ("States.Base64Decode", 1, Some(1)),
            Function::Hash => ("States.Hash", 2, Some(2)),
            Function::MathRandom => ("States.MathRandom", 2, Some(3)),
            Function::MathAdd => ("States.MathAdd", 2, Some(2)),
            Function::StringSplit => ("States.StringSplit", 2, Some(2)),
            Function::Uuid => ("States.UUID", 0, Some(0)),
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
