"""What runs to see whether somebody notices a mutant. All of it has been built."""

from dataclasses import dataclass

BUILT = ".build/debug"
# What the watchers below run, and what the copy of the tree is therefore made of.
BUILT_TARGETS = (
    "LogFuzz", "paidan", "SegmentLogTests", "SegmentLogMaintenanceTests", "HostileBytesTests", "MerkleTests")


@dataclass(frozen=True)
class Watcher:
    name: str
    command: tuple[str, ...]


def seeds(count: int, first: int = 1) -> Watcher:
    """Scenarios of faults, on a simulated disk."""
    return Watcher(
        f"{count} seeds from {first}", (f"{BUILT}/log-fuzz", "--seed", str(first), "--count", str(count)))


def tests(pattern: str) -> Watcher:
    """The Swift tests whose names match."""
    runner = f"{BUILT}/paidanPackageTests.xctest"
    return Watcher(pattern, (runner, "--testing-library", "swift-testing", "--filter", pattern))


# Most mutants that lose records or see corruption where there is none are found within this many.
SEEDS = seeds(400)
# Bytes by themselves, and the structures of the format.
FORMAT = tests("FrameTests|FooterTests|ManifestTests|KeyringTests|SegmentHeaderTests|PositionTests")
# Logs with every checksum right and something wrong.
HOSTILE = tests("HostileBytesTests")
LOST_POWER = tests("LostPowerTests")
WORDS = tests("WriterWordTests")
RECOVERY = tests("RecoveryTests")
READER = tests("SegmentLogTests.ReaderTests")
REPACKING = tests("RepackingFlipTests")
BACKUP = tests("BackupTests")
# What vouches for the end of a log, what many openings leave, and what need not be read.
WITNESSES = tests("PageWitnessTests")
OPENINGS = tests("SealedSegmentTests")
SUBJECTS = tests("SubjectTests")
PROOFS = tests("InclusionProofTests|ConsistencyProofTests")
# The system calls of a real writer.
TRACE = Watcher("strace", ("tools/crash", "--only", "order", "--paidan", f"{BUILT}/paidan"))
