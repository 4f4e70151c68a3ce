"""The mutants: what is taken away, and where.

Not among them, because nothing that can be seen depends on it:
- The sync behind the zeros that opening writes into claimed space: they are zeros already as far as anybody reads.
  They are written so that later syncs are quick.
"""

from .checks import CHECKS
from .mutant import Mutant
from .orders import ORDERS
from .syncs import SYNCS

MUTANTS: list[Mutant] = SYNCS + CHECKS + ORDERS
