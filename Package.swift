// swift-tools-version: 6.2
import PackageDescription

// The import graph, written in one place. `tools/check` compares it with every `import` in the sources, so a
// dependency that is not drawn here does not get in.

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let tls: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let asyncAlgorithms: Target.Dependency = .product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")

let package = Package(
    name: "paidan",
    products: [
        .library(name: "SegmentLog", targets: ["SegmentLog", "CommitLog"]),
        .library(name: "CommitLogConformance", targets: ["CommitLogConformance"]),
        .executable(name: "paidan", targets: ["paidan"]),
        .executable(name: "paidand", targets: ["paidand"]),
        .executable(name: "paidan-bench", targets: ["paidan-bench"]),
        .executable(name: "log-fuzz", targets: ["LogFuzz"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.9.0"),
    ],
    targets: [
        // What Swift cannot say well (of bytes, and of the system), the compressor and the hash function.
        .target(name: "CBytes"),
        .target(name: "CPlatform"),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),

        // Foundations: bytes, times, text for programs, threads, files.
        .target(name: "Bytes", dependencies: ["CBytes", "CLZ4"]),
        .target(name: "CivilTime"),
        .target(name: "Calendars", dependencies: ["CivilTime"]),
        .target(name: "JSONText", dependencies: ["Bytes"]),
        .target(name: "Seeds"),
        .target(name: "Threads", dependencies: ["CPlatform"]),
        .target(name: "Storage"),
        .target(name: "LinuxStorage", dependencies: ["Storage", "CPlatform"]),
        .target(name: "ZoneFiles", dependencies: ["Calendars", "Storage"]),
        .target(name: "SimulatedStorage", dependencies: ["Storage", "Threads", "Seeds"]),
        .target(name: "Conformance"),
        .target(name: "StorageConformance", dependencies: ["Conformance", "Storage", "Threads"]),

        // The log.
        .target(name: "Merkle", dependencies: ["Bytes", "CNettle", crypto]),
        .target(name: "CommitLog", dependencies: ["Bytes"]),
        .target(name: "CommitLogConformance", dependencies: ["Conformance", "CommitLog"]),
        .target(
            name: "SegmentLog",
            dependencies: ["CommitLog", "Bytes", "Threads", "Storage", "LinuxStorage", "Merkle", crypto]),

        // What the product knows: events, and what is decided.
        .target(
            name: "Events", dependencies: ["Bytes"],
            resources: [.embedInCode("Upcasting/smart-dispatch-0.json")]),
        .target(name: "Policies", dependencies: ["Events", "CivilTime", "JSONText"]),
        .target(
            name: "PolicyFiles", dependencies: ["Policies", yams],
            resources: [.embedInCode("Profiles/smart-dispatch.yaml")]),
        .target(name: "Dispatching", dependencies: ["Policies", "Events", heap]),
        .target(
            name: "Domain", dependencies: ["Calendars", "CivilTime", "Dispatching", "Policies", "Events", heap]),
        .target(name: "Triage", dependencies: ["Policies", "Events"]),
        .target(name: "Invariants", dependencies: ["Policies", "Events", heap]),
        .target(name: "Projections", dependencies: ["Events", "Bytes", "CivilTime", deque]),
        .target(
            name: "EventRendering",
            dependencies: ["Policies", "Events", "Projections", "Bytes", "CivilTime", "JSONText"]),
        .target(
            name: "EventStore", dependencies: ["Events", "CommitLog", "Bytes", "Threads", "Storage", crypto]),
        .target(
            name: "Engine",
            dependencies: [
                "Domain", "Calendars", "Dispatching", "Policies", "Triage", "Projections", "EventStore", "Events",
                "CommitLog", "Bytes", "Threads", crypto,
            ]),
        .target(name: "Passwords", dependencies: ["Threads", crypto, cryptoExtras]),

        // Telling people: what is said, and how it gets to them.
        .target(
            name: "Notifying",
            dependencies: [
                "Engine", "EventRendering", "Domain", "Policies", "Projections", "Events", "CommitLog", "CivilTime",
                heap,
            ]),
        .target(name: "CarrierConformance", dependencies: ["Conformance", "Notifying"]),

        // What the two programs tell of themselves, and of what files and logs refuse.
        .target(name: "Causes", dependencies: ["SegmentLog", "CommitLog", "Storage", "Policies"]),
        .target(name: "CommandHelp", dependencies: ["EventRendering", "JSONText", arguments]),

        // The daemon: the engine on a data directory, behind HTTP.
        .target(
            name: "API",
            dependencies: [
                "Engine", "EventRendering", "Dispatching", "Domain", "PolicyFiles", "Policies", "Projections",
                "EventStore", "Events", "CommitLog", "Bytes", "CivilTime", "JSONText", "Notifying", "Passwords",
                "Threads", hummingbird, hummingbirdCore, nioCore, httpTypes, logging, asyncAlgorithms, lifecycle,
                crypto,
            ]),
        .target(
            name: "Daemon",
            dependencies: [
                "API", "Causes", "CommandHelp", "EventRendering", "Engine", "Domain", "Passwords", "PolicyFiles",
                "Policies", "ZoneFiles",
                "EventStore", "Events", "SegmentLog", "CommitLog", "Storage", "LinuxStorage", "CivilTime", "JSONText",
                "Notifying", "Projections", "Bytes",
                hummingbird, hummingbirdCore, tls, nioCore, nioHTTP1, nioSSL, logging, lifecycle, signals,
                configuration, yams, crypto, arguments,
            ]),
        .executableTarget(name: "paidand", dependencies: ["Daemon"]),

        // Work that others recorded, as the product's own words tell it.
        .target(
            name: "RecordedWork",
            dependencies: [
                "CZlib", "PolicyFiles", "Policies", "Events", "Calendars", "CivilTime", "Bytes", "JSONText",
            ],
            resources: [
                .embedInCode("Mappings/helpdesk.yaml"), .embedInCode("Mappings/vinst.yaml"),
                .embedInCode("Mappings/servicedesk.yaml"), .embedInCode("Mappings/callcentre.yaml"),
                .embedInCode("Mappings/citizen.yaml"),
            ]),

        // That work, run through the engine, and what it shows.
        .target(
            name: "Simulation",
            dependencies: [
                "RecordedWork", "Engine", "Domain", "Dispatching", "PolicyFiles", "Policies", "EventStore", "Events",
                "SegmentLog", "CommitLog", "Storage", "Seeds", "Calendars", "CivilTime", "JSONText", heap,
            ]),

        // Folders of tests.
        .target(name: "TemporaryFolders"),
        // The records of others, which tests run on where they are.
        .target(name: "SharedRecords"),

        // The programs as they were built, as tests run them.
        .target(name: "DaemonHarness", dependencies: ["TemporaryFolders"]),

        // Scenarios of faults, and what runs them by seed.
        .target(
            name: "LogScenarios",
            dependencies: [
                "SegmentLog", "CommitLog", "Bytes", "Storage", "SimulatedStorage", "Seeds", "Merkle", "Threads",
            ]),
        .executableTarget(name: "LogFuzz", dependencies: ["LogScenarios", arguments]),
        .target(
            name: "HostileBytes",
            dependencies: [
                "SegmentLog", "CommitLog", "Bytes", "Storage", "SimulatedStorage", "Seeds", "Merkle", "Threads",
            ]),

        // The command line, and what it speaks to a daemon with.
        .target(
            name: "PaidanClient",
            dependencies: ["JSONText", "Threads", httpClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        .target(
            name: "PaidanCommands",
            dependencies: [
                "Causes", "CommandHelp", "PaidanClient", "PolicyFiles", "Policies", "Domain", "EventRendering",
                "Events", "Projections", "SegmentLog", "CommitLog", "Bytes", "CivilTime", "JSONText", "Threads",
                "Storage", "ZoneFiles", "Merkle", "Invariants", "CPlatform", arguments,
            ]),
        .target(
            name: "SimulationCommands",
            dependencies: [
                "PaidanCommands", "PaidanClient", "CommandHelp", "Simulation", "RecordedWork", "PolicyFiles",
                "Policies", "EventRendering", "EventStore", "Events", "SegmentLog", "Storage", "ZoneFiles", "Calendars",
                "CivilTime", "JSONText", "Threads", "Seeds", arguments,
            ]),
        .executableTarget(name: "paidan", dependencies: ["PaidanCommands", "SimulationCommands"]),

        // The benchmarks.
        .target(
            name: "PaidanBench",
            dependencies: [
                "SegmentLog", "CommitLog", "Bytes", "Threads", "Storage", "LinuxStorage", "SimulatedStorage", "Merkle",
                "CLZ4", "PaidanClient", "JSONText", "Seeds", "Engine", "Domain", "Calendars", "Dispatching",
                "PolicyFiles", "CivilTime", "EventRendering",
                "Policies", "Projections", "EventStore", "Events", hummingbird, hummingbirdCore, httpTypes, nioCore,
                logging, crypto, arguments, heap, deque,
            ]),
        .executableTarget(name: "paidan-bench", dependencies: ["PaidanBench"]),

        // Tests.
        .testTarget(
            name: "DispatchingTests", dependencies: ["Seeds", "Dispatching", "PolicyFiles", "Policies", "Events"]),
        .testTarget(
            name: "DomainTests",
            dependencies: [
                "Seeds", "Domain", "Dispatching", "Calendars", "PolicyFiles", "Policies", "Events", "Bytes",
            ]),
        .testTarget(
            name: "InvariantsTests",
            dependencies: [
                "Invariants", "Engine", "Domain", "Calendars", "PolicyFiles", "Policies", "Projections", "EventStore",
                "Events", "SegmentLog", "CommitLog", "SimulatedStorage", "Storage", "Threads", "Seeds", "Bytes",
            ]),
        .testTarget(name: "ProjectionsTests", dependencies: ["Projections", "Events", "Bytes"]),
        .testTarget(name: "PoliciesTests", dependencies: ["Policies", "Events", "JSONText"]),
        .testTarget(name: "PolicyFilesTests", dependencies: ["Seeds", "PolicyFiles", "Policies", "Events"]),
        .testTarget(name: "TriageTests", dependencies: ["Triage", "PolicyFiles", "Policies", "Events"]),
        .testTarget(name: "PasswordsTests", dependencies: ["Seeds", "Passwords"]),
        .testTarget(
            name: "EventStoreTests",
            dependencies: ["EventStore", "Events", "SimulatedStorage", "Storage", "Threads"]),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "TemporaryFolders",
                "Engine", "Domain", "Calendars", "PolicyFiles", "Policies", "Projections", "EventStore", "Events",
                "SegmentLog", "CommitLog", "Storage", "Bytes", "paidan-bench",
            ]),
        .testTarget(
            name: "NotifyingTests",
            dependencies: [
                "TemporaryFolders", "Conformance", "CarrierConformance", "Notifying", "Engine", "Calendars",
                "PolicyFiles", "Domain",
                "EventRendering", "Policies",
                "Projections", "EventStore", "Events", "SegmentLog", "CommitLog", "Bytes", "Storage", "Threads",
            ]),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "DaemonHarness", "TemporaryFolders",
                "paidand", "Daemon", "API", "Domain", "EventStore", "Events", "SegmentLog", "CommitLog", "Bytes",
                "CivilTime", "Invariants", "JSONText",
                httpClient, hummingbird, hummingbirdCore, logging, nioCore,
                nioHTTP1, nioSSL,
            ]),
        .testTarget(
            name: "EventRenderingTests",
            dependencies: [
                "TemporaryFolders", "EventRendering", "PolicyFiles", "Policies", "Events", "Projections", "JSONText",
                "Bytes",
            ],
            exclude: ["Python"]),
        .testTarget(
            name: "APITests",
            dependencies: [
                "TemporaryFolders",
                "API", "Engine", "Domain", "Calendars", "Notifying", "Passwords", "PolicyFiles", "EventRendering",
                "EventStore", "Events", "SegmentLog", "CommitLog", "Storage", "JSONText", "Bytes", hummingbird,
                hummingbirdTesting, httpTypes, nioCore, logging, crypto,
            ]),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"]),
        .testTarget(
            name: "CalendarsTests",
            dependencies: ["SharedRecords", "Seeds", "Calendars", "CivilTime", "ZoneFiles", "LinuxStorage"]),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
        .testTarget(name: "BytesTests", dependencies: ["Bytes", "CBytes"]),
        .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
        .testTarget(
            name: "LinuxStorageTests",
            dependencies: ["TemporaryFolders", "LinuxStorage", "StorageConformance", "Storage", "Bytes"]),
        .testTarget(
            name: "SegmentLogTests",
            dependencies: [
                "TemporaryFolders",
                "SegmentLog", "LogScenarios", "Conformance", "CommitLogConformance", "CommitLog", "Bytes", "Storage",
                "SimulatedStorage", "Seeds", "Merkle", "Threads",
            ]),
        .testTarget(
            name: "HostileBytesTests",
            dependencies: [
                "HostileBytes", "SegmentLog", "CommitLog", "Bytes", "Merkle", "Storage", "SimulatedStorage", "Seeds",
            ],
            exclude: ["Corpus"]),
        .testTarget(
            name: "SimulatedStorageTests",
            dependencies: ["SimulatedStorage", "StorageConformance", "Storage", "Seeds", "Bytes"]),
        .testTarget(
            name: "LogFormatTests",
            dependencies: ["Seeds", "SegmentLog", "CommitLog", "Bytes", "Storage"],
            exclude: ["Golden"]),
        .testTarget(
            name: "PaidanCommandsTests",
            dependencies: [
                "DaemonHarness", "TemporaryFolders",
                "PaidanCommands", "SimulationCommands", "Causes", "CommandHelp", "EventRendering", "EventStore",
                "Events", "SegmentLog", "CommitLog", "Bytes", "JSONText", "Threads", "PolicyFiles", "Policies",
                "paidan", "paidand",
            ]),
        .testTarget(name: "PaidanClientTests", dependencies: ["PaidanClient", "JSONText", "Threads"]),
        .testTarget(
            name: "SegmentLogMaintenanceTests",
            dependencies: [
                "SegmentLog", "CommitLog", "Bytes", "Storage", "SimulatedStorage", "Seeds", "Merkle",
            ]),
        .testTarget(
            name: "EventsTests",
            dependencies: ["Seeds", "Events", "Bytes"],
            exclude: ["Python"]),
        .testTarget(name: "SeedsTests", dependencies: ["Seeds"]),
        .testTarget(name: "MerkleTests", dependencies: ["Seeds", "Merkle", crypto]),
        .testTarget(
            name: "RecordedWorkTests",
            dependencies: [
                "SharedRecords", "RecordedWork", "Policies", "Calendars", "ZoneFiles", "LinuxStorage", "Events",
                "JSONText",
            ]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Seeds", "SharedRecords", "Simulation", "RecordedWork", "Dispatching", "Calendars", "Events",
                "JSONText",
                "paidan",
            ]),
        .testTarget(
            name: "PaidanBenchTests",
            dependencies: [
                "PaidanBench", "CommitLog", "PolicyFiles", "Policies", "Events", "JSONText", "TemporaryFolders",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// One set of settings for every Swift target, so that strictness is never a matter of opinion.
for target in package.targets where target.type != .system && !["CBytes", "CPlatform"].contains(target.name) {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableExperimentalFeature("Lifetimes"),
        .treatAllWarnings(as: .error),
    ]
    if target.type != .test { settings.append(.strictMemorySafety()) }
    // Generic code is made for its types in whatever module uses it: rebuilding and answering are a fifth faster.
    if target.type == .regular {
        settings.append(.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)))
    }
    target.swiftSettings = settings
}
