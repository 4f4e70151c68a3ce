internal import CommitLog

/// Which records of which files become the new log, and which are lost: decided from what all files hold, before
/// anything is written.
struct SalvagePlan {
    /// Records to take from one run of one file.
    struct Piece {
        var file: Int
        var offset: UInt64
        var first: UInt64
        var last: UInt64
    }

    let harvests: [SegmentHarvest]
    private let survey: LogSurvey
    /// What the position page says was durable, where it says something.
    private let witness: SequenceNumber?
    /// By sequence number, without overlaps.
    private(set) var pieces: [Piece] = []
    private(set) var lost: [LostRange] = []
    private(set) var unreadable: [UnreadableBytes] = []
    private(set) var endIsKnown = false

    init(_ harvests: [SegmentHarvest], survey: LogSurvey, witness: SequenceNumber?) {
        self.harvests = harvests
        self.survey = survey
        self.witness = witness
        for harvest in harvests {
            unreadable += harvest.damages.map { damage in
                UnreadableBytes(
                    file: harvest.path, offset: damage.range.lowerBound,
                    byteCount: damage.range.upperBound - damage.range.lowerBound, why: damage.why)
            }
        }
        choose()
        account()
    }

    /// The last record that is saved, 0 if none is.
    private var lastSaved: UInt64 { pieces.last?.last ?? 0 }
}

// Choosing.
extension SalvagePlan {
    private struct Candidate {
        var file: Int
        var run: SegmentHarvest.Run
        var rank: Rank
    }

    /// Who wins where two runs hold the same record: the later epoch, then the sealed segment, the one repacked
    /// oftener, the later segment, and what stands first in it.
    private struct Rank: Comparable {
        var epoch: UInt32
        var isSealed: Bool
        var name: SegmentName
        var offset: UInt64

        static func < (left: Rank, right: Rank) -> Bool {
            if left.epoch != right.epoch { return left.epoch < right.epoch }
            if left.isSealed != right.isSealed { return right.isSealed }
            if left.name.generation != right.name.generation { return left.name.generation < right.name.generation }
            if left.name.number != right.name.number { return left.name.number < right.name.number }
            return left.offset > right.offset
        }
    }

    private mutating func choose() {
        let candidates = believable(sortedCandidates())
        var waiting = candidates[...]
        var active: [Candidate] = []
        var position: UInt64 = 1
        while true {
            while let next = waiting.first, next.run.first <= position { active.append(waiting.removeFirst()) }
            active.removeAll { $0.run.last < position }
            guard let best = active.max(by: { $0.rank < $1.rank }) else {
                guard let next = waiting.first else { return }
                position = next.run.first
                continue
            }
            // As far as it goes, or until a better one begins.
            let better = waiting.prefix { $0.run.first <= best.run.last }.first { best.rank < $0.rank }
            let last = better.map { $0.run.first - 1 } ?? best.run.last
            pieces.append(Piece(file: best.file, offset: best.run.offset, first: position, last: last))
            position = last + 1
        }
    }

    private func sortedCandidates() -> [Candidate] {
        var candidates: [Candidate] = []
        for (index, harvest) in harvests.enumerated() {
            let isListed = survey.manifest?.sealed.contains { $0.name == harvest.name } ?? false
            for run in harvest.runs {
                let rank = Rank(
                    epoch: run.epoch, isSealed: isListed || harvest.footer != nil, name: harvest.name,
                    offset: run.offset)
                candidates.append(Candidate(file: index, run: run, rank: rank))
            }
        }
        return candidates.sorted { ($0.run.first, $1.rank) < ($1.run.first, $0.rank) }
    }

    /// Without runs that lie further behind the others than the segments between could hold: a stand-in would have
    /// to be written for every record between.
    private mutating func believable(_ candidates: [Candidate]) -> [Candidate] {
        var last: UInt64 = survey.manifest?.durable.value ?? 0
        var number: UInt32 = 0
        return candidates.filter { candidate in
            let name = harvests[candidate.file].name
            let between = UInt64(max(name.number, number) - min(name.number, number)) + 1
            guard candidate.run.first <= last || (candidate.run.first - last) / Limits.segmentRecordsMax < between
            else {
                unreadable.append(
                    UnreadableBytes(
                        file: harvests[candidate.file].path, offset: candidate.run.offset, byteCount: 0,
                        why:
                            "a frame claims to be record \(candidate.run.first), too far behind record \(last) to be so"
                    ))
                return false
            }
            if candidate.run.last > last { (last, number) = (candidate.run.last, name.number) }
            return true
        }
    }
}

// Accounting.
extension SalvagePlan {
    private mutating func account() {
        let sources = LossSources(harvests, survey: survey)
        var next: UInt64 = 1
        var before: SegmentName?
        for piece in pieces {
            let name = harvests[piece.file].name
            if piece.first > next { lost += sources.explain(next...piece.first - 1, between: before, and: name) }
            next = piece.last + 1
            before = name
        }
        let known = highestKnown
        if known >= next { lost += sources.explain(next...known, between: before, and: nil) }
        endIsKnown = known <= lastSaved && isEndSeen(from: before)
    }

    /// The last record that anything says there was. A claim that was not believed says nothing.
    private var highestKnown: UInt64 {
        let bound = max(lastSaved, survey.manifest?.durable.value ?? 0) + Limits.segmentRecordsMax
        let claims = (harvests.map(\.highest) + [witness?.value ?? 0]).filter { $0 <= bound }
        return max(survey.manifest?.durable.value ?? 0, claims.max() ?? 0)
    }

    /// Whether the file of the last saved record and every one behind it are whole, and the last of all is the one
    /// in which writing stopped.
    private func isEndSeen(from name: SegmentName?) -> Bool {
        let behind = harvests.filter { $0.name.number >= name?.number ?? 1 }
        guard let last = behind.last, last.isEnd, last.name.number >= survey.manifest?.nextSegment ?? 1 else {
            return false
        }
        let numbers = Set(behind.map(\.name.number))
        let first = name?.number ?? survey.manifest?.nextSegment ?? 1
        return numbers.count == Int(last.name.number - min(first, last.name.number)) + 1
            && !behind.contains { harvest in harvest.damages.contains { !$0.isFollowed } }
    }
}
