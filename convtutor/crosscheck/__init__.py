"""The same layers on real torch, in a child process, and an honest verdict on what came back.

Imports nothing by itself: the child loads parts of this package where only torch is at hand.
"""
