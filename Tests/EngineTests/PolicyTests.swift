import CommitLog
import Engine
import EventStore
import Events
import Policies
import PolicyFiles
import SegmentLog
import Testing

@Suite("Policies in the engine")
struct PolicyTests {
    private static func changed(_ old: String, _ new: String) throws -> PolicyDocument {
        let source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        try #require(source.contains(old))
        return try PolicyFiles.read(Array(source.replacing(old, with: new).utf8))
    }

    private struct Seen: Hashable, Sendable {
        var policy: PublishedPolicy?
        var channels: [String]
        var sequence: UInt64

        init(_ projected: Projected) {
            policy = projected.policy
            channels = projected.registry.codes.channels
            sequence = projected.sequence
        }
    }

    @Test("a new log begins with the profile, whole")
    func seeded() async throws {
        let world = try EngineWorld()
        let seen = try await world.run { engine in await engine.look { Seen($0) } }
        let profile = PolicyFiles.profile("smart-dispatch")
        #expect(seen.policy?.version == 1 && seen.policy?.sequence == 1 && seen.sequence == 1)
        #expect(seen.policy?.canonical == profile.canonical && seen.policy?.source == profile.source)
    }

    @Test("what is published holds at once, and after a restart: it comes from the log")
    func published() async throws {
        let world = try EngineWorld()
        let document = try Self.changed("code: wechat,", "code: weixin,")
        let before = try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问发票")), for: clerk)
            _ = try await engine.perform(.publishPolicy(document), for: clerk)
            await #expect(throws: (any Error).self) {
                try await engine.perform(.submit(intake("请问发票")), for: clerk)
            }
            var other = intake("请问发票", contact: "13800000000")
            other.channel = "weixin"
            _ = try await engine.perform(.submit(other), for: clerk)
            return await engine.look { Seen($0) }
        }
        #expect(before.policy?.version == 2 && before.policy?.source == document.source)
        #expect(before.channels.contains("weixin") && !before.channels.contains("wechat"))
        let after = try await world.run { engine in
            var other = intake("请问发票", contact: "13800000000")
            other.channel = "weixin"
            let seen = await engine.look { Seen($0) }
            _ = try await engine.perform(.submit(other), for: clerk)
            return seen
        }
        #expect(after == before)
        #expect(try Self.versions(world) == [1, 1, 2, 2])
    }

    /// The policy versions of the submissions and publications in the log.
    private static func versions(_ world: EngineWorld) throws -> [UInt64] {
        let reader = try SegmentLogReader.open(world.path + "/log", environment: .system(owner: "a test"))
        let cursor = reader.read(from: .first)
        var versions: [UInt64] = []
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in
                guard [EventType.ticketSubmitted.rawValue, EventType.policyPublished.rawValue].contains(record.type),
                    let event = try? record.event()
                else { return }
                versions.append(event.policyVersion)
            }
        }
        return Array(versions.dropFirst())
    }

    @Test("a log that is older than policies in it runs under the one that the program had then")
    func old() async throws {
        let world = try EngineWorld()
        var batch = EventBatch()
        var event = PolicyPublished()
        (event.version, event.profile) = (1, "smart-dispatch")
        _ = try batch.append([event], in: Envelope())
        let log = try SegmentLog.open(world.path + "/log", environment: .system(owner: "a test"))
        _ = try await log.append(batch.records, expecting: SequenceNumber(0))
        log.close()
        let seen = try await world.run { engine in await engine.look { Seen($0) } }
        #expect(seen.policy?.version == 1 && seen.policy?.canonical == PolicyPublished().lifted.canonical)
        #expect(seen.policy?.source == seen.policy?.canonical && seen.sequence == 1)
    }
}
