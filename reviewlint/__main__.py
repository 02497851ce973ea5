"""Run the command line as ``python -m reviewlint``."""

import sys

from reviewlint.cli import main

sys.exit(main())
