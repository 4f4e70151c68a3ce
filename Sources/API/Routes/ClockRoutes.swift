internal import Domain
internal import Engine
internal import Events
internal import Hummingbird
internal import JSONText
internal import Policies

extension API {
    static var clockRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/clock", .readClock) { $0.showClock },
            Route(.put, "/v1/clock", .turnClock) { $0.turnClock },
        ]
    }

    private func showClock(_ exchange: Exchange) async throws -> Response {
        .json(["now": JSON(await engine.time), "manual": .bool(settings.clock != nil)])
    }

    /// A daemon whose clock is turned by hand is in a rehearsal: what is due until then happens, each at its time.
    private func turnClock(_ exchange: Exchange) async throws -> Response {
        let bytes = try await exchange.body()
        let wanted = try Form.read(ClockBody.self, bytes).now
        guard let clock = settings.clock else {
            throw Problem.conflict(
                "clock-runs",
                LocalText(
                    "时钟自行走动；演练请用 --clock manual 启动。", "Time goes by itself: a rehearsal starts with --clock manual."))
        }
        let now = await engine.time
        guard wanted >= now else {
            let detail = LocalText("不能早于当前时间，请给出之后的时间。", "Time does not go back: give a later one.")
            throw Problem.invalid([FieldFault(pointer: "/now", code: .value, detail: detail)])
        }
        guard wanted <= now.advanced(by: APILimits.turnMax) else {
            let detail = LocalText("一次最多前进 366 天，请分几次。", "At most 366 days at once: take several steps.")
            throw Problem.invalid([FieldFault(pointer: "/now", code: .value, detail: detail)])
        }
        await engine.turn(clock, to: wanted)
        let (time, sequence) = (await engine.time, await engine.look { $0.sequence })
        return .json(["now": JSON(time), "manual": true], sequence: sequence)
    }
}

/// `PUT /v1/clock`
private struct ClockBody: FormBody {
    var now: Instant

    init(_ form: inout Form) {
        now = form.time("now", required: true) ?? Instant(milliseconds: 0)
        form.end()
    }
}
