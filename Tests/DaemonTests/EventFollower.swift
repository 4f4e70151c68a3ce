import AsyncHTTPClient
import Foundation
import JSONText
import NIOCore
import NIOHTTP1

/// An event as a follower of `/v1/events` sees it.
struct SeenEvent: Sendable {
    var sequence: UInt64
    var type: String
    fileprivate var text: String

    var json: JSON { JSON(reading: text) }
}

/// A stream of `/v1/events` that is being read.
struct EventFollower: Sendable {
    private let events: AsyncThrowingStream<SeenEvent, any Error>

    enum Form: String, CaseIterable, Sendable {
        case serverSent = "text/event-stream"
        case lines = "application/x-ndjson"
    }

    /// Returns when the daemon has answered.
    /// - Parameter last: the sequence number of the last event that was seen before.
    init(_ client: DaemonClient, _ form: Form = .serverSent, last: UInt64 = 0) async throws {
        self.init(reading: try await Self.asked(client, form, last: last), form)
    }

    /// Of another stream than that of all events.
    init(_ client: DaemonClient, _ form: Form, at path: String) async throws {
        let request = client.request("GET", path, ["Accept": form.rawValue])
        let response = try await client.http.execute(request, deadline: .distantFuture)
        guard response.status == .ok else { throw NotFollowed(status: Int(response.status.code)) }
        self.init(reading: response, form)
    }

    /// The daemon's answer, of which nothing is read yet.
    static func asked(_ client: DaemonClient, _ form: Form, last: UInt64 = 0) async throws -> HTTPClientResponse {
        var headers = ["Accept": form.rawValue]
        var path = "/v1/events?follow=true"
        switch form {
        case .serverSent: if last > 0 { headers["Last-Event-ID"] = "\(last)" }
        case .lines: path += "&after=\(last)"
        }
        let response = try await client.http.execute(client.request("GET", path, headers), deadline: .distantFuture)
        guard response.status == .ok else { throw NotFollowed(status: Int(response.status.code)) }
        return response
    }

    init(reading response: HTTPClientResponse, _ form: Form) {
        let (events, event) = AsyncThrowingStream<SeenEvent, any Error>.makeStream()
        let reading = Task {
            var reader = EventReader(form: form)
            do {
                for try await piece in response.body {
                    for seen in reader.read(Array(piece.readableBytesView)) { event.yield(seen) }
                }
                event.finish()
            } catch { event.finish(throwing: error) }
        }
        event.onTermination = { _ in reading.cancel() }
        self.events = events
    }

    struct NotFollowed: Error {
        var status: Int
    }

    /// What comes up to a sequence number.
    func events(through sequence: UInt64) async throws -> [SeenEvent] {
        var seen: [SeenEvent] = []
        for try await event in events {
            seen.append(event)
            if event.sequence >= sequence { break }
        }
        return seen
    }

    /// The first that come of a type; of any where none is given.
    func first(_ count: Int, of type: String?) async throws -> [SeenEvent] {
        var seen: [SeenEvent] = []
        for try await event in events where type.map({ $0 == event.type }) ?? true {
            seen.append(event)
            if seen.count == count { break }
        }
        return seen
    }

    /// Waits until all that people are to be told was delivered, and returns the sequence number of the last event:
    /// then nothing more comes by itself.
    /// - Parameter least: what has happened at least.
    func settled(after least: UInt64) async throws -> UInt64 {
        var waiting: Set<UInt64> = []
        for try await event in events {
            let notification = event.json.number("data", "notification") ?? 0
            if event.type == "notification-queued" { waiting.insert(notification) }
            if ["notification-delivered", "notification-given-up"].contains(event.type) {
                waiting.remove(notification)
            }
            if event.sequence >= least, waiting.isEmpty { return event.sequence }
        }
        throw NotFollowed(status: 0)
    }

    /// What still comes until the stream ends or breaks.
    func rest() async -> [SeenEvent] {
        var seen: [SeenEvent] = []
        do { for try await event in events { seen.append(event) } } catch { return seen }
        return seen
    }
}

/// Takes the pieces of a stream apart. A character may lie in two pieces, so a piece is bytes until its line is whole.
private struct EventReader {
    let form: EventFollower.Form
    private var line: [UInt8] = []
    private var fields: [String: String] = [:]

    init(form: EventFollower.Form) { self.form = form }

    mutating func read(_ piece: [UInt8]) -> [SeenEvent] {
        var events: [SeenEvent] = []
        for byte in piece {
            if byte != UInt8(ascii: "\n") {
                line.append(byte)
            } else {
                events += ended(String(decoding: line, as: UTF8.self))
                line = []
            }
        }
        return events
    }

    /// Of an event, as much as its reader goes by: a stream may have many.
    private struct Head: Decodable {
        var sequence: UInt64
        /// Not of what is said in notifications.
        var type: String?
    }

    private mutating func ended(_ line: String) -> [SeenEvent] {
        switch form {
        case .lines:
            let head = try? JSONDecoder().decode(Head.self, from: Data(line.utf8))
            return [SeenEvent(sequence: head?.sequence ?? 0, type: head?.type ?? "", text: line)]
        case .serverSent where !line.isEmpty:
            // A comment has an empty name.
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1].drop { $0 == " " }) }
            return []
        case .serverSent:
            defer { fields = [:] }
            guard let data = fields["data"], let id = fields["id"].flatMap(UInt64.init) else { return [] }
            return [SeenEvent(sequence: id, type: fields["event"] ?? "", text: data)]
        }
    }
}
