//! The facade: analyse, outline, flow graph, run, in the words of the users.
