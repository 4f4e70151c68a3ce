internal import CommitLog

/// A record as it is given and read back.
struct Entry: Hashable, Sendable {
    var body: [UInt8]
    var type: UInt32 = 0
    var subjects: [UInt64] = []

    init(_ body: [UInt8], type: UInt32 = 0, subjects: [UInt64] = []) {
        self.body = body
        self.type = type
        self.subjects = subjects
    }

    init(_ text: String, type: UInt32 = 0, subjects: [UInt64] = []) {
        self.init(Array(text.utf8), type: type, subjects: subjects)
    }

    init(_ record: borrowing RecordView) {
        self.init(record.bodyBytes, type: record.type, subjects: record.subjects)
    }

    var text: String { String(decoding: body, as: UTF8.self) }
}

extension RecordBatch {
    init(_ entries: [Entry]) throws(CommitLogError) {
        self.init()
        for entry in entries { try append(entry.body, type: entry.type, subjects: entry.subjects) }
    }

    init(_ texts: String...) throws(CommitLogError) { try self.init(texts.map { Entry($0) }) }
}
