internal import EventRendering

/// How much there is of a log.
struct LogExtent {
    let records: UInt64
    let segments: Int
    let bytes: UInt64

    func words(_ language: Language) -> String {
        language(
            "\(records) 条记录，\(segments) 个段，\(Amounts.bytes(bytes, language))",
            "\(Amounts.count(records, "record")) in \(Amounts.count(UInt64(segments), "segment")), "
                + Amounts.bytes(bytes, language)
        )
    }
}
