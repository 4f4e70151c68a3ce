internal import EventRendering

extension Shell {
    /// A password from a file, or asked for on the terminal without showing what is typed.
    func secret(_ file: String?, _ flag: String, asking question: String) throws(Refusal) -> String {
        if let file {
            // A newline at the end is the editor's.
            let text = try readText(file, limit: DataDirectory.noteBytesMax)
            return String(text.prefix { !$0.isNewline })
        }
        // Whoever stops the command has a terminal that shows what they type.
        catchStopSignals()
        guard hideTyping(true) else {
            throw .badUse(
                "标准输入不是终端，请用 \(flag) 指定文件", "standard input is no terminal: name a file with \(flag)")
        }
        defer {
            _ = hideTyping(false)
            try? errors.write(text: "\n")
        }
        try? errors.write(text: question + language("：", ": "))
        return try readTypedLine()
    }

    private func readTypedLine() throws(Refusal) -> String {
        var line: [UInt8] = []
        var byte: [UInt8] = [0]
        while line.count < DataDirectory.noteBytesMax {
            let arrival: Arrival
            do throws(StreamError) {
                arrival = try input.read(into: &byte, range: 0..<1)
            } catch { throw Refusal(error) }
            switch arrival {
            case .stop(let signal): throw Refusal(signal.status, nil)
            case .bytes where byte[0] != UInt8(ascii: "\n"): line.append(byte[0])
            case .bytes, .end: return String(decoding: line, as: UTF8.self)
            }
        }
        throw .badUse(
            "密码没有 \(DataDirectory.noteBytesMax) 字节那么长，请重新输入",
            "a password has no \(DataDirectory.noteBytesMax) bytes; type it again")
    }
}
