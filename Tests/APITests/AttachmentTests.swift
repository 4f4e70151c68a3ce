import CommitLog
import Engine
import EventStore
import Foundation
import HTTPTypes
import JSONText
import TemporaryFolders
import Testing

@Suite("Attachments", .timeLimit(.minutes(10)))
struct AttachmentTests {
    /// What lies in the folder of blobs, without the folders and the marks.
    private static func files(_ world: APIWorld) throws -> (kept: Int, marked: Int) {
        let all = try FileManager.default.subpathsOfDirectory(atPath: world.folder["blobs"])
        let files = all.filter { $0.split(separator: "/").last?.count == 64 }
        let marked = files.count { $0.hasPrefix("pending/") }
        return (files.count - marked, marked)
    }

    private static func attach(
        _ world: APIWorld, _ number: String, _ text: String, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        try await world.send(
            .post, "/v1/tickets/\(number)/attachments?name=a.txt",
            ["Content-Type": "text/plain"].merging(headers) { $1 },
            text)
    }

    @Test("that are refused or sent again leave no file behind")
    func refused() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            let key = ["Idempotency-Key": "k"]
            let first = try await Self.attach(world, number, "a picture", key)
            #expect(first.status == 201, "\(first)")
            #expect(try Self.files(world) == (1, 0))
            let again = try await Self.attach(world, number, "a picture", key)
            #expect(again.status == 201 && again.headers[HTTPField.Name("Idempotent-Replay")!] == "true")
            #expect(again.json["address"]?.asText == first.json["address"]?.asText)
            #expect(try await Self.attach(world, number, "another", key).problem == "key-reused")
            #expect(try await Self.attach(world, number, "b", ["If-Match": "\"1\""]).problem == "precondition-failed")
            #expect(try await Self.attach(world, "209901-001", "c").problem == "not-found")
            #expect(try Self.files(world) == (1, 0))

            // Two at once under one key: one of them is known too late to keep its file from being written.
            let both = ["Idempotency-Key": "both"]
            async let one = Self.attach(world, number, "twice", both)
            async let other = Self.attach(world, number, "twice", both)
            let addresses = try await [one, other].map { $0.json["address"]?.asText }
            #expect(addresses[0] == addresses[1] && addresses[0]?.count == 64)
            #expect(try Self.files(world) == (2, 0))

            let shown = try await world.send(.get, "/v1/tickets/\(number)")
            let customer = try #require(shown.json["customer"]?["id"]?.asText)
            let erased = try await world.send(.post, "/v1/customers/\(customer)/erase", [:], #"{"reason":"R-7"}"#)
            #expect(erased.status == 200)
            let late = try await Self.attach(world, number, "too late")
            #expect(late.problem == "conflict" && late.json["reason"]?.asText == "erased")
            #expect(try Self.files(world) == (2, 0))
        }
    }

    @Test("are told by their kind, and a text by its beginning, masked as the ticket is")
    func parsed() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            let added = try await Self.attach(world, number, "报错截图，回拨 13912345678")
            #expect(added.status == 201 && added.json["kind"]?.asText == "text")
            let shown = try await world.send(.get, "/v1/tickets/\(number)")
            let masked = try #require(shown.json["attachments"]?.asElements?.first)
            #expect(masked["kind"]?.asText == "text" && masked["mediaType"]?.asText == "text/plain")
            let text = try #require(masked["text"]?.asText)
            #expect(masked["name"]?.asText == "a.txt" && text.hasPrefix("报错截图，回拨 ") && !text.contains("1234"))
            let revealed = try await world.send(.post, "/v1/tickets/\(number)/reveal", [:], #"{"reason":"回访"}"#)
            let whole = try #require(revealed.json["attachments"]?.asElements?.first)
            #expect(whole["text"]?.asText == "报错截图，回拨 13912345678")
            let customer = try #require(shown.json["customer"]?["id"]?.asText)
            _ = try await world.send(.post, "/v1/customers/\(customer)/erase", [:], #"{"reason":"R-7"}"#)
            let erased = try await world.send(.get, "/v1/tickets/\(number)")
            let left = try #require(erased.json["attachments"]?.asElements?.first)
            #expect(left["kind"]?.asText == "text" && left["text"] == nil && left["name"] == nil)
        }
    }

    @Test("whose fate a crash leaves open are looked up in the log by the next start, and only those")
    func unnamed() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            #expect(try await Self.attach(world, number, "named").status == 201)
            let orphan = try await world.blobs.write(Array("sealed, and no event came".utf8))
            #expect(try Self.files(world) == (2, 1))
            let marked = try await world.blobs.marked()
            #expect(marked == [orphan])
            // What comes after the start is not looked at.
            let young = try await world.blobs.write(Array("on its way".utf8))
            #expect(try await world.blobs.removeUnnamed(marked, in: world.engine.log) == 1)
            #expect(try Self.files(world) == (2, 1))
            #expect(try await world.blobs.marked() == [young])
        }
    }

    @Test("that the log may or may not have got stay, marked")
    func undecided() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            world.faults.set { $0.append = .halted("the disk is gone") }
            let reply = try await Self.attach(world, number, "who knows")
            #expect(reply.status == 500 && reply.problem == "internal")
            #expect(try Self.files(world) == (1, 1))
        }
    }
}
