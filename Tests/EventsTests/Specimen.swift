import Events
import Foundation
import Testing

/// An encoded message, and by which name, filling and path another program finds its values.
struct Specimen {
    var message: String
    var filling: Filling
    var path: String
    var bytes: [UInt8]

    /// A line of the exchange.
    var line: String { "\(message) \(filling.rawValue) \(path) \(Data(bytes).base64EncodedString())" }

    init(_ type: EventType, _ filling: Filling, _ path: String) throws {
        message = "Envelope/\(type.contractName)"
        self.filling = filling
        self.path = path
        bytes = try filledBody(type, path, filling)
    }

    init<Value: Message>(_: Value.Type, _ filling: Filling, _ path: String) throws {
        message = Value.contractName
        self.filling = filling
        self.path = path
        let value: Value = try filled(path, filling)
        bytes = try value.encoded()
    }

    /// Every event and every sealed message in every filling, those with several values several times.
    static func all() throws -> [Specimen] {
        var specimens: [Specimen] = []
        for filling in Filling.allCases {
            for seed in 0..<(filling == .none ? 1 : 25) {
                for type in EventType.allCases { specimens.append(try Specimen(type, filling, "seed\(seed)")) }
                specimens.append(try Specimen(TicketContent.self, filling, "seed\(seed)"))
                specimens.append(try Specimen(CustomerProfile.self, filling, "seed\(seed)"))
            }
        }
        return specimens
    }
}

/// What Python says to lines on its standard input, run with the packages of the tools.
func runPython(_ arguments: [String], input: [String]) throws -> (status: Int32, lines: [String], said: String) {
    let python = Repository.file(".build-python/bin/python").path(percentEncoded: false)
    try #require(
        FileManager.default.isExecutableFile(atPath: python), "this needs .build-python: run tools/setup")
    let name = "paidan-events-\(ProcessInfo.processInfo.globallyUniqueString)"
    let folder = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: nobody then waits for the other to read.
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.map { $0 + "\n" }.joined().utf8).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-B"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let said = try files.dropFirst().map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return (process.terminationStatus, said[0].split(separator: "\n").map(String.init), said[1])
}
