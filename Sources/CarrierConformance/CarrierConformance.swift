package import Conformance
package import Notifying

/// What every ``Notifying/Carrier`` must do, as checks that name themselves when they fail.
///
/// ```swift
/// @Test(arguments: CarrierConformance.checks)
/// func conforms(_ check: CarrierConformance.Check) async throws {
///     try await check.run(CarrierConformance.Subject(carrier, messages: messages) { mailbox.count(of: $0.id) })
/// }
/// ```
package struct CarrierConformance: Sendable {
    /// A carrier, with messages for it and a way to see what arrives.
    package struct Subject: ConformanceSuite, Sendable {
        let carrier: any Carrier
        let messages: [Message]
        let arrivals: @Sendable (Message) async -> Int
        let breakDown: (@Sendable () async -> Void)?

        /// - Parameters:
        ///   - messages: some that it can deliver and has not: ``messagesMin`` at least, for recipients of every kind.
        ///   - arrivals: how often a message is found where it was to be brought.
        ///   - breakDown: makes the next delivery fail, in a way that passes; nil where that cannot be.
        package init(
            _ carrier: any Carrier, messages: [Message], arrivals: @escaping @Sendable (Message) async -> Int,
            breakDown: (@Sendable () async -> Void)? = nil
        ) {
            self.carrier = carrier
            self.messages = messages
            self.arrivals = arrivals
            self.breakDown = breakDown
        }
    }

    package static let messagesMin = 4

    /// One thing that must hold.
    package struct Check: Sendable, CustomStringConvertible {
        package let description: String
        private let body: @Sendable (Subject) async throws -> Void

        init(_ description: String, _ body: @escaping @Sendable (Subject) async throws -> Void) {
            self.description = description
            self.body = body
        }

        /// - Throws: ``ConformanceFailure`` if it does not hold.
        package func run(_ subject: Subject) async throws(ConformanceFailure) {
            do { try await body(subject) } catch { throw ConformanceFailure(description, error) }
        }
    }
}

extension CarrierConformance {
    package static let checks: [Check] = [
        Check("it has a code of lower-case letters, digits and dashes") { subject in
            try subject.expect(isCode(subject.carrier.code), "its code is '\(subject.carrier.code)'")
        },
        Check("what it took over arrives, whoever it is for") { subject in
            try subject.expect(subject.messages.count >= messagesMin, "there are too few messages to try it with")
            for message in subject.messages {
                try await subject.carrier.deliver(message)
                try await subject.expectArrivals(of: message)
            }
        },
        Check("what comes again arrives once") { subject in
            for message in subject.messages + subject.messages { try await subject.carrier.deliver(message) }
            for message in subject.messages { try await subject.expectArrivals(of: message) }
        },
        Check("of many at once, with the same among them, each arrives once") { subject in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for message in subject.messages + subject.messages {
                    group.addTask { try await subject.carrier.deliver(message) }
                }
                try await group.waitForAll()
            }
            for message in subject.messages { try await subject.expectArrivals(of: message) }
        },
        Check("what failed in a way that passes arrives when it comes again") { subject in
            guard let breakDown = subject.breakDown, let message = subject.messages.first else { return }
            await breakDown()
            let fault: CarrierFault?
            do throws(CarrierFault) {
                try await subject.carrier.deliver(message)
                fault = nil
            } catch { fault = error }
            guard let fault, case .transient(let code) = fault else {
                throw Broken("a fault that passes is \(fault.map { "\($0)" } ?? "not told")")
            }
            try subject.expect(isCode(code), "the fault's code is '\(code)'")
            try await subject.carrier.deliver(message)
            try await subject.expectArrivals(of: message)
        },
    ]

    private static func isCode(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}

extension CarrierConformance.Subject {
    fileprivate func expectArrivals(of message: Message, line: Int = #line) async throws {
        try expect(await arrivals(message), is: 1, "how often message \(message.id) arrived", line: line)
    }
}
