import Foundation
import TemporaryFolders

extension TemporaryFolder {
    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self[name]) }

    /// The files below a folder that hold one of some texts somewhere, each with the text.
    func files(of name: String, with texts: [String]) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: self[name]).flatMap { file -> [String] in
            // Folders have no bytes, and segments end in megabytes of zeros.
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: self[name] + "/" + file)),
                let last = bytes.lastIndex(where: { $0 != 0 })
            else { return [] }
            let written = bytes[...last]
            return texts.filter { written.range(of: Data($0.utf8)) != nil }.map { "\(file): \($0)" }
        }
    }
}
