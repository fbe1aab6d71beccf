"""The programs that are measured, each on a pseudo-terminal of its own."""
