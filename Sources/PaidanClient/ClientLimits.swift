/// The limits of what a daemon may send, and of how long it may take, with their reasons.
package enum ClientLimits {
    /// Bytes of an answer that is taken whole: ten thousand answers of a batch, with room.
    static let answerBytesMax = 64 << 20
    /// Bytes of a problem document.
    static let problemBytesMax = 1 << 20
    /// Bytes of one line of a stream. An event's texts are sealed, so what is left is far smaller.
    static let lineBytesMax = 4 << 20
    /// Bytes of a stream that lie here unread: some thousand events, then the daemon waits.
    static let unreadBytesMax = 1 << 20
    /// A daemon that is there takes a connection at once, wherever it is.
    static let connectSeconds: Int64 = 5
    /// Without a byte of an answer. The daemon itself gives up before.
    static let silenceSeconds: Int64 = 60
    /// Before a request is sent again whose answer was lost.
    static let retryMilliseconds: Int64 = 300
}
