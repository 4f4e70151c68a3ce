internal import CivilTime
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import Hummingbird
internal import JSONText
internal import Policies
internal import PolicyFiles
internal import Projections
internal import Threads

extension API {
    static var policyRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/policy", .readPolicy) { $0.policy },
            Route(.post, "/v1/policy", .publishPolicy) { $0.publishPolicy },
        ]
    }

    /// The policy that tickets are submitted under now, or the one of a version, which tickets may still run under.
    private func policy(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        let version = query.number("version", 1...Int64.max)
        try query.end()
        let (inForce, sequence) = await engine.look { ($0.policy, $0.sequence) }
        let found = version == nil ? inForce : try await engine.policy(ofVersion: UInt64(version ?? 0))
        guard let policy = found else {
            throw Problem.notFound(
                LocalText("没有该版本的策略，请核对版本号。", "There is no policy of this version: check the number."))
        }
        var members = policy.members
        members.append(("source", .string(String(decoding: policy.source, as: UTF8.self))))
        members.append(("policy", JSON(parsing: policy.canonical) ?? .null))
        return .json(.object(members), sequence: sequence)
    }

    /// Checks a policy and publishes it. All faults are told at once, with their places in the file.
    private func publishPolicy(_ exchange: Exchange) async throws -> Response {
        let (bytes, mediaType) = try await exchange.body(oneOf: ["application/yaml", "application/json"])
        let source =
            mediaType == "application/yaml"
            ? Array(bytes) : Array(try Form.read(PolicyBody.self, bytes).source.utf8)
        let document = try await read(source)
        let caller = try exchange.caller(bytes)
        let (policy, isRepeated, sequence) = try await engine.perform(.publishPolicy(document), for: caller) {
            ($1.policy, $0.isRepeated, $1.sequence)
        }
        guard let policy else { preconditionFailure("it was just published") }
        var members = policy.members
        let warnings = document.warnings(at: policy.publishedAt)
        if !warnings.isEmpty {
            members.append(("warnings", .array(warnings.map { .string($0[exchange.language]) })))
        }
        return .json(.object(members), status: .created, sequence: sequence, isRepeated: isRepeated)
    }

    /// Time zones are files: they are looked for on a thread that may wait.
    private func read(_ source: [UInt8]) async throws(Problem) -> PolicyDocument {
        let work = BlockingWork("policy-reader")
        defer { work.stop() }
        let reading = await work.value { [isZone = settings.isZone] in
            Result { () throws(PolicyRefusal) in try PolicyFiles.read(source, isZone: isZone) }
        }
        do throws(PolicyRefusal) { return try reading.get() } catch {
            throw Problem.invalid(error.faults.map(FieldFault.init))
        }
    }
}

extension PublishedPolicy {
    fileprivate var members: [(name: String, value: JSON)] {
        [
            ("version", JSON(version)), ("profile", .string(profile)),
            ("publishedAt", .string(Timestamp(milliseconds: publishedAt.milliseconds).text)),
            ("sequence", JSON(sequence)),
        ]
    }
}

/// `POST /v1/policy` as JSON.
private struct PolicyBody: FormBody {
    var source: String

    init(_ form: inout Form) {
        source = form.text("source", required: true, bytesMax: PolicyLimits.sourceBytesMax)
        form.end()
    }
}

extension FieldFault {
    fileprivate init(_ fault: PolicyFault) {
        self.init(
            pointer: fault.path, code: .value, detail: fault.text,
            place: (fault.position.line, fault.position.column))
    }
}
