internal import EventRendering
internal import PaidanClient
internal import Policies

// What a daemon, or the way to it, refused: exit statuses, and text that says what to do.
extension Refusal {
    /// There is nothing to say where a daemon listens.
    static func noDaemon(_ directory: String) -> Refusal {
        Refusal(
            .refused, "\(directory) 没有正在运行的服务；请用 `paidand --data \(directory)` 启动，或用 --server 指定地址",
            "no daemon runs on \(directory); start it with `paidand --data \(directory)`, or name another "
                + "with --server")
    }

    /// The log is held, but nobody listens yet, or any more.
    static func daemonStarts(_ directory: String) -> Refusal {
        Refusal(
            .refused, "\(directory) 的服务正在启动或停止，请稍后重试；或用 --server 指定地址",
            "the daemon on \(directory) is starting, or stopping: try again in a moment, or name another with --server")
    }

    /// - Parameters:
    ///   - key: that of a request which acts.
    ///   - arguments: what fields of the API are called on the command line, where this command has them as arguments.
    init(
        _ error: ClientError, at address: ServerAddress, _ language: Language, key: String? = nil,
        arguments: [String: String] = [:]
    ) {
        let place = address.text
        switch error {
        case .problem(let problem): self.init(problem, at: place, language, arguments)
        case .unreachable(let reason):
            self.init(
                .refused, "无法连接 \(place)（\(reason)）；请用 `paidand --data DIR` 启动服务，或用 --server 指定地址",
                "no daemon answers at \(place) (\(reason)); start it with `paidand --data DIR`, or name another "
                    + "with --server")
        case .notTrusted(let reason):
            self.init(
                .refused, "与 \(place) 的安全连接失败（\(reason)）；可用 --ca 指定信任的证书，或用 --server 指定证书中的主机名",
                "no trusted connection to \(place) (\(reason)); name the certificates to trust with --ca, "
                    + "or with --server the host that its certificate is for")
        case .badCertificates(let path, let reason):
            self.init(
                .badUse, "\(path) 不是 PEM 证书文件（\(reason)）；请用 --ca 指定另一个文件",
                "\(path): \(reason); name another file with --ca")
        case .notUnderstood(let reason):
            self.init(
                .refused, "\(place) 的回答无法理解（\(reason.plainLine)）；请确认它是 paidand，且版本相符",
                "the answer of \(place) is not understood (\(reason.plainLine)); is it a paidand of today?")
        case .lost(let reason):
            let again = key.map { key in
                LocalText(
                    "；可能已经执行，用 --idempotency-key \(key) 重试不会重复",
                    "; it may have been done: with --idempotency-key \(key) it is safe to repeat")
            }
            self.init(
                .refused, "与 \(place) 的连接中断（\(reason)）" + (again?.chinese ?? ""),
                "the answer of \(place) was lost (\(reason))" + (again?.english ?? ""))
        }
    }

    /// - Parameter language: the one in which the daemon was asked.
    private init(
        _ problem: ProblemDocument, at place: String, _ language: Language, _ arguments: [String: String]
    ) {
        let status: CommandStatus = problem.status >= 500 ? .refused : .badUse
        var text = problem.title
        if problem.faults.isEmpty, !problem.detail.isEmpty {
            text += language("：", ": ") + problem.detail
        }
        if problem.type == "urn:paidan:problem:password-must-change" {
            text += language("：`paidan password`", ": `paidan password`")
        }
        if problem.status == 401, problem.type != "urn:paidan:problem:wrong-password" {
            text += language(
                "；\(place) 不认识这个令牌，请用 `paidan sign-in` 重新登录，或用 --token-file、PAIDAN_TOKEN 指定",
                "; \(place) does not know this token: sign in again with `paidan sign-in`, or name another with "
                    + "--token-file or PAIDAN_TOKEN")
        }
        for fault in problem.faults {
            let place: String
            if let line = fault.line, let column = fault.column {
                place = "\(line):\(column)" + (fault.pointer.isEmpty ? "" : " " + fault.pointer)
            } else {
                place = arguments[fault.pointer] ?? Self.flag(of: fault.pointer)
            }
            text += "\n  \(place)\(language("：", ": "))\(fault.detail)"
        }
        self.init(status, told: text.plainLines)
    }

    /// The flag or argument that a field of the API comes from.
    static func flag(of pointer: String) -> String {
        if let flag = flags[pointer] { return flag }
        var parts = pointer.split(whereSeparator: { "/?:".contains($0) })
        // Who gets an account may be made an agent with it.
        if parts.count > 1, parts.first == "profile" { parts.removeFirst() }
        switch parts.first {
        case nil: return pointer.isEmpty ? "JSON" : pointer
        case "skills": return "--skill"
        case "regions": return "--region"
        case "header" where parts.count > 1: return "--" + kebab(parts[1])
        default: return parts.count == 1 ? "--" + kebab(parts[0]) : pointer
        }
    }

    /// Where the two are not called alike.
    private static let flags = [
        "/customer/name": "--name", "/customer/contact": "--contact", "/customer/contactPerson": "--contact-person",
        "/customer/memberId": "--member-id", "/customer/tier": "--tier", "/orderNumber": "--order",
        "/state": "STATE", "/roles": "--role", "/reasons": "--reason", "/old": "--old-file", "/new": "--new-file",
        "/now": "--to", "?after": "--from",
    ]

    /// `Idempotency-Key` and `expectedResult` as flags are called.
    private static func kebab(_ name: Substring) -> String {
        var text = ""
        for character in name {
            if character.isUppercase, let last = text.last, last != "-" { text += "-" }
            text += character.lowercased()
        }
        return text
    }
}
