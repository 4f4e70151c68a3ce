internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A page of the daemon's own, for browsers.
struct HTMLPage {
    /// Plain text.
    var title: String
    /// HTML.
    var body: String
    var status = HTTPResponse.Status.ok

    /// Nothing is loaded, nothing runs, nobody shows it inside a page of their own.
    private static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    private static let style = """
        body{font-family:system-ui,sans-serif;line-height:1.6;max-width:32rem;margin:2rem auto;padding:0 1rem}\
        label{display:block}textarea{width:100%}
        """

    func response(_ language: Language) -> Response {
        let text = """
            <!doctype html>
            <html lang="\(language == .chinese ? "zh" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>\(HTML.escaped(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            \(HTML.element("h1", title))\(body)</body>
            </html>

            """
        let headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: language == .chinese ? "zh" : "en",
            .contentSecurityPolicy: Self.policy, .xContentTypeOptions: "nosniff",
        ]
        return .secret(
            Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text))))
    }
}
