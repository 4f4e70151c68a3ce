import Domain
import Events
import Policies
import Testing

@Suite("Submissions")
struct SubmissionTests {
    struct Entry: Sendable, CustomTestStringConvertible {
        var channel: String
        var isCustomersOwn: Bool
        var isConfirmed: Bool
        var refusal: Refusal?

        var testDescription: String { "\(channel) own \(isCustomersOwn) confirmed \(isConfirmed)" }
    }

    /// Of the shipped profile, a clerk enters what comes by phone and in the store.
    static let entries = [
        Entry(channel: "wechat", isCustomersOwn: false, isConfirmed: false, refusal: nil),
        Entry(channel: "wechat", isCustomersOwn: false, isConfirmed: true, refusal: nil),
        Entry(channel: "wechat", isCustomersOwn: true, isConfirmed: false, refusal: nil),
        Entry(channel: "phone", isCustomersOwn: false, isConfirmed: false, refusal: .missing(["confirmed"])),
        Entry(channel: "phone", isCustomersOwn: false, isConfirmed: true, refusal: nil),
        Entry(channel: "phone", isCustomersOwn: true, isConfirmed: false, refusal: nil),
        Entry(channel: "store", isCustomersOwn: false, isConfirmed: false, refusal: .missing(["confirmed"])),
        Entry(channel: "store", isCustomersOwn: false, isConfirmed: true, refusal: nil),
    ]

    @Test("that a clerk enters were confirmed with the customer, where the channel asks for it", arguments: entries)
    func confirmation(_ entry: Entry) throws {
        var world = World()
        var submission = World.submission("咨询", .medium, customer: .new(CustomerRegistered()))
        (submission.channel, submission.isConfirmed) = (entry.channel, entry.isConfirmed)
        submission.isCustomersOwn = entry.isCustomersOwn
        do {
            let events = try world.when(.submit(submission))
            #expect(entry.refusal == nil)
            let submitted = try #require(events.compactMap { $0 as? TicketSubmitted }.first)
            #expect(submitted.isConfirmed == entry.isConfirmed)
        } catch let error as Refusal { #expect(error == entry.refusal) }
    }

    struct Urgent: Sendable, CustomTestStringConvertible {
        var said: String
        var found: Priority
        var otherwise: String?
        /// What the ticket has.
        var urgency: String
        var priority: Priority

        var testDescription: String { "\(said), \(found), otherwise \(otherwise ?? "nothing")" }
    }

    static let urgencies = [
        Urgent(said: "", found: .low, otherwise: nil, urgency: "", priority: .low),
        Urgent(said: "", found: .low, otherwise: "中", urgency: "中", priority: .medium),
        Urgent(said: "低", found: .low, otherwise: "中", urgency: "低", priority: .low),
        Urgent(said: "", found: .urgent, otherwise: "中", urgency: "中", priority: .urgent),
        Urgent(said: "高", found: .low, otherwise: "中", urgency: "高", priority: .high),
        // What the customer says raises it, and lowers nothing.
        Urgent(said: "低", found: .urgent, otherwise: "中", urgency: "低", priority: .urgent),
        Urgent(said: "中", found: .high, otherwise: nil, urgency: "中", priority: .high),
        Urgent(said: "紧急", found: .high, otherwise: nil, urgency: "紧急", priority: .urgent),
    ]

    @Test("are as urgent as the policy says where the customer does not", arguments: urgencies)
    func urgency(_ row: Urgent) throws {
        var world = World { $0.intake.urgencyOtherwise = row.otherwise }
        var submission = World.submission("咨询", row.found, customer: .new(CustomerRegistered()))
        submission.urgency = row.said
        let events = try world.when(.submit(submission))
        #expect(events.compactMap { ($0 as? TicketSubmitted)?.urgency } == [row.urgency])
        #expect(events.compactMap { ($0 as? TicketPrioritised)?.priority } == [row.priority])
    }

    @Test("tell the words that decided the priority, or the urgency that raised it", arguments: urgencies)
    func whatDecided(_ row: Urgent) throws {
        var world = World { $0.intake.urgencyOtherwise = row.otherwise }
        var submission = World.submission("咨询", row.found, customer: .new(CustomerRegistered()))
        (submission.urgency, submission.finding.priorityWords) = (row.said, [7])
        let events = try world.when(.submit(submission))
        let prioritised = try #require(events.compactMap { $0 as? TicketPrioritised }.first)
        let isRaised = row.priority > row.found
        #expect(prioritised.words == (isRaised ? [] : [7]))
        #expect(prioritised.urgency == (isRaised ? row.urgency : ""))
    }

    @Test("tell the words that decided the category, and none where somebody chose it", arguments: ["", "咨询"])
    func whatClassified(_ chosen: String) throws {
        var world = World()
        var submission = World.submission("咨询", .medium, customer: .new(CustomerRegistered()))
        (submission.category, submission.finding.categoryWords) = (chosen, [7])
        let events = try world.when(.submit(submission))
        let classified = try #require(events.compactMap { $0 as? TicketClassified }.first)
        #expect(classified.words == (chosen.isEmpty ? [7] : []) && classified.category == "咨询")
    }

    @Test(
        "name types and tiers that the policy has",
        arguments: [
            ("", "", nil), ("投诉", "VIP", nil), ("投诉", "", nil),
            ("表扬", "", .unknownType("表扬", known: ["投诉", "报修"])),
            ("", "vip", .unknownTier("vip", known: ["VIP", "普通"])),
        ] as [(String, String, Refusal?)])
    func codes(_ kind: String, _ tier: String, _ refusal: Refusal?) throws {
        var world = World {
            $0.intake.types = ["投诉", "报修"].map { Policy.Code($0, LocalText($0, $0)) }
        }
        // Of new customers and of those who are known.
        for customer in [Submission.Customer.new(CustomerRegistered()), .known(CustomerOrdinal(rawValue: 1))] {
            try world.submit()
            var submission = World.submission("咨询", .medium, customer: customer)
            (submission.kind, submission.tier) = (kind, tier)
            do {
                let events = try world.when(.submit(submission))
                #expect(refusal == nil)
                #expect(events.compactMap { ($0 as? TicketSubmitted)?.kind } == [kind])
            } catch let error as Refusal { #expect(error == refusal) }
        }
    }

    @Test("may say that a customer's tier is another, which holds from then on")
    func tier() throws {
        var world = World()
        var tiers: [String] = []
        for said in ["普通", "", "VIP", "", "VIP"] {
            let customer = CustomerOrdinal(rawValue: 1)
            let isNew = world.state.nextCustomer == customer
            var submission = World.submission(
                "咨询", .medium, customer: isNew ? .new(CustomerRegistered()) : .known(customer))
            submission.tier = said
            let events = try world.when(.submit(submission))
            // An event tells of it once.
            let told = events.compactMap { ($0 as? CustomerRegistered)?.tier ?? ($0 as? TicketSubmitted)?.tier }
            tiers.append(told.joined())
            let ticket = TicketOrdinal(rawValue: world.state.nextTicket.rawValue - 1)
            #expect(world.state.openTickets[ticket]?.tier == (tiers.last { !$0.isEmpty }))
        }
        #expect(tiers == ["普通", "", "VIP", "", ""])
    }
}
