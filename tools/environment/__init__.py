"""The environment that the Makefile keeps in .venv."""
