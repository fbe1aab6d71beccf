"""Panes: each holds one value, calls one painter and posts one kind of message."""
