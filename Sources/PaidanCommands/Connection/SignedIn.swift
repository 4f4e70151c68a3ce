internal import Bytes
internal import PaidanClient
internal import SegmentLog
internal import Storage

/// The tokens of those who are signed in: a file for each daemon, readable by its owner alone, where the user's
/// programs keep their state (XDG base directories).
struct SignedIn {
    private let folder: String
    private let shell: Shell

    /// - Returns: nil where nobody says where the user's home is.
    init?(in shell: Shell) {
        func absolute(_ name: String) -> String? {
            shell.variable(name).flatMap { $0.hasPrefix("/") ? FileNames.trimmed($0) : nil }
        }
        let state = absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }
        guard let state else { return nil }
        folder = state + "/paidan"
        self.shell = shell
    }

    private func path(_ address: ServerAddress) -> String {
        let name = address.text.utf8.map { byte in
            let isPlain = byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || byte == UInt8(ascii: "."))
            return isPlain || (0x30...0x39).contains(byte) ? String(UnicodeScalar(byte)) : "-\(byte)-"
        }
        return folder + "/" + name.joined() + ".token"
    }

    /// Nil where nobody is signed in.
    func token(for address: ServerAddress) throws(Refusal) -> String? {
        do throws(FileError) {
            let bytes = try shell.environment.fileSystem.readFile(path(address), limit: DataDirectory.noteBytesMax)
            return String(decoding: bytes, as: UTF8.self).trimmed
        } catch {
            if case .notFound = error.code { return nil }
            throw Refusal(named: error)
        }
    }

    func keep(_ token: String, for address: ServerAddress) throws(Refusal) {
        let fileSystem = shell.environment.fileSystem
        do throws(FileError) {
            var way = ""
            for part in folder.split(separator: "/") {
                way += "/" + part
                try fileSystem.makeDirectoryIfMissing(way)
            }
            try fileSystem.replaceFile(path(address), in: folder, with: Array((token + "\n").utf8), isPrivate: true)
        } catch { throw Refusal(named: error) }
    }

    func forget(_ address: ServerAddress) throws(Refusal) {
        do throws(FileError) { try shell.environment.fileSystem.remove(path(address)) } catch {
            guard case .notFound = error.code else { throw Refusal(named: error) }
        }
    }
}
