internal import EventRendering

extension Language {
    /// The first of an `Accept-Language` header that is spoken here; English where none is.
    init(acceptLanguage: String?) {
        let tags = (acceptLanguage ?? "").lowercased().split(separator: ",").map { range in
            (range.split(separator: ";").first ?? "").filter { $0 != " " }
        }
        self.init(tag: tags.first { $0.hasPrefix("zh") || $0.hasPrefix("en") } ?? "en")
    }
}
