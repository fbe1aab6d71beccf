"""How fast the debugger's screen is, as ratios within one run; `make bench` prints them."""
