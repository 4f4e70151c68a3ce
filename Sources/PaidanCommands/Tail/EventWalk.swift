internal import Bytes
internal import CommitLog
internal import EventRendering
internal import Events
internal import Projections

/// A way along a log that learns the names, those that policies give among them, and finds the events that are wanted.
///
/// Only what gives a name is decoded, and what the filter has to look into: the record's type tells.
struct EventWalk {
    private let filter: EventFilter
    /// The log's, for what there is to tell.
    private let path: String
    private(set) var names = Names()
    private var policies: [UInt64: PolicyNames] = [:]
    private var lastPolicy = PolicyNames()

    init(_ filter: EventFilter, path: String) {
        self.filter = filter
        self.path = path
    }

    /// Takes the next record of the log.
    /// - Returns: the event's type if the event is wanted.
    mutating func take(_ record: borrowing RecordView) throws(Refusal) -> EventType? {
        guard let type = EventType(rawValue: record.type) else { throw refusal(of: record) }
        let isWanted = filter.admits(type)
        let givesNames = Names.areGiven(by: type)
        guard givesNames || type == .policyPublished || isWanted && !filter.goesByTypeAlone else {
            return isWanted ? type : nil
        }
        do throws(WireError) {
            let event = try EventView(record.body, recordType: record.type)
            if givesNames { try names.fold(event) }
            if type == .policyPublished { try learn(PolicyPublished(decoding: event.payload).lifted) }
            return try filter.admits(event, names: names) ? type : nil
        } catch { throw unreadable(record.sequence.value, error) }
    }

    private mutating func learn(_ policy: PolicyPublished) {
        lastPolicy = PolicyNames(canonical: policy.canonical, version: policy.version)
        policies[policy.version] = lastPolicy
    }

    /// What the policy that an event goes by calls things; the last one, where the event does not say which.
    func policyNames(for event: RenderedEvent) -> PolicyNames {
        event.policyVersion.flatMap { policies[$0] } ?? lastPolicy
    }

    /// The event in a record's body, by the names that are known by now.
    func rendered(_ body: RawSpan, _ type: EventType, _ sequence: UInt64) throws(Refusal) -> RenderedEvent {
        do throws(WireError) {
            let event = try EventView(body, recordType: type.rawValue)
            return try RenderedEvent(event, sequence: sequence, names: names)
        } catch { throw unreadable(sequence, error) }
    }

    /// Why nothing can be found in a log that has come to its end; nil if there is no such reason.
    var fault: Refusal? {
        for number in filter.tickets.sorted() where names.tickets.ticket(number) == nil {
            return .badUse(
                "\(path) 中没有工单 \(number)；请核对工单号，或用 --follow 等待",
                "there is no ticket \(number) in \(path); check the number, or wait for it with --follow")
        }
        for identifier in filter.agents.sorted() where names.agent(identifier) == nil {
            return .badUse(
                "\(path) 中没有执行人员 \(identifier)；请核对标识，或用 --follow 等待",
                "there is no agent \(identifier) in \(path); check it, or wait with --follow")
        }
        return nil
    }

    private func refusal(of record: borrowing RecordView) -> Refusal {
        guard record.type == RecordType.lost else {
            return .badUse(
                "\(path) 的第 \(record.sequence) 条记录类型为 \(record.type)，不是本版本认识的事件；"
                    + "请用更新的版本读取，或用 `paidan log cat` 读取任意记录",
                "record \(record.sequence) of \(path) is of type \(record.type), no event that this version knows; "
                    + "read it with a newer one, or any record with `paidan log cat`")
        }
        return Refusal(
            .corruption,
            "\(path) 的第 \(record.sequence) 条记录已丢失，其后的名称不可靠；用 `paidan log cat --json` 打印抢救出的内容",
            "record \(record.sequence) of \(path) was lost and the names behind it are not certain; "
                + "`paidan log cat --json` prints what was salvaged")
    }

    private func unreadable(_ sequence: UInt64, _ error: WireError) -> Refusal {
        .badUse(
            "\(path) 的第 \(sequence) 个事件无法读取（\(error)）；请用更新的版本读取",
            "event \(sequence) of \(path) cannot be read (\(error)); read it with a newer version")
    }
}
