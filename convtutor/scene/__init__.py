"""The screen as data: grids, words and arithmetic of a moment, without colour or terminal."""
