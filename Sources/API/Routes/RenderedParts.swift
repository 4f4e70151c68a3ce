package import NIOCore
internal import Synchronization

/// What was rendered last for those who see everything. Screens and programs that keep up with the log all want the
/// same parts of it within moments: one of them has each rendered, and the others get it as it is.
package final class RenderedParts: Sendable {
    /// Names may have become others since a part was rendered, as they may a moment after it was sent.
    package struct Key: Hashable, Sendable {
        var form: EventForm
        var first: UInt64
        var last: UInt64

        package init(form: EventForm, first: UInt64, last: UInt64) {
            (self.form, self.first, self.last) = (form, first, last)
        }
    }

    fileprivate struct Kept {
        var parts: [Key: ByteBuffer] = [:]
        /// The oldest first, from `oldest` on.
        var order: [Key] = []
        var oldest = 0
        var bytes = 0
    }

    private let kept = Mutex(Kept())
    private let bytesMax: Int

    package init(bytesMax: Int) { self.bytesMax = bytesMax }

    package subscript(key: Key) -> ByteBuffer? { kept.withLock { $0.parts[key] } }

    package func keep(_ part: ByteBuffer, _ key: Key) {
        kept.withLock { kept in
            if let former = kept.parts.updateValue(part, forKey: key) {
                kept.bytes += part.readableBytes - former.readableBytes
                return
            }
            kept.order.append(key)
            kept.bytes += part.readableBytes
            while kept.bytes > bytesMax { kept.removeOldest() }
        }
    }
}

extension RenderedParts.Kept {
    mutating func removeOldest() {
        let key = order[oldest]
        bytes -= parts.removeValue(forKey: key)?.readableBytes ?? 0
        oldest += 1
        guard oldest * 2 > order.count else { return }
        order.removeFirst(oldest)
        oldest = 0
    }
}
