"""The signs that plots are drawn with, and what stands for them in ASCII; loads nothing else."""

BRAILLE = 0x2800
REACHED, TO_COME = "●", "○"
IN_ASCII = {"│": "|", "└": "+", chr(BRAILLE): " "} | {chr(BRAILLE + n): "." for n in range(1, 256)}
