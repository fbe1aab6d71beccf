"""The debugger by commands: what each command does and says, for lines and for the screen."""
