import sys
from pathlib import Path

from .coverage import run

sys.exit(run(sys.argv[1], sys.argv[2:], Path.cwd()))
