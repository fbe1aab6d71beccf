"""`python -m convtutor` is the command `convtutor`."""

import sys

from convtutor.cli import main

if __name__ == "__main__":
    sys.exit(main())
