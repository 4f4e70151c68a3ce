package import Calendars
package import Storage

/// Why there are no rules of a zone.
package enum ZoneFileError: Error, Hashable, Sendable {
    case noName(String)
    case unknownZone(String, folder: String)
    case unreadable(FileError)
    case malformed(CalendarError)
}

extension ZoneFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noName(let name): "'\(name)' is no time zone; write it as Asia/Shanghai"
        case .unknownZone(let name, let folder):
            "there is no time zone '\(name)' in \(folder); check how it is written, and that tzdata is installed"
        case .unreadable(let error): error.description
        case .malformed(let error): error.description
        }
    }
}
