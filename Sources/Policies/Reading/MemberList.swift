/// What a mapping of a policy file may hold. The names stand here and nowhere else: the reader asks for them, faults
/// list them, and a test compares them with `schemas/policy/policy.schema.json`.
package struct MemberList: Sendable {
    /// As the schema calls it.
    package let name: String
    package let required: [String]
    package let optional: [String]

    package init(_ name: String, required: [String], optional: [String] = []) {
        self.name = name
        self.required = required
        self.optional = optional
    }

    package var all: [String] { required + optional }
}

extension MemberList {
    static let policy = MemberList(
        "policy",
        required: [
            "format", "profile", "name", "zone", "numbering", "intake", "triage", "dispatch", "stages", "deadlines",
            "feedback", "templates",
        ], optional: ["skills", "calendars", "notices", "carriers"])
    static let text = MemberList("text", required: ["zh", "en"])
    static let choice = MemberList("choice", required: ["code", "name"])
    static let numbering = MemberList("numbering", required: ["pattern", "restarts"])

    static let intake = MemberList(
        "intake", required: ["channels", "required", "urgencies"], optional: ["urgencyOtherwise", "tiers", "types"])
    static let channel = MemberList("channel", required: ["code", "name"], optional: ["letters", "confirmed"])
    static let urgency = MemberList("urgency", required: ["code", "name", "priority"])

    static let triage = MemberList(
        "triage", required: ["categories", "lexicon", "otherwise"],
        optional: [
            "negations", "fillers", "conjunctions", "pseudoNegations", "confidenceMin", "charactersMin", "review",
        ])
    static let category = MemberList(
        "category", required: ["code", "name", "estimate"], optional: ["skill", "words", "negatable", "children"])
    static let subcategory = MemberList(
        "subcategory", required: ["code", "name"], optional: ["estimate", "skill", "words", "negatable"])
    static let priorityWords = MemberList("priorityWords", required: ["priority", "words"])
    static let review = MemberList("review", required: [], optional: ["tiers", "categories", "priorities"])

    static let dispatch = MemberList(
        "dispatch",
        required: [
            "mode", "capacity", "weights", "preferred", "rings", "offerAgainAfter", "levelling", "presenceWindow",
            "plausibility",
        ], optional: ["weightsByPriority", "pools", "offersMax", "manualApproval"])
    static let weights = MemberList(
        "weights", required: [],
        optional: ["skill", "load", "presence", "region", "experience", "preferred", "affinity"])
    static let preference = MemberList("preference", required: ["yearsMin", "onTimeMin"])
    static let ring = MemberList("ring", required: ["code", "name"], optional: ["pools", "regional"])
    static let levelling = MemberList("levelling", required: ["offersMax", "window"], optional: ["repeats"])
    static let plausibility = MemberList("plausibility", required: ["loadFactorMax"])

    static let stage = MemberList("stage", required: ["code", "name", "lifeCycle"], optional: ["next"])

    static let deadline = MemberList(
        "deadline", required: ["code", "name", "starts", "stops", "length", "onBreach"],
        optional: ["calendar", "pausedAt", "warnings", "repeats"])
    static let lengthByPriority = MemberList("lengthByPriority", required: ["byPriority"])
    static let lengthByCategory = MemberList("lengthByCategory", required: ["byCategory", "otherwise"])
    static let lengthByTier = MemberList("lengthByTier", required: ["byTier", "otherwise"])
    static let warning = MemberList("warning", required: ["after", "remind", "template"])
    static let remind = MemberList("remind", required: ["remind", "template"])
    static let escalate = MemberList("escalate", required: ["escalate", "template"])
    static let stageTrigger = MemberList("stageTrigger", required: ["stage"])
    static let gradeTrigger = MemberList("gradeTrigger", required: ["graded"])

    static let calendar = MemberList(
        "calendar", required: ["code", "zone", "week"], optional: ["holidays", "exceptions"])
    static let week = MemberList(
        "week", required: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    static let exception = MemberList("exception", required: ["date", "open"])

    static let feedback = MemberList(
        "feedback", required: ["asks", "grades"], optional: ["reasons", "cyclesMax"])
    static let grade = MemberList("grade", required: ["code", "name", "grade"], optional: ["closes"])
    static let notice = MemberList("notice", required: ["on", "tell", "template"])
    static let template = MemberList("template", required: ["code", "title", "text"])

    /// All of them.
    package static let lists = [
        policy, text, choice, numbering, intake, channel, urgency, triage, category, subcategory, priorityWords, review,
        dispatch, weights, preference, ring, levelling, plausibility, stage, deadline, lengthByPriority,
        lengthByCategory, lengthByTier, warning, remind, escalate, stageTrigger, gradeTrigger, calendar, week,
        exception, feedback, grade, notice, template,
    ]
}
