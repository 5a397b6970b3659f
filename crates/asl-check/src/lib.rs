//! The validator: one rule a file.
