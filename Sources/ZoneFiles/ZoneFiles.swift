package import Calendars
package import Storage

/// The time zones of the machine, as tzdata installs them. Calendars do no I/O; this reads the bytes for them.
package enum ZoneFiles {
    /// Where Debian, Fedora and Alpine have them.
    package static let folder = "/usr/share/zoneinfo"

    /// - Parameter name: such as `Asia/Shanghai`. `UTC` is known without a file.
    /// - Throws: ``ZoneFileError``. Blocks for one read.
    package static func zone(
        _ name: String, from fileSystem: any FileSystem, folder: String = folder
    ) throws(ZoneFileError) -> TimeZoneRules {
        guard isName(name) else { throw .noName(name) }
        if name == "UTC" { return .utc }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try fileSystem.readFile("\(folder)/\(name)", limit: CalendarLimits.zoneByteCountMax)
        } catch {
            // A part of a name is a folder, such as America.
            let isFolder = error.code == .other(20) || error.code == .other(21)
            if error.code == .notFound || isFolder { throw .unknownZone(name, folder: folder) }
            throw .unreadable(error)
        }
        do throws(CalendarError) { return try TimeZoneRules(name: name, tzif: bytes) } catch { throw .malformed(error) }
    }

    /// Says whether there is a zone of a name here; nil on a machine without a zone database, where nobody can say.
    /// Blocks for one read a name.
    package static func check(_ fileSystem: any FileSystem, folder: String = folder) -> (@Sendable (String) -> Bool)? {
        guard let names = try? fileSystem.list(folder), !names.isEmpty else { return nil }
        return { name in
            do throws(ZoneFileError) {
                _ = try zone(name, from: fileSystem, folder: folder)
                return true
            } catch .unreadable { return true } catch { return false }
        }
    }

    /// Parts of letters, digits, `_`, `+` and `-` with `/` between them: nothing that leads out of the folder.
    private static func isName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return name.utf8.count <= nameByteCountMax
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "_+-".utf8.contains(byte)
                    }
            }
    }

    /// The longest name of tzdata has 32.
    private static let nameByteCountMax = 64
}
