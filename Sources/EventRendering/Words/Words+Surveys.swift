extension RenderedEvent {
    func surveySent(_ say: Wording, _ clock: ReadersClock) -> String {
        let end = fact("expiresAt", by: clock).map { [say("有效期至 \($0)", "until \($0)")] } ?? []
        return say("发出满意度调查", "survey sent") + say.inParentheses(end)
    }
}
