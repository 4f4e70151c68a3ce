internal import Bytes
internal import CommitLog
internal import Domain
internal import EventStore
internal import Events

extension Core {
    /// As much as ``replay(_:)`` takes of the chunks; what is wrong with the first event that it does not.
    mutating func replay(_ chunks: [RecordChunk]) -> ReplayFault? {
        for chunk in chunks {
            do throws(EngineError) { try replay(chunk) } catch {
                return ReplayFault(sequence: chunk.first, error: error)
            }
        }
        return nil
    }

    /// Folds the events of a chunk into all but the projections, as they were when they were live.
    mutating func replay(_ chunk: RecordChunk) throws(EngineError) {
        var erased: [UInt64] = []
        try chunk.forEach { record throws(EngineError) in
            let event = try Self.event(record)
            do throws(WireError) {
                try evolve(event)
                try noteCommand(event, record.sequence)
                if event.type == .customerRegistered { try noteContact(event) }
                if event.type == .ticketSubmitted { try noteMemberNumber(event) }
                if event.type == .customerErased {
                    erased.append(try event.fields(CustomerErased.self).number(.keySlot))
                }
            } catch { throw .store(.notAnEvent(record.sequence, error)) }
            lastRecordedAt = max(lastRecordedAt, event.recordedAt)
        }
        // A vault from a backup knows again what was destroyed.
        for slot in erased {
            do throws(VaultError) { try vault.destroy(slot) } catch { throw .vault(error) }
        }
    }

    @_lifetime(copy record)
    private static func event(_ record: borrowing RecordView) throws(EngineError) -> EventView {
        do throws(EventStoreError) { return try record.event() } catch { throw .store(error) }
    }

    /// Remembers what was carried out under a caller's key, for when it is sent again.
    private mutating func noteCommand(_ event: borrowing EventView, _ sequence: SequenceNumber) throws(WireError) {
        if let key = CallerKey(bytes: event.commandKey.array) {
            replayed = ReplayedCommand(key: key, first: sequence, ticket: nil)
        }
        if event.type == .ticketSubmitted {
            replayed?.ticket = try event.fields(TicketSubmitted.self).ordinal(.ticket)
        }
        guard event.isLastOfCommand, let command = replayed else { return }
        let receipt = Receipt(sequences: command.first...sequence, ticket: command.ticket)
        carriedOut.note(command.key, of: event.actor, receipt, at: event.recordedAt)
        replayed = nil
    }

    /// Opens the customer's profile to know the contact again. Erased customers have none.
    private mutating func noteContact(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(CustomerRegistered.self)
        let customer: CustomerOrdinal = try fields.ordinal(.customer)
        let place = SealedPlace(customer, CustomerRegistered.self, .profile)
        // A key that was destroyed after this log was copied: the person stays erased.
        let known: PersonalKey?
        do throws(EngineError) { known = try key(of: customer) } catch {
            if case .vault(.slotMissing) = error { return unreadable.append(customer) }
            vaultFault = error
            return
        }
        guard let key = known else { return }
        guard let plain = try? key.open(try fields.bytes(.profile).array, for: place) else {
            return unreadable.append(customer)
        }
        customers.note(customer, try CustomerProfile(decoding: plain.bytes))
    }

    /// Opens the member number that came with a ticket, on the few that taught one.
    private mutating func noteMemberNumber(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        let sealed = try fields.bytes(.memberNumber).array
        let customer: CustomerOrdinal = try fields.ordinal(.customer)
        // A profile that could not be opened has been told of already, and an erased customer is to have none.
        guard !sealed.isEmpty, customers.profile(customer) != nil, let key = try? key(of: customer),
            let plain = try? key.open(sealed, for: SealedPlace(customer, TicketSubmitted.self, .memberNumber)),
            let number = String(validating: plain, as: UTF8.self)
        else { return }
        customers.learn(number, of: customer)
    }
}

/// A command with a caller's key while its events are replayed.
struct ReplayedCommand {
    var key: CallerKey
    var first: SequenceNumber
    var ticket: TicketOrdinal?
}
