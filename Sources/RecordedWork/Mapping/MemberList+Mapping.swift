package import Policies

/// What a mapping file may hold. A test compares the names with `schemas/mapping/mapping.schema.json`.
extension MemberList {
    static let mapping = MemberList(
        "mapping", required: ["format", "name", "file", "zone", "time", "steps"],
        optional: [
            "case", "missing", "columns", "priorities", "channels", "categories", "channelOtherwise", "skill", "desk",
            "programs", "oneAtATime", "durations", "activity",
        ])
    static let recordedColumns = MemberList(
        "columns", required: [],
        optional: ["resource", "category", "queue", "priority", "channel", "customer", "text"])
    static let time = MemberList("time", required: ["columns", "pattern"])
    static let activity = MemberList("activity", required: ["column"], optional: ["ignored"])
    static let step = MemberList(
        "step", required: ["kind"],
        optional: ["when", "unless", "first", "last", "rises", "changes", "after", "at", "by"])

    /// Those of mappings.
    package static let mappingLists = [mapping, recordedColumns, time, activity, step]
}
