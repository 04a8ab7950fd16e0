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
    /// An ASCII name is only put in lower case, also if its punycode is wrong. Label by label, since the standard lets
    /// hyphens and lengths of ASCII labels pass that libidn2 refuses; in others it refuses them.
    static func domainToASCII(_ domain: [UInt8]) -> [UInt8]? {
        guard domain.count <= maximumDomainBytes else { return nil }
        if domain.allSatisfy({ $0 < 0x80 }) { return domain.map(\.asciiLowercased) }
        guard !domain.contains(0), UTF8Decoding.isValid(domain) else { return nil }
        // Mapped to the small letter since Unicode 15.1; libidn2 still makes two letters of it.
        let scalars = String.UnicodeScalarView(domain.string.unicodeScalars.map { $0 == "\u{1E9E}" ? "\u{DF}" : $0 })
        // The rules for writing from right to left look at the name as a whole.
        guard !scalars.contains(where: isRightToLeft) else {
            return lookUp(Array(String(scalars).utf8), IDN2_NONTRANSITIONAL).name
        }
        var labels: [[UInt8]] = []
        for label in scalars.split(omittingEmptySubsequences: false, whereSeparator: isDot) {
            guard let name = label.isEmpty ? [] : labelToASCII(Array(String(label).utf8)) else { return nil }
            labels.append(name)
        }
        return Array(labels.joined(separator: [0x2E]))
    }

    private static func labelToASCII(_ label: [UInt8]) -> [UInt8]? {
        let name = label.map(\.asciiLowercased)
        if label.allSatisfy({ $0 < 0x80 }), !name.starts(with: Array("xn--".utf8)) { return name }
        let (found, status) = lookUp(label, IDN2_NONTRANSITIONAL)
        guard found == nil, status == Int32(IDN2_DISALLOWED.rawValue) else { return found }
        // IDNA 2008 knows no symbols. Without the four letters in which the two ways differ, the other way comes to the
        // same and asks UTS #46 only.
        guard !label.string.unicodeScalars.contains(where: isDeviation) else { return nil }
        return lookUp(label, IDN2_TRANSITIONAL).name
    }

    private static func lookUp(_ text: [UInt8], _ way: idn2_flags) -> (name: [UInt8]?, status: Int32) {
        var output: UnsafeMutablePointer<UInt8>?
        let flags = Int32(way.rawValue | IDN2_NFC_INPUT.rawValue)
        let status = (text + [0]).withUnsafeBufferPointer { idn2_lookup_u8($0.baseAddress, &output, flags) }
        guard status == Int32(IDN2_OK.rawValue), let output else { return (nil, status) }
        defer { free(output) }
        return (Array(UnsafeBufferPointer(start: output, count: strlen(output))), status)
    }

    /// The full stops of UTS #46 §2.3.
    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        [0x2E, 0x3002, 0xFF0E, 0xFF61].contains(scalar.value)
    }

    /// The deviation characters of UTS #46 §4.
    private static func isDeviation(_ scalar: Unicode.Scalar) -> Bool {
        [0xDF, 0x3C2, 0x200C, 0x200D].contains(scalar.value)
    }

    /// The blocks of scripts that are written from right to left, digits and marks among them.
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x8FF, 0x200F, 0x202B, 0x202E, 0x2067, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF,
            0x1E800...0x1EFFF:
            true
        default: false
        }
    }
}
