/// The figures that one contestant reached in one round.
typealias Sample = [Measure: Double]

enum Measure: Hashable, Sendable {
    case perSecond, gigabytesPerSecond
    /// Of latencies, in microseconds.
    case mean, p50, p99
    /// Of processor time a record, in microseconds.
    case cpu
    /// Until everything was hashed, sealed and closed.
    case settledPerSecond
}

/// Somebody who is measured: ours, a baseline or a peer.
struct Contestant {
    var name: String
    /// One round. The number of the round seeds what varies.
    var run: (_ round: Int) throws -> Sample
}

/// Contestants who take turns, so that a machine whose speed drifts favours nobody.
struct Contest {
    var contestants: [Contestant]

    /// Runs every contestant once a round, in an order that turns around each time.
    func run(rounds: Int, _ progress: Progress) throws -> Standings {
        var samples: [String: [Sample]] = [:]
        for round in 0..<rounds {
            for contestant in round % 2 == 0 ? contestants : contestants.reversed() {
                progress.say("round \(round + 1) of \(rounds): \(contestant.name)")
                samples[contestant.name, default: []].append(try contestant.run(round))
            }
        }
        return Standings(samples: samples)
    }
}

struct Standings {
    fileprivate let samples: [String: [Sample]]

    /// The figures of a contestant, round by round.
    /// - Precondition: it took part and gives this figure.
    func figures(_ name: String, _ measure: Measure) -> [Double] {
        guard let rounds = samples[name] else { preconditionFailure("\(name) did not take part") }
        return rounds.map { sample in
            guard let value = sample[measure] else { preconditionFailure("\(name) gives no \(measure)") }
            return value
        }
    }

    func tookPart(_ name: String) -> Bool { samples[name] != nil }
}
