//! Text (JSON, JSON with comments) to a tolerant tree with byte spans.
