internal import Events

/// All that a file tells.
package struct Record: Hashable, Sendable {
    /// In the order of their submission.
    package var cases: [RecordedCase] = []
    package var blemishes = Blemishes()
    /// Rows behind the head, those with blemishes counted.
    package var rowCount = 0

    package init() {}
}
