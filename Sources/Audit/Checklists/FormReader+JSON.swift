extension FormReader {
    /// Reads a form in JSON, which has the keys of one in YAML.
    ///
    /// JSON is YAML too, but for pairs of escaped surrogates; so both are checked alike and problems name their line.
    ///
    /// - Throws: ``AuditErrors`` with line and remedy of every problem.
    static func read(
        json bytes: [UInt8],
        path: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let log = ProblemLog(path: path, code: .malformedForm)
        guard bytes.count > YAMLNode.Bound.bytes || JSONValue(bytes) != nil else {
            log.add(
                JSONValue.lineOfFault(bytes),
                ("不是有效的 JSON", "this is not valid JSON"),
                remedy: (
                    "请检查此行及上一行的逗号、引号和括号", "Check commas, quotation marks and brackets on this line and the one before"
                )
            )
            try log.throwIfAny()
            preconditionFailure("the problem was noted")
        }
        let root = YAMLNode.read(pairingSurrogates(bytes), log: log)
        try log.throwIfAny()
        guard let root else { preconditionFailure("bytes that are not read have a problem noted") }
        return try read(root, log: log, library: library)
    }

    /// `\ud83d\ude00` becomes the character it stands for, which YAML writes in no other way.
    private static func pairingSurrogates(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                result.append(bytes[index])
                index += 1
                continue
            }
            if let high = escape(bytes, index), (0xD800..<0xDC00).contains(high), let low = escape(bytes, index + 6),
                (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                result += Array(String(Character(scalar)).utf8)
                index += 12
            } else {
                // The character behind the backslash begins no escape of its own.
                result += bytes[index...(index + 1)]
                index += 2
            }
        }
        return result
    }

    /// The number of the escape (`\u` and four digits) that begins here.
    private static func escape(_ bytes: [UInt8], _ index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
            bytes[(index + 2)..<(index + 6)].allSatisfy(\.isASCIIHexDigit)
        else { return nil }
        return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
