"""Questions whose answers are computed from a run, and whose wrong answers are told by name."""
