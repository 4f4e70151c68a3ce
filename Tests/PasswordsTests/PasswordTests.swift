import Passwords
import Seeds
import Testing

@Suite("A password")
struct PasswordTests {
    /// Numbers that are no secret.
    private static func counted() -> @Sendable () -> UInt64 { { 0x0123_4567_89ab_cdef } }

    @Test("is known again by its verifier, and no other is")
    func verified() throws {
        let made = PasswordVerifier("派单员的密码 2026", cost: .least, random: Self.counted())
        let verifier = try #require(PasswordVerifier(made.bytes))
        #expect(verifier.admits("派单员的密码 2026"))
        for other in ["派单员的密码 2027", "派单员的密码 2026 ", "", "派单员的密码"] { #expect(!verifier.admits(other)) }
    }

    @Test("has another verifier whenever it is set, which says nothing of it")
    func salted() {
        var numbers = SplitMix64(seed: 20_261_122)
        let one = PasswordVerifier("correct horse", cost: .least) { numbers.next() }
        let two = PasswordVerifier("correct horse", cost: .least) { numbers.next() }
        #expect(one != two && one.admits("correct horse") && two.admits("correct horse"))
    }

    @Test("has a verifier of a known form, or none")
    func damaged() {
        let bytes = PasswordVerifier("correct horse", cost: .least, random: Self.counted()).bytes
        #expect(PasswordVerifier([]) == nil && PasswordVerifier(Array(bytes.dropLast())) == nil)
        // Another scheme, and costs that would take the machine.
        for (index, value) in [(0, 2), (1, 0), (1, 21), (2, 0), (2, 17), (3, 0), (3, 17)] {
            var damaged = bytes
            damaged[index] = UInt8(value)
            #expect(PasswordVerifier(damaged) == nil, "byte \(index) is \(value)")
        }
    }

    @Test(
        "has to be long enough and not the name",
        arguments: [
            ("ninechars", "E1001", PasswordRules.Fault.tooShort), ("ten chars!", "E1001", nil),
            ("十个汉字的一句密码呀", "E1001", nil), (String(repeating: "a", count: 128), "E1001", nil),
            (String(repeating: "a", count: 129), "E1001", .tooLong),
            ("a" + String(repeating: "\u{301}", count: 600) + "bcdefghij", "E1001", .tooLong),
            ("employee1001", "employee1001", .isTheName), ("EMPLOYEE10012", "employee1001", .isTheName),
            ("E1001E1001E1001", "e1001", .isTheName), ("correct horse", "E1001", nil),
            ("old password", "E1001", .isTheOld),
        ] as [(String, String, PasswordRules.Fault?)])
    func rules(_ password: String, _ name: String, _ fault: PasswordRules.Fault?) {
        #expect(PasswordRules.fault(in: password, name: name, old: "old password") == fault)
    }

    @Test("that is the first is one that the rules admit, and never the same")
    func first() {
        var seen: Set<String> = []
        var numbers = SplitMix64(seed: 20_261_122)
        for _ in 0..<1_000 {
            let password = PasswordRules.first { numbers.next() }
            #expect(PasswordRules.fault(in: password, name: "E1001") == nil)
            #expect(password.count == 19 && seen.insert(password).inserted)
        }
    }

    @Test("is worked on elsewhere, as long for nobody as for somebody")
    func work() async throws {
        let work = PasswordWork(cost: .least, random: Self.counted())
        let verifier = try await work.verifier(of: "correct horse")
        #expect(try await work.admits("correct horse", verifier.bytes))
        #expect(try await !work.admits("wrong horse", verifier.bytes))
        #expect(try await !work.admits("correct horse", []))
        work.stop()
    }
}
