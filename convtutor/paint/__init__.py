"""Scenes made visible: the layout, the glyphs, the colours, and one painter a pane."""
