internal import Bytes
internal import Domain
internal import EventStore
internal import Events

extension Core {
    /// A command of the product itself with what only the engine can give: the token of a survey.
    func completed(_ command: Command) throws(EngineError) -> Command {
        guard case .survey(let ticket, _, _) = command, let customer = state.openTickets[ticket]?.customer,
            let key = try key(of: customer)
        else { return command }
        var bytes: [UInt8] = []
        for _ in 0..<Self.tokenWords { bytes.append(littleEndian: random()) }
        let token = Array(Hex.encode(bytes).utf8)
        return .survey(
            ticket, tokenHash: ByteDigest.sha256(token),
            token: key.seal(token, for: SealedPlace(customer, SurveySent.self, .token), random: random))
    }

    /// 256 bits: nobody guesses them.
    private static let tokenWords = 4
}
