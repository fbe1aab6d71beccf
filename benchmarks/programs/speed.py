"""The speed that is played at, in steps a second."""

SPEED = 60
