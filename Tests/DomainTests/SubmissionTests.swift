import Domain
import Events
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
}
