import CCrypto

/// SHA-256 through OpenSSL's libcrypto.
public enum SHA256 {
    /// Fetched once: what `EVP_sha256()` names is looked up anew for every digest.
    private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    /// The 32 bytes of the digest.
    public static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let input = Array(bytes)
        var output = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let status = EVP_Digest(input, input.count, &output, &length, algorithm, nil)
        precondition(status == 1 && length == 32, "libcrypto has SHA-256")
        return output
    }

    /// The digest in lower-case hexadecimal, 64 characters.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest(bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text.string
    }
}
