internal import Storage

/// One call through the seam, for the trace.
struct Call: Sendable {
    var operation: FileError.Operation
    var path: String
    /// What else matters about it, such as an offset.
    var detail: Detail = .none
    var ordinal = 0
    var fault: Fault?
    var outcome: Outcome = .done

    enum Detail: Sendable {
        case none
        case mode(OpenMode)
        case target(String)
        case range(offset: UInt64, byteCount: Int)
        case byteCount(UInt64)
    }

    enum Outcome: Sendable {
        case done
        case bytes(Int)
        case refused(FileError.Code)
    }
}

extension Call: CustomStringConvertible {
    var description: String {
        var text = "\(ordinal) \(operation.rawValue) \(path)"
        switch detail {
        case .none: break
        case .mode(let mode): text += " \(mode)"
        case .target(let path): text += " to \(path)"
        case .range(let offset, let byteCount): text += " at \(offset), \(byteCount) bytes"
        case .byteCount(let byteCount): text += " \(byteCount) bytes"
        }
        if let fault { text += " [\(fault.name)]" }
        switch outcome {
        case .done: break
        case .bytes(let count): text += " = \(count)"
        case .refused(let code): text += " = \(code)"
        }
        return text
    }
}

extension Fault {
    fileprivate var name: String {
        switch self {
        case .refuse(let code): "refuse \(code)"
        case .short: "short"
        case .losePower: "lose power"
        case .forgetOnSync: "forget"
        case .misdirect: "misdirect"
        case .flipBit: "flip a bit"
        }
    }
}

/// The last calls, oldest first.
struct CallTrace: Sendable {
    private static let callsMax = 256

    private var calls: [Call] = []
    private var oldest = 0

    var lines: [String] { (calls[oldest...] + calls[..<oldest]).map(\.description) }

    mutating func append(_ call: Call) {
        if calls.count < Self.callsMax {
            calls.append(call)
        } else {
            calls[oldest] = call
            oldest = (oldest + 1) % Self.callsMax
        }
    }
}
