/// The content of `<meta http-equiv=refresh>` or a Refresh header: `5; url=next.html`.
///
/// Source: HTML §4.2.5.3, "shared declarative refresh steps"; linear.
public struct DeclarativeRefresh: Sendable, Equatable {
    /// The seconds to wait; a greater number is taken as this.
    public static let maximumSeconds = 1_000_000_000

    public let seconds: Int
    /// The address as it is written, which may be relative; nil or empty reloads the page itself.
    public let url: [UInt8]?

    public init?(_ content: some Collection<UInt8>) {
        var rest = Array(content)[...].drop(while: \.isHTMLSpace)
        let digits = rest.prefix(while: \.isASCIIDigit)
        guard !digits.isEmpty || rest.first == 0x2E else { return nil }
        seconds = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), DeclarativeRefresh.maximumSeconds) }
        rest = rest[digits.endIndex...].drop { $0.isASCIIDigit || $0 == 0x2E }
        guard let separator = rest.first else {
            url = nil
            return
        }
        guard separator == 0x3B || separator == 0x2C || separator.isHTMLSpace else { return nil }
        rest = rest.drop(while: \.isHTMLSpace)
        if rest.first == 0x3B || rest.first == 0x2C { rest = rest.dropFirst() }
        rest = rest.drop(while: \.isHTMLSpace)
        url = rest.isEmpty ? nil : DeclarativeRefresh.address(in: rest)
    }

    /// After the optional `url=`, up to the closing quote if there is an opening one.
    private static func address(in text: Bytes) -> [UInt8] {
        var rest = text
        if rest.prefix(3).equalsIgnoringCase("url") {
            let after = rest.dropFirst(3).drop(while: \.isHTMLSpace)
            guard after.first == 0x3D else { return Array(text) }
            rest = after.dropFirst().drop(while: \.isHTMLSpace)
        }
        guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return Array(rest) }
        return Array(rest.dropFirst().prefix { $0 != quote })
    }
}
