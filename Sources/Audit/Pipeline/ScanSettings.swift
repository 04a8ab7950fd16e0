import Foundation

/// What a scan was asked to do; kept with its run, so that it can go on as it began and the report can say it.
public struct ScanSettings: Sendable, Codable, Equatable {
    public var starts: [String]
    /// `page`, `prefix`, `host`, `site` or `regex`.
    public var scope = "host"
    /// The regular expression of the scope `regex`.
    public var pattern: String?
    public var exclude: [String]?
    public var maxPages: Int?
    public var maxDepth: Int?
    public var maxSeconds: Int?
    public var maxBytes: Int?
    public var maxFailures: Int?
    /// Bytes that stay free on the disk.
    public var minFreeBytes: Int?
    public var requestsAtOnce: Int?
    /// False where pages are only fetched.
    public var checks: Bool?
    public var delayMilliseconds: Int?
    /// How long one answer may take.
    public var timeoutSeconds: Int?
    /// What shares a queue of requests, `host` or `address`.
    public var politenessKey: String?
    public var contact: String?
    /// Hosts whose certificates are not checked.
    public var insecure: [String]?
    /// A digest of what the configuration sets of rules, where it sets anything.
    public var ruleSettings: String?
    /// When the table of seeds was begun on which this scan is one line; equal for all its scans.
    public var batch: Int64?
    /// Whether the source of every page checked is kept as evidence.
    public var keepPages: Bool?
    /// The archive that answers in place of the network.
    public var archive: String?

    public init(starts: [WebURL]) { self.starts = starts.map(\.description) }

    /// The settings of a run as it was begun.
    init(_ run: Run) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(run.start.options.utf8))
        } catch {
            throw AuditError(
                .usage,
                at: "\(run.id.number)",
                LocalizedText(
                    zh: "这次检测由另一版本的 audit 开始，无法继续",
                    en: "this run was begun by another version of audit and cannot go on"
                ),
                remedy: LocalizedText(zh: "请重新开始检测", en: "Begin a new scan")
            )
        }
    }

    /// A JSON object, keys sorted.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// What ``ruleSettings`` is for these rules.
    static func digest(ofSettings rules: [AppliedRule]) -> String? {
        guard rules.contains(where: { !$0.setting.isEmpty }) else { return nil }
        let text = rules.map { "\($0.metadata.id)\n\($0.setting)" }.joined(separator: "\u{0}")
        return String(SHA256.hex(text.utf8).prefix(32))
    }

    // MARK: - For the crawler

    var checksPages: Bool { checks ?? true }

    var startAddresses: [WebURL] { starts.compactMap { WebURL($0) } }

    func crawlOptions() throws -> CrawlOptions {
        let exclusions = try (exclude ?? []).map { try AddressPattern($0) }
        var options = CrawlOptions(scope: URLScope(try reach, roots: startAddresses, excluding: exclusions))
        options.maximumPages = maxPages
        if let maxDepth { options.maximumDepth = maxDepth }
        options.maximumDuration = maxSeconds.map { .seconds($0) }
        options.maximumBytes = maxBytes
        if let maxFailures { options.maximumFailures = maxFailures }
        options.minimumFreeBytes = minFreeBytes
        // Pages that are being checked must not keep connections from working.
        options.pagesAtOnce = max(options.pagesAtOnce, 2 * (requestsAtOnce ?? 1))
        return options
    }

    private var reach: URLScope.Reach {
        get throws {
            switch scope {
            case "page": .page
            case "prefix": .prefix
            case "site": .site
            case "regex": .regex(try AddressPattern(pattern ?? ""))
            default: .host
            }
        }
    }

    var politeness: PolitenessOptions {
        var options = PolitenessOptions()
        if let requestsAtOnce { options.requestsAtOnce = requestsAtOnce }
        options.delay = delayMilliseconds.map { .milliseconds($0) }
        options.key = politenessKey.flatMap(PolitenessOptions.Key.init(rawValue:)) ?? .host
        return options
    }
}
