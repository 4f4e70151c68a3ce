import EventRendering
import Events
import Testing

@Suite("Codes")
struct CodeTests {
    @Test("are the contract's names in kebab-case, and lead back")
    func kebabCase() {
        check(EventType.self)
        check(Priority.self)
        check(Presence.self)
        check(LifeCycle.self)
        check(Grade.self)
        check(Closing.self)
        check(LeftOut.self)
        check(QueuedBecause.self)
        check(ReviewBecause.self)
        check(FileKind.self)
    }

    private func check<Value: Coded>(_: Value.Type) {
        for value in Value.allCases {
            let kebab = "\(value)".map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
            #expect(value.code == kebab)
            #expect(Value(code: value.code) == value)
        }
        #expect(Value(code: "") == nil && Value(code: "Nothing") == nil)
    }

    @Test("say of whoever is not asked again at once what both of its ways have in common")
    func passedBy() {
        #expect(LeftOut.declined.words(.chinese) == "刚刚拒单、超时或被收回")
        #expect(LeftOut.declined.words(.english) == "just declined it, let it pass or had it taken back")
    }

    @Test("say why time counts or does not: of an exception what it is, by its name where it has one")
    func countedReasons() {
        for language in Language.allCases {
            #expect(Set(SegmentReason.allCases.map { $0.words("x", language) }).count == SegmentReason.allCases.count)
        }
        #expect(SegmentReason.holiday.words("国庆节", .chinese) == "不计：国庆节放假")
        #expect(SegmentReason.holiday.words("National Day", .english) == "not counted: National Day, a holiday")
        #expect(SegmentReason.makeUpDay.words("国庆节", .chinese) == "计时：国庆节调休上班")
        #expect(
            SegmentReason.makeUpDay.words("National Day", .english)
                == "counted: a working day that makes up for National Day")
    }

    @Test("have words in both languages, no two the same")
    func words() {
        for language in Language.allCases {
            for words in [
                Priority.allCases.map { $0.words(language) }, Presence.allCases.map { $0.words(language) },
                LifeCycle.allCases.map { $0.words(language) }, Grade.allCases.map { $0.words(language) },
                Closing.allCases.map { $0.words(language) }, LeftOut.allCases.map { $0.words(language) },
                QueuedBecause.allCases.map { $0.words(language) }, ReviewBecause.allCases.map { $0.words(language) },
                FileKind.allCases.map { $0.words(language) },
            ] {
                #expect(Set(words).count == words.count && !words.contains(""))
            }
        }
    }
}
