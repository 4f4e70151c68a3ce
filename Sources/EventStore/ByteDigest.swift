internal import Crypto

/// What names bytes without saying them.
public enum ByteDigest {
    /// 32 bytes.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
