import Events

extension Specimen {
    static let surveys = [
        Specimen(
            SurveySent.self,
            {
                ($0.ticket, $0.tokenHash, $0.token) = (ticket, digest, sealed)
                $0.expiresAt = dayAfterTomorrow
            },
            data: #"{"expiresAt":"2024-05-08T10:00:00.000Z"}"#, "发出满意度调查（有效期至 2024-05-08 18:00）",
            "survey sent (until 2024-05-08 18:00)"),
        Specimen(SurveyRevoked.self, { $0.ticket = ticket }, data: "{}", "满意度调查失效", "survey revoked"),
        Specimen(
            NothingChanged.self, { $0.ticket = ticket }, data: "{}", "已经如此，没有变化", "it was so already: nothing changed"),
    ]
}
