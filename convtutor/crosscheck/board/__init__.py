"""The board: every operator in every kind of setting, by four computations, on this machine."""
