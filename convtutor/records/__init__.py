"""Traces written and read back: one format a file."""
