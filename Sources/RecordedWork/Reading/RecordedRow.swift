internal import Events

/// A row as far as the mapping asks for it.
struct RecordedRow {
    /// In the file, from 1, its head counted.
    var number: Int
    var time: Instant
    /// By the mapping's columns; nil where nothing is known.
    var values: [String?]
}

/// The rows of one case, in the order of the file.
struct CaseRows {
    var name: String
    var rows: [RecordedRow] = []
}
