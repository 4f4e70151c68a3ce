import HTTPTypes
import JSONText
import PolicyFiles
import Testing

@Suite("Intake", .timeLimit(.minutes(10)))
struct IntakeTests {
    struct Demand: Sendable, CustomTestStringConvertible {
        /// What the policy requires besides what is always required.
        var required: [String]
        /// What is sent besides channel, description, and the customer's name and contact.
        var more: [(name: String, value: JSON)] = []
        var customer: [(name: String, value: JSON)] = []
        /// The faults that are told, as `code pointer`.
        var faults: [String]

        var testDescription: String { "\(required) of \(JSON.object(more).text)" }
    }

    static let demands = [
        Demand(required: [], faults: []),
        Demand(
            required: ["urgency", "customer.contactPerson", "wishedAt"],
            faults: ["missing /urgency", "missing /customer/contactPerson", "missing /wishedAt"]),
        Demand(
            required: ["region", "orderNumber", "productModel", "earlierNumber"], more: [("region", "  ")],
            faults: [
                "missing /region", "missing /orderNumber", "missing /productModel", "missing /earlierNumber",
            ]),
        Demand(
            required: ["region", "customer.memberId"], more: [("region", JSON(7))],
            faults: ["type /region", "missing /customer/memberId"]),
        Demand(
            required: ["category", "expectedResult", "address", "notes"],
            more: [("category", "咨询"), ("expectedResult", "快"), ("address", "一号"), ("notes", "无")], faults: []),
        Demand(
            required: ["urgency", "wishedAt", "customer.contactPerson", "customer.tier"],
            more: [("urgency", "高"), ("wishedAt", "2026-11-22T09:00:00+08:00")],
            customer: [("contactPerson", "王"), ("tier", "VIP")], faults: []),
    ]

    @Test("asks for what the policy requires, all of it at once, line for line too", arguments: demands)
    func required(_ demand: Demand) async throws {
        try await APIWorld.run { world in
            let old = "required: [channel, description, customer.name, customer.contact]"
            let all = ["channel", "description", "customer.name", "customer.contact"] + demand.required
            try await world.publish(old, "required: [\(all.joined(separator: ", "))]")
            let customer: [(name: String, value: JSON)] = [("name", "刘芳"), ("contact", "13800002210")]
            let body = JSON.object(
                [("channel", "wechat"), ("description", "积分怎么兑换"), ("customer", .object(customer + demand.customer))]
                    + demand.more)
            let reply = try await world.send(.post, "/v1/tickets", [:], body.text)
            #expect(reply.status == (demand.faults.isEmpty ? 201 : 422))
            #expect(Self.faults(reply.json) == demand.faults)
            let batch = try await world.send(
                .post, "/v1/tickets/batch", ["Content-Type": "application/x-ndjson"], body.text)
            #expect(Self.faults(batch.json["problem"] ?? .null) == demand.faults)
        }
    }

    private static func faults(_ problem: JSON) -> [String] {
        (problem["errors"]?.asElements ?? []).map {
            "\($0["code"]?.asText ?? "") \($0["pointer"]?.asText ?? "")"
        }
    }

    @Test("tells what is missing in the caller's language")
    func languages() async throws {
        try await APIWorld.run { world in
            let body = #"{"channel":"store","description":"x","customer":{"name":"a","contact":"b"}}"#
            for (language, text) in [("zh", "必填。"), ("en", "It is required.")] {
                let reply = try await world.send(.post, "/v1/tickets", ["Accept-Language": language], body)
                #expect(Self.faults(reply.json) == ["missing /confirmed"])
                #expect(reply.json["errors"]?.asElements?.first?["detail"]?.asText == text)
            }
        }
    }

    @Test("takes the urgency and the types of the policy, and refuses what is none of them")
    func codes() async throws {
        try await APIWorld.run { world in
            try await world.publish(
                "  # 客户等级 Tiers", "  urgencyOtherwise: 中\n  types: [{code: 报修, name: {zh: 报修, en: repair}}]\n  # Tiers")
            func body(_ more: String) -> String {
                #"{"channel":"wechat","description":"建议","customer":{"name":"a","contact":"b"}\#(more)}"#
            }
            let made = try await world.send(.post, "/v1/tickets", [:], body(#","type":"报修""#))
            let number = try #require(made.json["number"]?.asText)
            for ticket in [made, try await world.send(.get, "/v1/tickets/\(number)")] {
                #expect(ticket.json["urgency"]?.asText == "中" && ticket.json["type"]?.asText == "报修")
            }
            let wrong = try await world.send(.post, "/v1/tickets", [:], body(#","type":"表扬","urgency":"很急""#))
            #expect(Self.faults(wrong.json) == ["value /urgency", "value /type"])
        }
    }

    @Test("keeps on record that a clerk confirmed a request with the customer")
    func confirmed() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            #expect(try await world.send(.get, "/v1/tickets/\(number)").json["confirmed"]?.asBool == true)
            let events = try await world.send(.get, "/v1/tickets/\(number)/events").json["items"]?.asElements
            #expect(events?.first?["data"]?["isConfirmed"]?.asBool == true)
        }
    }
}

extension APIWorld {
    /// Publishes the shipped profile with a piece exchanged.
    func publish(_ old: String, _ new: String) async throws {
        let source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        try #require(source.contains(old))
        let reply = try await send(
            .post, "/v1/policy", ["Content-Type": "application/yaml"], source.replacing(old, with: new))
        guard reply.status == 201 else { throw reply }
    }
}
