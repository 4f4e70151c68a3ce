"""The mutants: what is taken away, and where.

Not among them, because nothing that can be seen depends on it:
- The sync behind the zeros that opening writes into claimed space: they are zeros already as far as anybody reads.
  They are written so that later syncs are quick.
- The sync of a torn tail's zeros: the renewal behind it syncs the same file before anything else is done with it.
- The sync of a footer before the file is cut behind it: without it the footer may be lost with the cut already made,
  and opening reads such a segment as it reads any that was not sealed yet.
"""

from .checks import CHECKS
from .mutant import Mutant
from .orders import ORDERS
from .syncs import SYNCS

MUTANTS: list[Mutant] = SYNCS + CHECKS + ORDERS
