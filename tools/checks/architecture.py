"""What Package.swift cannot say about who may know whom. This is the one place for such rules.

Package.swift draws the edges; the rules here say which edges may never be drawn and which of the toolchain's own
modules, which need no edge, may be imported where. A rule about a target that does not exist yet waits for it.
"""

from dataclasses import dataclass

LIBRARY, EXECUTABLE, TEST = "regular", "executable", "test"


@dataclass(frozen=True)
class ToolchainModule:
    """A module that comes with Swift. `kinds` of targets may import it, and `targets` by name."""

    reason: str
    kinds: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wall:
    """No target of `inside` may depend on one of `outside`, directly or through others."""

    inside: frozenset[str]
    outside: frozenset[str]
    reason: str


# A toolchain module that is not listed may be imported nowhere.
TOOLCHAIN = {
    "Synchronization": ToolchainModule("atomics and mutexes", frozenset({LIBRARY, EXECUTABLE, TEST})),
    "Testing": ToolchainModule(
        "belongs to tests and to the suites that implementations run",
        frozenset({TEST}),
        frozenset({"StorageConformance", "CommitLogConformance"}),
    ),
    "Foundation": ToolchainModule(
        "belongs to the adapters: below them there is no locale, no clock and no file but those passed in",
        frozenset({EXECUTABLE, TEST}),
    ),
    "FoundationEssentials": ToolchainModule(
        "comes in only where swift-crypto speaks of its Data",
        targets=frozenset({"SegmentLog", "Merkle", "EventStore"})),
    "Glibc": ToolchainModule(
        "is reached through Storage, Threads and CPlatform, where each call is wrapped once",
        frozenset({TEST}),
        frozenset({"LinuxStorage"}),
    ),
    "Dispatch": ToolchainModule("would bring a second pool of threads: use Threads"),
    "XCTest": ToolchainModule("is not used: tests use Testing"),
}

# Libraries that stand among the adapters: they know the world as an executable does, and may be tested and imported.
ADAPTERS = frozenset({
    "API", "Daemon", "PaidanClient", "PaidanCommands", "SimulationCommands", "PaidanBench", "TemporaryFolders",
    "DaemonHarness", "SharedRecords",
})

PURE = frozenset({
    "Events", "Policies", "PolicyFiles", "Domain", "Triage", "Dispatching", "Calendars", "Projections",
    "EventRendering", "Invariants",
})
LOG = frozenset({"SegmentLog", "CommitLog", "Merkle", "Storage", "LinuxStorage"})
# Files below the adapters where the world comes in: here, and nowhere else, a clock is read and randomness drawn.
DOORS = {
    "Sources/SegmentLog/LogEnvironment.swift": "the real environment; tests pass another",
}

SERVER = frozenset({"API", "Daemon", "Engine", "EventStore"})

FAKES = frozenset({
    "SimulatedStorage", "Conformance", "StorageConformance", "CommitLogConformance", "CarrierConformance",
})

WALLS = [
    Wall(PURE, LOG, "the domain knows events, not bytes or files"),
    Wall(LOG, PURE, "the log knows bytes, not tickets"),
    Wall(PURE, frozenset({"Threads", "CPlatform"}), "the domain is pure: no clock, no thread, no system call"),
    Wall(frozenset({"CommitLog"}), frozenset({"Storage", "Merkle"}), "a log may live on another engine"),
    Wall(LOG | PURE | {"paidan", "paidand"}, FAKES, "what is shipped never contains a fake"),
    Wall(
        frozenset({"Invariants"}), SERVER | {"Domain", "Dispatching", "Projections"},
        "what checks the decisions does not ask those who decide"),
    Wall(frozenset({"PaidanClient", "PaidanCommands"}), SERVER, "a client knows the contract, not what is behind it"),
    Wall(frozenset({"PaidanClient"}), PURE | LOG, "a client knows the contract, not what is behind it"),
    Wall(frozenset({"Storage"}), frozenset({"LinuxStorage"}), "a seam does not know who implements it"),
]
