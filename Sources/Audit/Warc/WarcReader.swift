/// Reads the records of an archive one after the other, compressed or not; memory is bounded by ``WarcLimits``.
final class WarcReader {
    private let bytes: WarcBytes

    init(path: String) throws { bytes = try WarcBytes(path: path) }

    /// The record at a place that an earlier reading gave.
    static func record(in path: String, at location: WarcRecord.Location) throws -> WarcRecord? {
        let bytes = try WarcBytes(path: path, at: location)
        guard location.skip <= WarcLimits.maximumMemberSkip else {
            throw bytes.damage(
                at: location,
                zh: "整个文件压成一段，太大",
                en: "the file is one compressed piece, too large to look up"
            )
        }
        try skip(location.skip, bytes)
        return try WarcReader(bytes).next { _ in WarcLimits.maximumBlockBytes }
    }

    private init(_ bytes: WarcBytes) { self.bytes = bytes }

    private static func skip(_ count: Int, _ bytes: WarcBytes) throws {
        var left = count
        while left > 0 {
            let piece = try bytes.peek()
            guard !piece.isEmpty else { return }
            bytes.take(min(left, piece.count))
            left -= min(left, piece.count)
        }
    }

    /// The next record, nil at the end of the file.
    ///
    /// - Parameter kept: How many bytes of the block are kept, by the type; the rest is passed over.
    /// - Returns: The record with as much of its block as is kept.
    /// - Throws: ``WarcDamage``, after which nothing can be read.
    func next(keeping kept: (_ type: String) -> Int) throws -> WarcRecord? {
        try skipLineBreaks()
        let location = bytes.location
        guard let fields = try header(location) else { return nil }
        guard let text = fields.first("content-length"), let length = Int(text.string), length >= 0 else {
            throw bytes.damage(at: location, zh: "没有可用的 Content-Length", en: "no usable Content-Length")
        }
        let type = (fields.first("warc-type") ?? []).map(\.asciiLowercased).string
        let limit = min(kept(type), WarcLimits.maximumBlockBytes)
        let block = try block(length, keeping: limit, location)
        return WarcRecord(type: type, fields: fields, location: location, block: block, isCut: length > limit)
    }

    private func skipLineBreaks() throws {
        while let byte = try bytes.peek().first, byte == 0x0D || byte == 0x0A { bytes.take(1) }
    }

    private func header(_ location: WarcRecord.Location) throws -> [HeaderField]? {
        guard let version = try line(0, location) else { return nil }
        guard version.starts(with: "WARC/".utf8) else { throw notWarc(version, location) }
        var fields: [HeaderField] = []
        var count = version.count
        while true {
            guard let text = try line(count, location) else {
                throw bytes.damage(at: location, zh: "记录头不完整", en: "its header is cut short")
            }
            count += text.count + 1
            if text.isEmpty { return fields }
            if let first = text.first, first == 0x20 || first == 0x09, let last = fields.popLast() {
                fields.append(HeaderField(last.name, last.value + [0x20] + text.trimmed))
            } else if let colon = text.firstIndex(of: 0x3A) {
                fields.append(HeaderField(text[..<colon].trimmed.string, text[(colon + 1)...].trimmed))
            }
        }
    }

    private func notWarc(_ line: Bytes, _ location: WarcRecord.Location) -> WarcDamage {
        if line.starts(with: "filedesc://".utf8) {
            return bytes.damage(
                at: location,
                zh: "这是旧的 ARC 格式；请先转换为 WARC",
                en: "this is the older ARC format; convert it to WARC first"
            )
        }
        return bytes.damage(at: location, zh: "此处不是 WARC 记录", en: "there is no WARC record here")
    }

    /// A line without its break, nil where nothing is left.
    private func line(_ before: Int, _ location: WarcRecord.Location) throws -> Bytes? {
        var text: [UInt8] = []
        while true {
            let piece = try bytes.peek()
            if piece.isEmpty { return text.isEmpty ? nil : text[...] }
            let end = piece.firstIndex(of: 0x0A)
            text += piece[..<(end ?? piece.endIndex)]
            bytes.take(end.map { $0 - piece.startIndex + 1 } ?? piece.count)
            guard before + text.count <= WarcLimits.maximumHeaderBytes else {
                throw bytes.damage(at: location, zh: "记录头过大", en: "its header is too large")
            }
            guard end != nil else { continue }
            while text.last == 0x0D { text.removeLast() }
            return text[...]
        }
    }

    private func block(_ length: Int, keeping limit: Int, _ location: WarcRecord.Location) throws -> [UInt8] {
        var block: [UInt8] = []
        var left = length
        while left > 0 {
            let piece = try bytes.peek()
            guard !piece.isEmpty else {
                throw bytes.damage(at: location, zh: "记录内容不完整", en: "its content is cut short")
            }
            let count = min(left, piece.count)
            block += piece.prefix(min(count, limit - block.count))
            bytes.take(count)
            left -= count
        }
        return block
    }
}
