internal import CIdn2
import Glibc

/// The host parser and serialiser of URL Standard §3.5.
enum HostParser {
    /// Longer names are refused before libidn2 sees them; DNS allows 253 bytes, a browser somewhat more.
    static let maximumDomainBytes = 4_096

    /// The serialised host, or nil if it is none; it is opaque in addresses whose scheme is not special.
    static func parse(_ text: Bytes, isOpaque: Bool) -> [UInt8]? {
        if text.first == 0x5B {
            guard text.last == 0x5D, let address = IPAddressParser.parseIPv6(text.dropFirst().dropLast()) else {
                return nil
            }
            return [0x5B] + address + [0x5D]
        }
        if isOpaque { return parseOpaque(text) }
        guard let domain = domainToASCII(PercentEncoding.decode(text)), !domain.isEmpty,
            !domain.contains(where: isForbiddenInDomain)
        else { return nil }
        if IPAddressParser.endsInNumber(domain) { return IPAddressParser.parseIPv4(domain) }
        return domain
    }

    private static func parseOpaque(_ text: Bytes) -> [UInt8]? {
        guard !text.contains(where: isForbidden) else { return nil }
        var output: [UInt8] = []
        PercentEncoding.append(text, escaping: .control, to: &output)
        return output
    }

    /// "Forbidden host code point".
    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0D, 0x20, 0x23, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x40, 0x5B, 0x5C, 0x5D, 0x5E, 0x7C: true
        default: false
        }
    }

    /// "Forbidden domain code point".
    private static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
        isForbidden(byte) || byte <= 0x1F || byte == 0x25 || byte == 0x7F
    }

    // MARK: - IDNA

    /// Domain to ASCII with beStrict false: UTS #46 non-transitional through libidn2.
    ///
    /// An ASCII name is only put in lower case, also if its punycode is wrong. libidn2 2.3 refuses labels with
    /// two hyphens in third place and labels over 63 bytes, which the standard lets pass.
    static func domainToASCII(_ domain: [UInt8]) -> [UInt8]? {
        guard domain.count <= maximumDomainBytes else { return nil }
        if domain.allSatisfy({ $0 < 0x80 }) { return domain.map(\.asciiLowercased) }
        guard !domain.contains(0), UTF8Decoding.isValid(domain) else { return nil }
        var output: UnsafeMutablePointer<UInt8>?
        let flags = Int32(IDN2_NONTRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue)
        let status = (domain + [0]).withUnsafeBufferPointer { idn2_lookup_u8($0.baseAddress, &output, flags) }
        guard status == Int32(IDN2_OK.rawValue), let output else { return nil }
        defer { free(output) }
        return Array(UnsafeBufferPointer(start: output, count: strlen(output)))
    }
}
