import sys
from pathlib import Path

from .main import main

sys.exit(main(sys.argv[1:], Path.cwd()))
