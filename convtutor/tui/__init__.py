"""The Textual screens: they hold a cursor and panes, and draw what paint makes of a scene."""
