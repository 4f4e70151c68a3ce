internal import Domain
internal import Engine
internal import Hummingbird
internal import JSONText
internal import Policies
internal import Projections

extension API {
    static var customerRoutes: [Route<Log>] { [Route(.post, "/v1/customers/{id}/erase", .eraseCustomer) { $0.erase }] }

    private func erase(_ exchange: Exchange) async throws -> Response {
        let hex = exchange.parameters.text("id")
        let customer = Names.CustomerIdentifier(hex: hex).flatMap { identifier in
            engine.registry.withNames { $0.customer(identifier) }
        }
        let bytes = try await exchange.body()
        let reason = try Form.read(ErasureBody.self, bytes).reason
        guard let customer else {
            throw Problem.notFound(LocalText("没有该客户，请核对标识。", "There is no such customer: check the identifier."))
        }
        let (isRepeated, sequence) = try await engine.perform(
            .erase(customer, reason: reason), for: try exchange.caller(bytes)
        ) { ($0.isRepeated, $1.sequence) }
        return .json(["customer": .string(hex), "erased": true], sequence: sequence, isRepeated: isRepeated)
    }
}
