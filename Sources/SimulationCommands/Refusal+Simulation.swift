internal import EventRendering
internal import PaidanCommands
internal import Policies
internal import RecordedWork
internal import Simulation

// The one place where errors of a simulation become exit statuses and text.
extension Refusal {
    init(_ error: RecordedWorkError, file: String, mapping: String, _ language: Language) {
        switch error {
        case .mapping(let refusal): self = Self.faults(refusal, in: mapping, language)
        case .compression(let bytes):
            self = .badUse(
                "\(file)：第 \(bytes) 字节附近的压缩数据已损坏，请重新获取该文件",
                "\(file): the compressed bytes are damaged near byte \(bytes); fetch the file again")
        case .tooManyRows(let limit):
            self = .badUse("\(file)：超过 \(limit) 行，请分成几份", "\(file) has more than \(limit) rows; divide it")
        case .tooManyCases(let limit):
            self = .badUse("\(file)：超过 \(limit) 个案件，请分成几份", "\(file) has more than \(limit) cases; divide it")
        case .nothing:
            self = .badUse(
                "\(file)：没有一行可用；请核对映射 \(mapping)", "\(file): no row of it can be used; is \(mapping) its mapping?")
        }
    }

    /// - Parameters:
    ///   - agents: the file that names people.
    init(
        _ error: SimulationError, out: String, profile: String = "", agents: String = "", _ language: Language
    ) {
        switch error {
        case .nobody:
            self = .badUse(
                "记录中没有写明任何经办人；请用 --agents 指明",
                "the record names nobody who took anything; name people with --agents")
        case .noArrivals:
            self = .badUse("记录中没有需要人处理的案件", "no case of the record asks for a person")
        case .policy(let refusal): self = Self.faults(refusal, in: profile, language)
        case .agents(let refusal): self = Self.faults(refusal, in: agents, language)
        case .unknownChannel(let channel, let known):
            let names = known.joined(separator: ", ")
            self = .badUse(
                "方案没有渠道 \(channel)；有：\(names)", "the profile has no channel \(channel); it has \(names)")
        case .file(let error): self.init(named: error)
        case .log(let error): self.init(error)
        case .vault(let error): self.init(.refused, told: "\(out)/keys: \(error)")
        case .engine(let error): self.init(.refused, "引擎停下了：\(error)", "the engine stopped: \(error)")
        case .event(let error):
            self.init(.refused, "写入的事件无法读回：\(error)", "an event cannot be read back: \(error)")
        }
    }
}
