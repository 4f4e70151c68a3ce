package import Events
internal import HTTPTypes
internal import Policies
internal import Synchronization

/// The streams of events that are open: so many in all, and so many of an account.
package final class StreamPlaces: Sendable {
    private let inAll: Int
    private let ofAccount: Int
    private let taken = Mutex<[AccountOrdinal: Int]>([:])

    package init(inAll: Int, ofAccount: Int) {
        self.inAll = inAll
        self.ofAccount = ofAccount
    }

    /// How many are open.
    package var count: Int { taken.withLock { $0.values.reduce(0, +) } }

    /// - Throws: a ``Problem`` that says whose limit is reached.
    package func take(for account: AccountOrdinal) throws -> StreamPlace {
        try taken.withLock { taken throws(Problem) in
            let own = taken[account] ?? 0
            guard own < ofAccount else {
                throw Self.refusal(.tooManyRequests, ofAccount, LocalText("该账号", "of an account"))
            }
            guard taken.values.reduce(0, +) < inAll else {
                throw Self.refusal(.overloaded, inAll, LocalText("全部账号", "in all"))
            }
            taken[account] = own + 1
        }
        return StreamPlace(places: self, account: account)
    }

    fileprivate func giveBack(_ account: AccountOrdinal) {
        taken.withLock { taken in
            let left = (taken[account] ?? 1) - 1
            taken[account] = left == 0 ? nil : left
        }
    }

    private static func refusal(_ kind: ProblemKind, _ limit: Int, _ whose: LocalText) -> Problem {
        var problem = Problem(
            kind,
            LocalText(
                "\(whose.chinese)最多同时读取 \(limit) 个事件流，请在其他事件流结束后重试。",
                "At most \(limit) streams of events \(whose.english) at once: try again when another has ended."))
        problem.headers[.retryAfter] = "5"
        return problem
    }
}

/// One stream's place. It is given back with the last one who has it.
package final class StreamPlace: Sendable {
    private let places: StreamPlaces
    private let account: AccountOrdinal

    fileprivate init(places: StreamPlaces, account: AccountOrdinal) {
        self.places = places
        self.account = account
    }

    deinit { places.giveBack(account) }
}
