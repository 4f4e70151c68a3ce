internal import JSONText
internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import Merkle

struct CheckProof: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-proof",
        abstract: "Checks a proof with the log's public key alone, and says what it proves.",
        discussion: """
            Takes what `paidan log prove` printed, from a file or, named -, from standard input. Of a proof for a \
            record it prints the record below. The exit status is 2 if the proof does not hold.
            """)

    static let examples = [
        Example("A proof that was received", "paidan log check-proof 4711.proof --public-key orders.pub"),
        Example(
            "Without a file between",
            "paidan log prove orders 4711 | paidan log check-proof - --public-key orders/keys/checkpoint.pub"),
    ]

    @Argument(help: "The file with the proof, or - for standard input.", completion: .file())
    var proof: String

    @Option(
        name: .customLong("public-key"),
        help: ArgumentHelp(
            "The file with the log's public key: DIR/keys/checkpoint.pub unless it has another.",
            valueName: "file"),
        completion: .file())
    var publicKey: String

    @Flag(help: "Print what is proved as JSON.")
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let keys = try CheckpointKey.readPublic(publicKey, in: shell)
        let bytes = try shell.readNamed(proof, limit: MerkleLimits.proofTextByteCountMax)
        let name = proof == Shell.standardInput ? "the proof" : proof
        let proved: Proved
        do throws(MerkleError) {
            proved = try Proved(bytes, trusting: keys)
        } catch { throw Refusal(error, in: name) }
        if json { try shell.say(proved.json) } else { try shell.say(proved.lines) }
        return .success
    }
}
