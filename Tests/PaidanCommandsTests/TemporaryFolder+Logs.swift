import Foundation
import TemporaryFolders
import Testing

extension TemporaryFolder {
    /// The permission bits of a file.
    func mode(_ name: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: self[name])[.posixPermissions] as? Int)
    }

    func setMode(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: self[name])
    }

    /// The segment files of a log, by name.
    func segments(of log: String) throws -> [String] {
        try names(of: log).filter { $0.hasSuffix(".segment") }
    }

    /// Writes over a part of a file.
    func write(_ bytes: [UInt8], at offset: Int, of name: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: self[name]))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: bytes)
        try file.close()
    }

    /// Changes one byte of a file.
    func flipByte(at offset: Int, of name: String) throws {
        let url = URL(fileURLWithPath: self[name])
        var data = try Data(contentsOf: url)
        data[offset] ^= 0xff
        try data.write(to: url)
    }
}
