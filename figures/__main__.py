"""`python -m figures` is the command `figures`."""

from __future__ import annotations

import sys

from figures.cli import main

sys.exit(main())
