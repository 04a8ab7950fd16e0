import CZlib
import Foundation

/// The bytes of an archive from some place on, decompressed member by member, a piece at a time.
///
/// One thread uses it, hence no `Sendable`.
final class WarcBytes {
    private let file: FileHandle
    private var input: [UInt8] = []
    private var used = 0
    /// The place in the file behind ``input``.
    private var fileOffset: Int
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var isInflating = false
    private var isGzip: Bool?
    /// Decompressed and not yet taken.
    private var output: [UInt8] = []
    private var taken = 0
    /// Decompressed so far.
    private var produced = 0
    /// Members that begin at or before the next byte taken, and the later ones.
    private var members: [(start: Int, offset: Int)] = []
    private var isAtEnd = false

    init(path: String, at location: WarcRecord.Location = .init(offset: 0, skip: 0)) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(zh: "没有这个文件，或无法读取", en: "no such file, or it cannot be read"),
                remedy: LocalizedText(zh: "请检查路径和读取权限", en: "Check the path and that you may read it")
            )
        }
        self.file = file
        fileOffset = location.offset
        stream.initialize(to: z_stream())
        try file.seek(toOffset: UInt64(location.offset))
    }

    deinit {
        if isInflating { inflateEnd(stream) }
        stream.deallocate()
        // A file that was only read has nothing left to lose.
        try? file.close()
    }

    /// Where the next byte lies.
    var location: WarcRecord.Location {
        let position = produced - (output.count - taken)
        while members.count > 1, members[1].start <= position { members.removeFirst() }
        guard let member = members.first else { return .init(offset: fileOffset, skip: 0) }
        return isGzip == true
            ? .init(offset: member.offset, skip: position - member.start)
            : .init(offset: member.offset + position - member.start, skip: 0)
    }

    /// The bytes at hand; empty at the end.
    ///
    /// - Throws: ``WarcDamage`` where the compressed data is damaged.
    func peek() throws -> Bytes {
        while taken == output.count, !isAtEnd { try fill() }
        return output[taken...]
    }

    func take(_ count: Int) { taken += count }

    // MARK: - Filling

    private func readMore() throws {
        guard used == input.count else { return }
        let data = try file.read(upToCount: WarcLimits.pieceBytes) ?? Data()
        input = [UInt8](data)
        used = 0
        fileOffset += input.count
    }

    private func fill() throws {
        try readMore()
        output.removeAll(keepingCapacity: true)
        taken = 0
        guard used < input.count else {
            isAtEnd = true
            if isInflating { throw damage(zh: "压缩数据在中间结束", en: "the compressed data ends in the middle") }
            return
        }
        if isGzip == nil { isGzip = input.starts(with: [0x1F, 0x8B]) }
        if isGzip == true {
            try inflateSome()
            return
        }
        if members.isEmpty { members = [(0, fileOffset - input.count)] }
        output = input
        produced += output.count
        used = input.count
    }

    private func inflateSome() throws {
        if !isInflating {
            members.append((produced, fileOffset - (input.count - used)))
            stream.initialize(to: z_stream())
            // 15 bits of window, 16: gzip only.
            precondition(audit_inflate_init(stream, 31) == Z_OK, "zlib has memory for one window")
            isInflating = true
        }
        let status = input.withUnsafeBufferPointer { source in
            // zlib only reads through this pointer, which lives to the end of the closure.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress?.advanced(by: used))
            stream.pointee.avail_in = UInt32(source.count - used)
            var status: Int32 = Z_OK
            output = [UInt8](unsafeUninitializedCapacity: WarcLimits.pieceBytes) { target, count in
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                status = inflate(stream, Z_NO_FLUSH)
                count = target.count - Int(stream.pointee.avail_out)
            }
            used = source.count - Int(stream.pointee.avail_in)
            return status
        }
        produced += output.count
        switch status {
        case Z_STREAM_END:
            inflateEnd(stream)
            isInflating = false
        case Z_OK, Z_BUF_ERROR: break
        default:
            isAtEnd = true
            throw damage(zh: "压缩数据有误", en: "the compressed data is corrupt")
        }
    }

    func damage(at location: WarcRecord.Location? = nil, zh: String, en: String) -> WarcDamage {
        WarcDamage(
            offset: (location ?? members.last.map { .init(offset: $0.offset, skip: 0) } ?? self.location).offset,
            problem: LocalizedText(zh: zh, en: en)
        )
    }
}
