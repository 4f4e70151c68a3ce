extension RenderedEvent {
    func surveySent(_ language: Language, _ clock: ReadersClock) -> String {
        let end = fact("expiresAt", by: clock).map { [language("有效期至 \($0)", "until \($0)")] } ?? []
        return language("发出满意度调查", "survey sent") + language.inParentheses(end)
    }
}
