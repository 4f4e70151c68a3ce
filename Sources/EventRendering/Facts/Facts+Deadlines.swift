internal import Events

extension Facts {
    mutating func say(deadlineStarted fields: borrowing EventFields<DeadlineStarted>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
        time("dueAt", try fields.instant(.dueAt))
        time("warnAt", try fields.instant(.warnAt))
        time("startedAt", try fields.instant(.startedAt))
    }

    mutating func say(deadlineStopped fields: borrowing EventFields<DeadlineStopped>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
    }

    mutating func say(deadlinePaused fields: borrowing EventFields<DeadlinePaused>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
    }

    mutating func say(deadlineResumed fields: borrowing EventFields<DeadlineResumed>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
        time("dueAt", try fields.instant(.dueAt))
        time("warnAt", try fields.instant(.warnAt))
    }

    mutating func say(deadlineMoved fields: borrowing EventFields<DeadlineMoved>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
        time("dueAt", try fields.instant(.dueAt))
        time("warnAt", try fields.instant(.warnAt))
    }

    mutating func say(deadlineWarned fields: borrowing EventFields<DeadlineWarned>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
        time("dueAt", try fields.instant(.dueAt))
        time("warnAt", try fields.instant(.warnAt))
    }

    mutating func say(deadlineBreached fields: borrowing EventFields<DeadlineBreached>) throws(WireError) {
        text("deadline", try fields.text(.deadline))
        time("dueAt", try fields.instant(.dueAt))
        time("nextDueAt", try fields.instant(.nextDueAt))
    }
}
