internal import Merkle
internal import SegmentLog
internal import Storage

/// The key that signs a log's checkpoints, in a file, with its public half in another.
enum CheckpointKey {
    private static let byteCountMax = 4096

    /// Makes a key. Neither file may exist.
    @discardableResult
    static func make(
        origin: String, file: String, publicFile: String, in shell: Shell
    ) throws(Refusal) -> SignerKey {
        let name = try keyName(origin)
        var random = Randomness(draw: shell.environment.random)
        let key = SignerKey(name: name, using: &random)
        // The public half first: a private key that exists always has its public half beside it.
        try shell.createNamed(publicFile, text: key.verifierKey.text + "\n", isPrivate: false)
        try shell.createNamed(file, text: key.text + "\n", isPrivate: true)
        return key
    }

    /// Reads a private key's file.
    static func read(_ file: String, in shell: Shell) throws(Refusal) -> SignerKey {
        let text = try shell.readText(file, limit: byteCountMax)
        do throws(MerkleError) {
            return try SignerKey(text: lines(text).first ?? "")
        } catch { throw .badUse("\(file): \(error); `paidan log key --signing` makes one") }
    }

    /// Reads a file of public keys, one a line.
    static func readPublic(_ file: String, in shell: Shell) throws(Refusal) -> [VerifierKey] {
        let texts = lines(try shell.readText(file, limit: byteCountMax))
        guard !texts.isEmpty else { throw .badUse("\(file) holds no public key") }
        var keys: [VerifierKey] = []
        for text in texts {
            do throws(MerkleError) {
                keys.append(try VerifierKey(text: text))
            } catch { throw .badUse("\(file): \(error)") }
        }
        return keys
    }

    /// The key that lies in the log's own directory, made at first use.
    static func own(
        of log: LogIdentifier, in directory: String, origin: String?, shell: Shell
    ) throws(Refusal) -> SignerKey {
        let folder = "\(directory)/keys"
        let (file, publicFile) = ("\(folder)/checkpoint.key", "\(folder)/checkpoint.pub")
        let fileSystem = shell.environment.fileSystem
        let isThere: Bool
        do throws(FileError) {
            isThere = try fileSystem.exists(file)
            if !isThere {
                try makeFolder(folder, in: directory, fileSystem)
                // Left behind by a crash before its private half was written; nothing was signed with that.
                if try fileSystem.exists(publicFile) { try fileSystem.remove(publicFile) }
            }
        } catch { throw Refusal(error) }
        if isThere { return try read(file, in: shell) }
        let key = try make(origin: origin ?? "paidan/\(log)", file: file, publicFile: publicFile, in: shell)
        shell.note(
            "made a key for this log's checkpoints, \(file), and its public half, \(publicFile). A key beside the "
                + "log proves nothing against whoever owns both: send checkpoints and the public key elsewhere")
        return key
    }

    private static func makeFolder(
        _ folder: String, in directory: String, _ fileSystem: any FileSystem
    ) throws(FileError) {
        do throws(FileError) {
            try fileSystem.makeDirectory(folder)
            try fileSystem.syncDirectory(directory)
        } catch {
            if error.code != .exists { throw error }
        }
    }

    private static func keyName(_ origin: String) throws(Refusal) -> KeyName {
        do throws(MerkleError) {
            return try KeyName(origin)
        } catch { throw .badUse("\(origin) cannot be an origin: \(error); a name like example.com/orders can") }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    private struct Randomness: RandomNumberGenerator {
        let draw: @Sendable () -> UInt64
        mutating func next() -> UInt64 { draw() }
    }
}
