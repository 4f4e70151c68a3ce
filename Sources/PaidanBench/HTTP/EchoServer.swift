internal import ArgumentParser
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// The baseline of the HTTP rows: decodes what the daemon is sent and answers what it answers, and does nothing else.
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "echo", shouldDisplay: false)

    func run() async throws {
        let router = Router()
        router.post("/v1/tickets") { request, context in
            let asked = try await request.decode(as: Submission.self, context: context)
            return EditedResponse(status: .created, response: Ticket(asked))
        }
        router.post("/v1/tickets/{number}/{action}") { request, context in
            let asked = try await request.decode(as: Deed.self, context: context)
            return Ticket(context.parameters.get("number") ?? "", context.parameters.get("action") ?? "", asked)
        }
        var logger = Logger(label: "echo")
        logger.logLevel = .error
        let server = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                // The first line tells whoever started it where it is.
                print("http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
                fflush(nil)
            }, logger: logger)
        try await server.runService()
    }

    struct Submission: Decodable {
        struct Customer: Codable {
            var name: String
            var contact: String
            var contactPerson: String?
            var memberId: String?
            var tier: String?
        }
        var channel: String
        var description: String
        var category: String?
        var urgency: String?
        var customer: Customer
        var region: String?
        var orderNumber: String?
        var expectedResult: String?
        var address: String?
        var notes: String?
    }

    struct Deed: Decodable {
        var agent: String
        var stage: String?
        var note: String?
        var solution: String?
    }

    /// What the daemon answers, member for member.
    struct Ticket: ResponseEncodable {
        struct Offer: Encodable {
            var agent = "a1"
            var agentName = "林静"
            var expiresAt = "2026-11-22T03:14:47.745Z"
            var reason = "skill match 80%, free capacity 100%, same region"
            var score = 900_000
        }
        struct Customer: Encodable {
            var id = "5421003536068d2a53d82c4353b5bcab"
            var name: String?
            var contact: String?
            var masked: Bool?
        }
        var number = "202611-001"
        var channel = "wechat"
        var category = "系统故障"
        var priority = "high"
        var lifeCycle: String
        var stage = ""
        var submittedAt = "2026-11-22T02:59:47.745Z"
        var agent = "a1"
        var offer: Offer?
        var customer: Customer
        var revision = 17
        var urgency: String?
        var region: String?
        var orderNumber: String?
        var description: String?

        init(_ asked: Submission) {
            lifeCycle = "offered"
            offer = Offer()
            customer = Customer(name: asked.customer.name, contact: asked.customer.contact, masked: true)
            (urgency, region, orderNumber) = (asked.urgency ?? "", asked.region, asked.orderNumber)
            description = asked.description
        }

        init(_ number: String, _ action: String, _ asked: Deed) {
            self.number = number
            lifeCycle = ["accept": "accepted", "progress": "in-progress", "resolve": "resolved"][action] ?? action
            agent = asked.agent
            customer = Customer()
        }
    }
}
