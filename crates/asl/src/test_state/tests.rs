//! Tests of one state
