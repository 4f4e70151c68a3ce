import API
import Testing

@Suite("The rate limiter")
struct RateLimiterTests {
    @Test("lets a second's worth come at once, and then as much as flows in")
    func flow() {
        let limiter = RateLimiter<String>(4)
        let waits = (0..<6).map { _ in limiter.take(1, for: "a", at: .zero) }
        #expect(waits == [nil, nil, nil, nil, .milliseconds(250), .milliseconds(250)])
        let later = Duration.milliseconds(500)
        #expect((0..<3).map { _ in limiter.take(1, for: "a", at: later) == nil } == [true, true, false])
    }

    @Test("tells those apart who come from elsewhere")
    func apart() {
        let limiter = RateLimiter<String>(1)
        #expect(["a", "a", "b", "b"].map { limiter.take(1, for: $0, at: .zero) == nil } == [true, false, true, false])
    }

    @Test("knows no more of them at once than it may")
    func bounded() {
        let limiter = RateLimiter<Int>(1, bucketsMax: 2)
        #expect([1, 2, 1, 2].map { limiter.take(1, for: $0, at: .zero) == nil } == [true, true, false, false])
        // A third begins anew for all.
        #expect([3, 1, 3].map { limiter.take(1, for: $0, at: .zero) == nil } == [true, true, false])
    }
}
