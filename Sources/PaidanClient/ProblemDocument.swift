package import JSONText

/// Why the daemon did not do what it was asked (RFC 9457).
package struct ProblemDocument: Hashable, Sendable {
    /// `urn:paidan:problem:invalid`; `about:blank` where something in between answered.
    package var type: String
    package var title: String
    /// The status of the answer.
    package var status: Int
    package var detail: String
    package var faults: [Fault] = []

    /// What is wrong with one field.
    package struct Fault: Hashable, Sendable {
        /// A JSON Pointer into the body; `?name` for a parameter, `header:name` for a header, `path:name` for a part of
        /// the path.
        package var pointer: String
        package var detail: String
        /// In a text of lines, such as a policy: from 1.
        package var line: UInt64?
        package var column: UInt64?
    }

    /// - Parameter json: nil where the answer is none.
    package init(status: Int, _ json: JSON?) {
        self.status = status
        type = json?["type"]?.asText ?? "about:blank"
        title = json?["title"]?.asText ?? "HTTP \(status)"
        detail = json?["detail"]?.asText ?? ""
        faults = (json?["errors"]?.asElements ?? []).compactMap { fault in
            guard let pointer = fault["pointer"]?.asText else { return nil }
            return Fault(
                pointer: pointer, detail: fault["detail"]?.asText ?? "", line: fault["line"]?.asUnsigned,
                column: fault["column"]?.asUnsigned)
        }
    }
}
