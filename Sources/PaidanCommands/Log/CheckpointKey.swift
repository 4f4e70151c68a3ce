internal import EventRendering
internal import Merkle
internal import Policies
internal import SegmentLog
internal import Storage

/// The key that signs a log's checkpoints, in a file, with its public half in another.
enum CheckpointKey {
    static let byteCountMax = 4096

    /// Makes a key. Neither file may exist.
    static func make(
        origin: String, file: String, publicFile: String, in shell: Shell
    ) throws(Refusal) {
        let key = try new(origin: origin, in: shell)
        try shell.refuseToReplace(publicFile)
        // The private half first: of two who make it at once only one gets past it.
        try shell.createNamed(file, text: key.text + "\n", isPrivate: true)
        do throws(Refusal) {
            try shell.createNamed(publicFile, text: key.verifierKey.text + "\n", isPrivate: false)
        } catch {
            try? shell.environment.fileSystem.remove(file)
            throw error
        }
    }

    private static func new(origin: String, in shell: Shell) throws(Refusal) -> SignerKey {
        let name = try keyName(origin)
        var random = Randomness(draw: shell.environment.random)
        return SignerKey(name: name, using: &random)
    }

    /// Reads a private key's file.
    static func read(_ file: String, in shell: Shell) throws(Refusal) -> SignerKey {
        let text = try shell.readText(file, limit: byteCountMax)
        do throws(MerkleError) {
            return try SignerKey(text: lines(text).first ?? "")
        } catch {
            throw .badUse(
                "\(file)：\(error.words.chinese)；可用 `paidan log key --signing` 生成",
                "\(file): \(error); `paidan log key --signing` makes one")
        }
    }

    /// Reads a file of public keys, one a line.
    static func readPublic(_ file: String, in shell: Shell) throws(Refusal) -> [VerifierKey] {
        let texts: [String]
        do throws(Refusal) {
            texts = lines(try shell.readText(file, limit: byteCountMax))
        } catch {
            guard error.status == .badUse, let message = error.message else { throw error }
            throw badPublicKey(message)
        }
        guard !texts.isEmpty else { throw badPublicKey(LocalText("\(file) 中没有公钥", "\(file) holds no public key")) }
        var keys: [VerifierKey] = []
        for text in texts {
            do throws(MerkleError) {
                keys.append(try VerifierKey(text: text))
            } catch { throw badPublicKey(LocalText("\(file)：\(error.words.chinese)", "\(file): \(error)")) }
        }
        return keys
    }

    /// Not the key itself, nor the log, nor the private half.
    private static func badPublicKey(_ why: LocalText) -> Refusal {
        .badUse(
            "\(why.chinese)；请指定公钥文件，日志没有另行指定时为 DIR/keys/checkpoint.pub",
            "\(why.english); name the file that holds the public key, DIR/keys/checkpoint.pub unless the log "
                + "has another"
        )
    }

    /// The key that lies in the log's own directory, made at first use. Its public half is made from it whenever that
    /// is not beside it.
    static func own(
        of log: LogIdentifier, in directory: String, origin: String?, shell: Shell
    ) throws(Refusal) -> SignerKey {
        let own = OwnKey(folder: "\(directory)/keys", shell: shell)
        if let key = try own.complete() { return key }
        try own.makeFolder(in: directory)
        let lock = try own.waitForLock()
        defer { own.release(lock) }
        // Somebody else may have made it while this waited.
        if let key = try own.complete() { return key }
        if let key = try own.present() {
            try own.write(publicHalfOf: key)
            return key
        }
        let key = try new(origin: origin ?? "paidan/\(log)", in: shell)
        try own.write(key)
        try own.write(publicHalfOf: key)
        shell.note(
            shell.language(
                "已为此日志的检查点生成密钥 \(own.file) 和公钥 \(own.publicFile)。与日志放在一起的密钥，对同时拥有二者的人证明"
                    + "不了什么：请把检查点和公钥发送到别处",
                "made a key for this log's checkpoints, \(own.file), and its public half, \(own.publicFile). A key "
                    + "beside the log proves nothing against whoever owns both: send checkpoints and the public key "
                    + "elsewhere"))
        return key
    }

    private static func keyName(_ origin: String) throws(Refusal) -> KeyName {
        do throws(MerkleError) {
            return try KeyName(origin)
        } catch {
            throw .badUse(
                "\(origin) 不能作为名称：\(error.words.chinese)；可用 example.com/orders 这样的名称",
                "\(origin) cannot be an origin: \(error); a name like example.com/orders can")
        }
    }

    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    private struct Randomness: RandomNumberGenerator {
        let draw: @Sendable () -> UInt64
        mutating func next() -> UInt64 { draw() }
    }
}
