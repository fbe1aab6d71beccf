"""The learner's record: settings and places, kept in one file that may be missing or broken."""
