import Bytes
import CommitLog
import EventStore
import Events
import Foundation
import HTTPTypes
import JSONText
import Logging
import SegmentLog
import Storage
import TemporaryFolders
import Testing

@Suite("Faults of the daemon's own", .timeLimit(.minutes(10)))
struct FaultTests {
    @Test("in a line of a batch are answered in that line, and logged with the request and the line")
    func batch() async throws {
        try await APIWorld.run { world in
            world.faults.set { $0.append = .halted("the disk is gone") }
            let line = #"{"channel":"wechat","description":"x","customer":{"name":"a","contact":"13800001111"}}"#
            let reply = try await world.send(
                .post, "/v1/tickets/batch", ["Content-Type": "application/x-ndjson", "Accept-Language": "en"], line)
            #expect(reply.status == 200)
            #expect(reply.json["status"]?.asUnsigned == 500)
            #expect(reply.json["problem"]?["type"]?.asText == "urn:paidan:problem:internal")
            #expect(reply.json["problem"]?["detail"]?.asText?.isEmpty == false)
            let said = world.said.all(of: .critical)
            #expect(
                said.contains { $0.contains("line=1") && $0.contains("hb.request.id=") && $0.contains("disk is gone") })
        }
    }

    @Test("that keep texts from being opened are told apart from an erasure, logged and counted")
    func unreadable() async throws {
        let folder = try TemporaryFolder()
        try await APIWorld.run(on: folder) { world in _ = try await world.submitted() }
        try await Self.damageContents(in: folder)
        try await APIWorld.run(on: folder) { world in
            let listed = try await world.send(.get, "/v1/tickets")
            let number = try #require(listed.json["items"]?.asElements?.first?["number"]?.asText)
            let shown = try await world.send(.get, "/v1/tickets/\(number)")
            #expect(shown.status == 200 && shown.json["customer"]?["unreadable"]?.asBool == true, "\(shown)")
            #expect(shown.json["customer"]?["erased"] == nil && shown.json["description"]?.asText == "")
            #expect(world.said.all(of: .error).contains { $0.contains("cannot be opened") && $0.contains(number) })
            let metrics = try await world.send(.get, "/metrics")
            #expect(metrics.body.contains("\npaidan_unreadable_total 1\n"), "\(metrics.body)")
        }
    }

    /// Writes the log anew, with one bit of every ticket's sealed content another.
    private static func damageContents(in folder: TemporaryFolder) async throws {
        let environment = LogEnvironment.system(owner: "a test")
        let (log, copy) = (
            try SegmentLog.open(folder["log"], environment: environment),
            try SegmentLog.open(folder["copy"], environment: environment)
        )
        var batch = RecordBatch()
        let cursor = try log.read(from: .first)
        while let chunk = try await cursor.next() {
            try chunk.forEach { record throws(any Error) in
                var body = record.bodyBytes
                if record.type == EventType.ticketSubmitted.rawValue {
                    let event = try record.event()
                    let content = try event.fields(TicketSubmitted.self).bytes(.content).array
                    let place = try #require(body.firstRange(of: content))
                    body[place.upperBound - 1] ^= 1
                }
                try batch.append(body, type: record.type, subjects: record.subjects)
            }
        }
        _ = try await copy.append(batch, expecting: nil)
        log.close()
        copy.close()
        try FileManager.default.removeItem(atPath: folder["log"])
        try folder.copy("copy", to: "log")
    }
}
