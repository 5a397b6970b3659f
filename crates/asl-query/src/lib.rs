//! JSON values and the expressions over them: JSONPath, intrinsic functions, payload templates.
