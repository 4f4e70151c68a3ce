internal import NIOSSL
internal import Policies

/// The certificate and the key that a daemon shows, as settings name them.
struct TLSFiles {
    let certificate: String
    let key: String

    /// - Throws: ``DaemonError`` that names the file which is wrong, or says that the two do not belong together.
    func configuration() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain().map { .certificate($0) }, privateKey: .privateKey(try privateKey()))
        configuration.minimumTLSVersion = .tlsv12
        // A server makes its own later, when there is a data directory.
        do { _ = try NIOSSLContext(configuration: configuration) } catch {
            guard case NIOSSLError.failedToLoadPrivateKey = error else {
                throw DaemonError.badUse(
                    "\(certificate) 和 \(key) 不能用于 TLS：\(error)",
                    "\(certificate) and \(key) cannot be used for TLS: \(error)")
            }
            throw DaemonError.badUse(
                "\(key) 不是 \(certificate) 中首个证书的私钥；请核对 tls-certificate 与 tls-key 是否成对",
                "\(key) is not the key of the first certificate in \(certificate): see that tls-certificate and "
                    + "tls-key belong together")
        }
        return configuration
    }

    private func chain() throws -> [NIOSSLCertificate] {
        let chain = try? NIOSSLCertificate.fromPEMFile(certificate)
        guard let chain, !chain.isEmpty else {
            throw Self.refusal(
                "tls-certificate", certificate,
                LocalText("\(certificate) 中没有 PEM 格式的证书", "there is no certificate in PEM in \(certificate)"))
        }
        return chain
    }

    private func privateKey() throws -> NIOSSLPrivateKey {
        guard let key = try? NIOSSLPrivateKey(file: key, format: .pem) else {
            throw Self.refusal(
                "tls-key", key,
                LocalText(
                    "\(key) 中没有 PEM 格式且不带口令的私钥", "there is no key in PEM, and without a passphrase, in \(key)"))
        }
        return key
    }

    /// What the system says about a file, or else what is wrong with its content.
    private static func refusal(_ setting: String, _ path: String, _ content: LocalText) -> DaemonError {
        let cause = UnreadableFile.cause(path) ?? content
        return .badUse("\(setting)：\(cause.chinese)", "\(setting): \(cause.english)")
    }
}
