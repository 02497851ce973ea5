"""Run the command line as ``python -m reviewlint``."""

from reviewlint.process import run

run()
