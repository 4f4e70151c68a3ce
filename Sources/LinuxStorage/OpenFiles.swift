internal import CPlatform

/// How many files, sockets among them, the process may have open at once.
public enum OpenFiles {
    /// Raises the limit as far as the process may by itself, and returns it; nil where the system does not say.
    public static func raiseLimit() -> Int? {
        let limit = paidan_raise_open_files()
        return limit == 0 ? nil : Int(clamping: limit)
    }
}
