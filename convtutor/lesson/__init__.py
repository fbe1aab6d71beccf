"""Lessons as files: reading, checking, finding and running them."""
