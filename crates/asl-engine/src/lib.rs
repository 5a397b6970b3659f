//! The virtual-time interpreter: machine and scenario in, trace out.
