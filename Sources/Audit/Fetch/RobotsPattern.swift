/// The path pattern of an Allow or Disallow line, RFC 9309 §2.2.2 and §2.2.3.
struct RobotsPattern: Sendable, Equatable {
    /// The literal parts between the stars, normalised.
    private let pieces: [Piece]
    private let isAnchoredAtEnd: Bool
    /// What "longest match" compares: octets, an escape counted as the one it stands for, `*` and `$` as one.
    let length: Int

    init(_ pattern: Bytes) {
        var text = pattern
        isAnchoredAtEnd = text.last == 0x24
        if isAnchoredAtEnd { text = text.dropLast() }
        var pieces: [Piece] = []
        var octets = isAnchoredAtEnd ? 1 : 0
        var isInQuery = false
        for piece in text.split(separator: 0x2A, omittingEmptySubsequences: false) {
            let (normalised, count) = RobotsPattern.normalise(piece, isInQuery: &isInQuery)
            octets += count + (pieces.isEmpty ? 0 : 1)
            pieces.append(Piece(normalised, isFirst: pieces.isEmpty))
        }
        self.pieces = pieces
        length = octets
    }

    static func normalisedPath(_ path: Bytes) -> [UInt8] {
        var isInQuery = false
        return normalise(path.first == 0x2F ? path : [0x2F] + path, isInQuery: &isInQuery).bytes
    }

    /// Whether the pattern matches from the start of the path; linear in both.
    func matches(_ path: [UInt8]) -> Bool {
        guard let first = pieces.first, path.starts(with: first.bytes) else { return false }
        var position = first.bytes.count
        if pieces.count == 1 { return !isAnchoredAtEnd || position == path.count }
        for piece in pieces.dropFirst().dropLast() {
            guard let end = piece.end(in: path, from: position) else { return false }
            position = end
        }
        guard let last = pieces.last else { return true }
        if isAnchoredAtEnd {
            return path.count - position >= last.bytes.count && path.suffix(last.bytes.count) == last.bytes[...]
        }
        return last.end(in: path, from: position) != nil
    }

    /// A literal part, with the table by which Knuth, Morris and Pratt search in linear time.
    private struct Piece: Sendable, Equatable {
        let bytes: [UInt8]
        /// For each prefix the length of its longest border; empty for the first piece, which is not searched.
        private let borders: [Int32]

        init(_ bytes: [UInt8], isFirst: Bool) {
            self.bytes = bytes
            var borders: [Int32] = []
            if !isFirst, !bytes.isEmpty {
                borders = [0]
                var matched = 0
                for index in 1..<bytes.count {
                    while matched > 0, bytes[index] != bytes[matched] { matched = Int(borders[matched - 1]) }
                    if bytes[index] == bytes[matched] { matched += 1 }
                    borders.append(Int32(matched))
                }
            }
            self.borders = borders
        }

        /// The offset after the first occurrence at or after the start.
        func end(in path: [UInt8], from start: Int) -> Int? {
            if bytes.isEmpty { return start }
            var matched = 0
            for index in start..<path.count {
                while matched > 0, path[index] != bytes[matched] { matched = Int(borders[matched - 1]) }
                if path[index] == bytes[matched] { matched += 1 }
                if matched == bytes.count { return index + 1 }
            }
            return nil
        }
    }

    // MARK: - Normal form

    /// Escapes of unreserved characters are decoded, all else that is not plain is escaped in upper case.
    ///
    /// RFC 9309 has reserved characters compared in their escaped form; that is done but for those that divide an
    /// address (`/` in the path, the first `?`, and `&` `=` `;` `+`), whose escapes mean something else.
    private static func normalise(_ text: Bytes, isInQuery: inout Bool) -> (bytes: [UInt8], octets: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var octets = 0
        var index = text.startIndex
        while index < text.endIndex {
            octets += 1
            if let byte = PercentEncoding.escape(at: index, in: text) {
                index += 3
                if isUnreserved(byte) {
                    output.append(byte)
                } else {
                    PercentEncoding.appendEscape(of: byte, to: &output)
                }
                continue
            }
            let byte = text[index]
            index += 1
            let divides = byte == 0x26 || byte == 0x3D || byte == 0x3B || byte == 0x2B || (byte == 0x2F && !isInQuery)
            if byte == 0x3F, !isInQuery {
                isInQuery = true
                output.append(byte)
            } else if divides || isUnreserved(byte) {
                output.append(byte)
            } else {
                PercentEncoding.appendEscape(of: byte, to: &output)
            }
        }
        return (output, octets)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte.isASCIIDigit || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
    }
}
