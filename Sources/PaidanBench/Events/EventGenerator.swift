internal import Seeds
internal import SimulatedStorage

/// Draws events from a seed: equal seeds give equal events.
///
/// A few hundred tickets are open at a time and most events belong to recent ones; a few hundred agents, some far
/// busier than others; text is put together from phrases that people write again and again, with numbers in them.
struct EventGenerator {
    private var random: SplitMix64
    private var recordedAt: Int64 = 1_767_225_600_000
    private var sequence: UInt64 = 0
    private var newestTicket: UInt64 = 40_000

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> Event {
        sequence += 1
        recordedAt += Int64(random.below(40))
        if random.chance(1, in: 10) { newestTicket += 1 }
        // The smaller of two draws: recent tickets and busy agents come oftener.
        let age = min(random.below(600), random.below(600))
        let ticket = newestTicket - UInt64(age)
        return Event(
            kind: random.below(Event.kinds.count), recordedAt: recordedAt, ticket: ticket,
            agent: UInt64(min(random.below(400), random.below(400))), customer: ticket &* 2_654_435_761 % 60_000,
            command: random.next(), sequence: sequence,
            causeDistance: min(sequence, UInt64(1 + random.below(20))), policy: 17, text: text())
    }

    private mutating func text() -> [UInt8] {
        var text: [UInt8] = []
        while text.count < Event.byteCount {
            text += random.pick(Self.phrases).utf8
            if random.chance(1, in: 4) { text += " \(random.below(1_000))".utf8 }
            text += ". ".utf8
        }
        return text
    }

    private static let phrases = [
        "The customer was called twice and did not answer, a message was left on the phone",
        "A technician is on the way and will arrive between nine and noon at building",
        "The water heater does not light, the pilot flame goes out after a few seconds",
        "Replaced the pressure valve, tested it twice and showed the customer how to use it",
        "Please call back after six in the evening, nobody is at home during the day",
        "The invoice was sent again to the address on file, as the customer had asked",
        "Waiting for a spare part from the central warehouse, expected in working days",
        "The lift stops between floors and makes a noise, nobody was inside at the time",
        "The appointment was moved to tomorrow morning because the road is closed",
        "The line has been dead since the storm last night, the whole street is affected",
        "Internet is slow every evening, worst in the bedroom, the speed test shows",
        "The lock was changed and three keys were handed over to the tenant in person",
        "The customer asks for a refund of the second visit, the first had been enough",
        "Photos were taken of the damage to the ceiling and added to the ticket",
        "There is no power in the kitchen, the fuse is fine and the lights work elsewhere",
        "Escalated to the duty engineer of the district, who takes over from here",
        "It works again, thank you for the quick help and for the friendly technician",
        "A second visit is needed, a longer ladder and a helper have to come along",
        "热水器不点火，开机几秒钟以后火焰就熄灭，客户已经关闭阀门",
        "客户要求晚上六点以后回电，白天家里没有人，请提前短信通知",
        "师傅已经出发，预计上午九点到十二点之间到达，请保持电话畅通",
        "电梯停在两个楼层之间并且有异响，当时轿厢内没有人，已经断电",
        "更换了减压阀并测试两次，一切正常，已向客户说明使用方法",
        "正在等待中心仓库发来备件，到货以后会再次联系客户预约时间",
        "昨晚下雨以后线路不通，整条街道都受到影响，已通知线路班组",
    ]
}
