import Synchronization

/// An archive as the network it was taken from: every address answers as it did, in the order of its answers.
///
/// The whole file is read once for its table of contents, some 80 bytes a record; bodies are read when they are asked for.
public final class WarcArchive: ExchangeSource {
    public let path: String
    /// The starting addresses, where the archive names them.
    public let starts: [WebURL]
    /// Where reading ended before the end of the file, and why.
    public let damage: WarcDamage?
    public let recordCount: Int
    private let contents: WarcContents
    private let served = Mutex<[WarcContents.Key: Int]>([:])

    /// - Throws: ``AuditError`` `unreadableFile` where there is no such file or not one record can be read.
    public init(path: String) throws {
        self.path = path
        let contents = try WarcContents(path: path)
        self.contents = contents
        (starts, damage, recordCount) = (contents.starts, contents.damage, contents.recordCount)
        guard recordCount > 0 else {
            let problem = damage?.problem ?? LocalizedText(zh: "文件是空的", en: "the file is empty")
            throw AuditError(
                .unreadableFile,
                at: path,
                problem,
                remedy: LocalizedText(zh: "请给出一个 WARC 文件（.warc 或 .warc.gz）", en: "Name a WARC file (.warc or .warc.gz)")
            )
        }
    }

    /// The addresses to start from: those given, else those the archive names.
    ///
    /// - Throws: ``AuditError`` `badAddress` where there are none.
    public func starts(named addresses: [String]) throws -> [WebURL] {
        let named = addresses.isEmpty ? starts : addresses.compactMap { WebURL($0) }.filter(\.isHTTP)
        guard !named.isEmpty, addresses.isEmpty || named.count == addresses.count else {
            throw AuditError(
                .badAddress,
                at: path,
                LocalizedText(zh: "没有可用的起始地址", en: "there is no usable address to start from"),
                remedy: LocalizedText(zh: "请在命令中写明完整的起始地址", en: "Name the whole starting address in the command")
            )
        }
        return named
    }

    /// What to tell about the archive's condition; nil where all of it could be read.
    public var warning: LocalizedText? { damage?.message(path: path, records: recordCount) }

    /// The next answer of the address, and its last one from then on.
    public func answer(_ request: FetchRequest) async -> FetchResponse {
        let key = WarcContents.Key(request.url)
        let entries = contents.entries(of: key)
        guard !entries.isEmpty else { return Self.missing(request.url) }
        let index = served.withLock { served in
            let index = served[key, default: 0]
            served[key] = index + 1
            return min(index, entries.count - 1)
        }
        return answer(entries[index], to: request.url, limits: request.limits)
    }

    private static func missing(_ url: WebURL) -> FetchResponse {
        var response = FetchResponse(url: url)
        response.failure = NotChecked(.notArchived)
        return response
    }

    private func answer(_ entry: WarcContents.Entry, to url: WebURL, limits: FetchLimits) -> FetchResponse {
        var response = FetchResponse(url: url)
        do {
            if let location = entry.location, let record = try WarcReader.record(in: path, at: location) {
                let original = try contents.original(of: record).flatMap { try WarcReader.record(in: path, at: $0) }
                response = WarcExchange.response(record, original: original, to: url, limits: limits)
            }
        } catch let damage as WarcDamage {
            response.failure = NotChecked(.truncated, damage.problem)
        } catch {
            response.failure = NotChecked(.truncated, zh: "存档无法读取", en: "the archive cannot be read")
        }
        if let failure = contents.failure(of: entry) {
            response.failure = failure
            response.isBeginningOnly = false
        }
        return response
    }

    // MARK: - Pages

    /// The exchanges whose answers may be pages: the last one of each address, in the order of the file.
    var lastExchanges: [WarcContents.Entry] { contents.lastEntries }

    /// The last answer of an address; nil where there is none.
    func lastExchange(of url: WebURL) -> FetchResponse? {
        contents.entries(of: WarcContents.Key(url)).last { $0.location != nil }.flatMap { exchange($0) }
    }

    /// The answer of one exchange, at the address it was asked from; nil where it has none.
    func exchange(_ entry: WarcContents.Entry, limits: FetchLimits = FetchLimits()) -> FetchResponse? {
        guard let location = entry.location,
            let url = try? WarcReader.record(in: path, at: location)?.target, url.isHTTP
        else { return nil }
        return answer(entry, to: url, limits: limits)
    }
}
