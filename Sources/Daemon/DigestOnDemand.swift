internal import Bytes
internal import Engine
internal import Logging
internal import SegmentLog
internal import ServiceLifecycle
internal import UnixSignals

/// On SIGUSR1 says the digest of everything that is projected, and as of which event: by it a daemon can be held to
/// another, to itself before a restart, and to a replay of its log. Nothing is decided meanwhile: half a second for a
/// million tickets.
struct DigestOnDemand: Service {
    /// Taken from before the daemon listens: whoever sends the signal then does not end it.
    let demands: UnixSignalsSequence
    let engine: Engine<SegmentLog>
    let logger: Logger

    func run() async throws {
        for await _ in demands.cancelOnGracefulShutdown() {
            let (sequence, digest) = await engine.look { ($0.sequence, $0.digest) }
            logger.notice("digest", metadata: ["sequence": "\(sequence)", "digest": "\(Hex.encode(digest))"])
        }
    }
}
