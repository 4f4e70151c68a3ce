internal import Events

extension Facts {
    mutating func say(surveySent fields: borrowing EventFields<SurveySent>) throws(WireError) {
        time("expiresAt", try fields.instant(.expiresAt))
    }

    mutating func say(surveyRevoked fields: borrowing EventFields<SurveyRevoked>) throws(WireError) {
        // Nothing besides what the event is about.
    }
}
