/// The shape of an address: what is left when numbers and values are taken out.
///
/// `/art/2023/5/12/art_12_345.html` and all its siblings are one group, as are the pages of a list and the
/// combinations of a filter.
enum AddressGroup {
    /// Folders that tell ordinary addresses apart.
    static let folders = 2

    /// FNV-1a over the kind, the host, the path with runs of digits as one mark and long random words as another, and
    /// names of the query's parameters.
    ///
    /// Of ordinary addresses only the first folders and the ending of the file count: a site that invents words would
    /// otherwise have ever new groups, each with a first address, and starve those that number their pages.
    static func of(_ url: WebURL, kind: TrapKind, names: [Bytes]) -> UInt64 {
        var hash = FNV1a()
        hash.add(kind.rawValue)
        hash.add(url.host ?? [])
        hash.add(UInt8(ascii: ":"))
        let segments = url.path.split(separator: 0x2F, omittingEmptySubsequences: false)
        if kind == .siblings || kind == .folders {
            for segment in segments.dropFirst().dropLast().prefix(kind == .folders ? 1 : folders) {
                hash.add(UInt8(ascii: "/"))
                addShape(of: segment, to: &hash)
            }
            hash.add(UInt8(ascii: "/"))
            hash.add(ending(of: segments.last ?? []))
        } else {
            for segment in segments {
                hash.add(UInt8(ascii: "/"))
                addShape(of: segment, to: &hash)
            }
        }
        for name in names {
            hash.add(UInt8(ascii: "&"))
            hash.add(name)
        }
        return hash.value
    }

    /// The ending of a file's name with its dot; empty where there is none.
    static func ending(of segment: Bytes) -> Bytes { segment.suffix(8).drop { $0 != 0x2E } }

    /// The names in the query, sorted, each once.
    static func parameterNames(of url: WebURL) -> [Bytes] {
        var names: [Bytes] = []
        for field in (url.query ?? []).split(separator: 0x26) {
            names.append(field.prefix { $0 != 0x3D })
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        return names.enumerated().filter { $0.offset == 0 || names[$0.offset - 1] != $0.element }.map(\.element)
    }

    /// Segments of at least this many bytes with a digit in them are taken for keys (UUID, hash).
    private static let keyBytes = 16

    static func isKey(_ segment: Bytes) -> Bool {
        let stem = segment.prefix { $0 != 0x2E }
        return stem.count >= keyBytes && stem.contains(where: \.isASCIIDigit) && stem.contains(where: \.isASCIIAlpha)
    }

    private static func addShape(of segment: Bytes, to hash: inout FNV1a) {
        if isKey(segment) {
            hash.add(UInt8(ascii: "*"))
            hash.add(segment.drop { $0 != 0x2E })
            return
        }
        var isInNumber = false
        for byte in segment {
            if byte.isASCIIDigit {
                if !isInNumber { hash.add(UInt8(ascii: "#")) }
                isInNumber = true
            } else {
                hash.add(byte)
                isInNumber = false
            }
        }
    }
}

extension AddressShape {
    /// The shape for people: numbers as `#`, keys as `*`, values of the query left out.
    static func pattern(of url: WebURL, kind: TrapKind) -> String {
        var text: [UInt8] = []
        let segments = url.path.split(separator: 0x2F)
        let isWide = kind == .siblings || kind == .folders
        let shown = isWide ? segments.dropLast().prefix(kind == .folders ? 1 : AddressGroup.folders) : segments[...]
        for segment in shown {
            text.append(0x2F)
            if AddressGroup.isKey(segment) {
                text += Array("*".utf8) + segment.drop { $0 != 0x2E }
                continue
            }
            for byte in segment where !(byte.isASCIIDigit && text.last == 0x23) {
                text.append(byte.isASCIIDigit ? 0x23 : byte)
            }
        }
        if isWide {
            text += Array("/…".utf8) + AddressGroup.ending(of: segments.last ?? [])
        } else if text.isEmpty || url.path.last == 0x2F {
            text.append(0x2F)
        }
        let names = AddressGroup.parameterNames(of: url)
        if !names.isEmpty { text += [0x3F] + names.joined(separator: Array("=&".utf8)) + [0x3D] }
        return ((url.host?.string ?? "") + text.string).quotedForMessage
    }
}
