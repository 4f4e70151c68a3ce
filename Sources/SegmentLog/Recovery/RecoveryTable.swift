/// What opening does about each segment that the manifest does not list as sealed: one table of lettered cases,
/// of which exactly one matches whatever was found. A test enumerates every combination.
///
/// The order of writing decides what each combination can mean:
/// - A segment's header is durable before the segment gets its first frame.
/// - Everything in a segment is durable before the next segment gets its first frame.
/// - A footer is written when the records before it are durable; the file is cut behind it only then.
/// So a crash can leave a torn end only in the last segment with records, or where a footer was being written.
package struct RecoveryCase: Sendable {
    /// The letter that documentation, tests and error messages use.
    package let letter: Character
    /// nil matches anything.
    package let header: SegmentScan.Header?
    package let hasFooter: Bool?
    package let hasFrames: Bool?
    package let rest: SegmentScan.Rest?
    package let successor: RecoveryFinding.Successor?
    package let verdict: RecoveryVerdict
}

/// The facts about one segment that the table looks at.
package struct RecoveryFinding: Hashable, Sendable {
    /// Whether a later segment holds a frame, and whether it goes on where this one ends: even a mark is written only
    /// when everything in the segments before is durable.
    package enum Successor: Sendable, Hashable, CaseIterable { case nothing, follows, gap }

    package var header: SegmentScan.Header
    package var hasFooter: Bool
    package var hasFrames: Bool
    package var rest: SegmentScan.Rest
    package var successor: Successor

    package init(
        header: SegmentScan.Header, hasFooter: Bool, hasFrames: Bool, rest: SegmentScan.Rest, successor: Successor
    ) {
        self.header = header
        self.hasFooter = hasFooter
        self.hasFrames = hasFrames
        self.rest = rest
        self.successor = successor
    }
}

package enum RecoveryVerdict: Sendable, Hashable {
    /// Use it as a prepared, empty segment.
    case ready
    /// Append behind its last frame.
    case tail
    /// Full: seal it.
    case complete
    /// Sealed, but the crash came before the manifest listed it: list it.
    case list
    /// Keep a copy of what stands behind the last good frame, make it zeros, then as the case within.
    case repair(then: AfterRepair)
    /// Its preparation was cut short: remove it.
    case discard
    /// Something durable changed: refuse, and touch nothing.
    case refuse(Reason)

    package enum AfterRepair: Sendable, Hashable { case ready, tail, complete, list }

    package enum Reason: String, Sendable, Hashable {
        case foreign = "the file is not the segment that its name says"
        case header = "the segment's header is damaged although the segment was in use"
        case vouched = "a frame is missing or damaged that a whole frame says was durable"
        case gap = "records are missing between this segment and the next"
        case empty = "the segment holds no records although a later one does"
        case footer = "the segment has a footer but no records"
    }
}

extension RecoveryCase {
    // swift-format-ignore
    package static let table: [RecoveryCase] = [
        // A file under a name that is not its own was moved, or written there by mistake.
        row("A", .foreign,    nil,   nil,   nil,      nil,      .refuse(.foreign)),
        // Preparing writes the header and syncs before the segment is used: without it nothing can have been here.
        row("B", .unfinished, false, false, .clean,   .nothing,   .discard),
        row("C", .unfinished, false, false, .torn,    .nothing,   .discard),
        row("D", .unfinished, false, false, .vouched, .nothing,   .refuse(.header)),
        row("E", .unfinished, false, false, nil,      .follows, .refuse(.header)),
        row("F", .unfinished, false, false, nil,      .gap,     .refuse(.header)),
        row("G", .unfinished, false, true,  nil,      nil,      .refuse(.header)),
        row("H", .unfinished, true,  nil,   nil,      nil,      .refuse(.header)),
        // A footer counts records; alone it was written by nobody.
        row("I", .valid,      true,  false, nil,      nil,      .refuse(.footer)),
        // The crash came between footer and manifest. Behind a footer nothing is written, so dirt is cut off.
        row("J", .valid,      true,  true,  .clean,   .nothing,   .list),
        row("K", .valid,      true,  true,  .clean,   .follows, .list),
        row("L", .valid,      true,  true,  .torn,    .nothing,   .repair(then: .list)),
        row("M", .valid,      true,  true,  .torn,    .follows, .repair(then: .list)),
        row("N", .valid,      true,  true,  .vouched, .nothing,   .refuse(.vouched)),
        row("O", .valid,      true,  true,  .vouched, .follows, .refuse(.vouched)),
        row("P", .valid,      true,  true,  nil,      .gap,     .refuse(.gap)),
        // Nothing later: this is where writing stopped.
        row("Q", .valid,      false, false, .clean,   .nothing,   .ready),
        row("R", .valid,      false, true,  .clean,   .nothing,   .tail),
        // The frame being written at the crash, never acknowledged.
        row("S", .valid,      false, false, .torn,    .nothing,   .repair(then: .ready)),
        row("T", .valid,      false, true,  .torn,    .nothing,   .repair(then: .tail)),
        // A later frame was written when this one was durable, or a whole frame does not follow the one before it:
        // something durable has changed since.
        row("U", .valid,      false, nil,   .vouched, nil,      .refuse(.vouched)),
        // Full and not sealed yet.
        row("V", .valid,      false, true,  .clean,   .follows, .complete),
        // Every record is there, so the dirt is a footer half written.
        row("W", .valid,      false, true,  .torn,    .follows, .repair(then: .complete)),
        // Segments are used in order and each gets a record before the next.
        row("X", .valid,      false, false, .clean,   .follows, .refuse(.empty)),
        row("Y", .valid,      false, false, .torn,    .follows, .refuse(.empty)),
        row("Z", .valid,      false, nil,   .clean,   .gap,     .refuse(.gap)),
        row("a", .valid,      false, nil,   .torn,    .gap,     .refuse(.gap)),
    ]

    // swift-format-ignore
    private static func row(
        _ letter: Character, _ header: SegmentScan.Header?, _ hasFooter: Bool?, _ hasFrames: Bool?,
        _ rest: SegmentScan.Rest?, _ successor: RecoveryFinding.Successor?, _ verdict: RecoveryVerdict
    ) -> RecoveryCase {
        RecoveryCase(
            letter: letter, header: header, hasFooter: hasFooter, hasFrames: hasFrames, rest: rest,
            successor: successor, verdict: verdict)
    }

    package func matches(_ finding: RecoveryFinding) -> Bool {
        (header ?? finding.header) == finding.header && (hasFooter ?? finding.hasFooter) == finding.hasFooter
            && (hasFrames ?? finding.hasFrames) == finding.hasFrames && (rest ?? finding.rest) == finding.rest
            && (successor ?? finding.successor) == finding.successor
    }

    /// The one case of a finding.
    package static func of(_ finding: RecoveryFinding) -> RecoveryCase {
        let cases = table.filter { $0.matches(finding) }
        precondition(cases.count == 1, "exactly one case matches \(finding)")
        return cases[0]
    }
}
