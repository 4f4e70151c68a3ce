public import Events

extension Policy {
    /// How the customer is asked, and what follows from the answer.
    public struct Feedback: Hashable, Sendable {
        /// When the survey goes out. Its link works for as long as the deadline runs that a survey starts.
        public var asks: [Trigger]
        /// What the customer may say, the best first.
        public var grades: [GradeChoice]
        /// Why a customer was not satisfied, as a clerk records it.
        public var reasons: [Code]
        /// A ticket is dispatched again so many times at most; then it can only be escalated.
        public var cyclesMax: UInt64
    }

    public struct GradeChoice: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        public var grade: Grade
        /// The rating closes the ticket; otherwise somebody has to see to it.
        public var closes: Bool
    }

    public func grade(_ code: String) -> GradeChoice? { feedback.grades.first { $0.code == code } }
    public func choice(_ grade: Grade) -> GradeChoice? { feedback.grades.first { $0.grade == grade } }
}
