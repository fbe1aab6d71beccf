"""The debugger without a terminal: a session, its moves, and the commands people type."""
