/// How far a crawl goes from where it starts.
///
/// Each test is a small function that names its reason; the first one that refuses decides.
public struct URLScope: Sendable {
    /// Addresses longer than this are refused: servers answer 414 well below (RFC 9110 §4.1 asks for 8,000).
    public static let maximumAddressBytes = 8_192

    /// How far, from one page to whatever matches a pattern.
    public enum Reach: Sendable {
        /// The starting page only.
        case page
        /// Addresses of the same host below the starting address's folder.
        case prefix
        /// The same host and port, http or https.
        case host
        /// The same registrable domain, any port.
        case site
        /// Addresses in which the pattern matches somewhere.
        case regex(AddressPattern)

        /// The word of the command line.
        public var name: String {
            switch self {
            case .page: "page"
            case .prefix: "prefix"
            case .host: "host"
            case .site: "site"
            case .regex: "regex"
            }
        }
    }

    public enum Decision: Sendable, Equatable {
        case visit
        case refuse(Reason)
    }

    /// Why an address is not visited.
    public enum Reason: String, Sendable, CaseIterable {
        case unsupportedScheme, tooLong, otherPage, outsidePrefix, otherHost, otherSite, noMatch, excluded

        /// The word of the `pages` command's closed list.
        public var pageReason: String {
            switch self {
            case .unsupportedScheme: "unsupportedScheme"
            case .tooLong: "badURL"
            default: "outOfScope"
            }
        }

        public var message: LocalizedText {
            switch self {
            case .unsupportedScheme: LocalizedText(zh: "不是 http 或 https 地址", en: "not an http or https address")
            case .tooLong:
                LocalizedText(
                    zh: "地址超过 \(maximumAddressBytes) 字节",
                    en: "the address has more than \(maximumAddressBytes) bytes"
                )
            case .otherPage: LocalizedText(zh: "不是起始页面", en: "not the starting page")
            case .outsidePrefix: LocalizedText(zh: "不在起始目录之下", en: "not below the starting folder")
            case .otherHost: LocalizedText(zh: "属于其他主机", en: "on another host")
            case .otherSite: LocalizedText(zh: "属于其他网站（注册域名不同）", en: "on another site (another registered domain)")
            case .noMatch: LocalizedText(zh: "与范围正则表达式不匹配", en: "not matched by the pattern of the scope")
            case .excluded: LocalizedText(zh: "被排除规则排除", en: "matched by a pattern that excludes")
            }
        }
    }

    public let reach: Reach
    /// Where the crawl starts; also where those addresses were redirected to.
    public private(set) var roots: [WebURL]
    private let exclusions: [AddressPattern]
    private var rootPages: Set<URLIdentity> = []
    private var rootHosts: Set<[UInt8]> = []
    private var rootSites: Set<[UInt8]> = []
    private var rootFolders: [[UInt8]] = []

    public init(_ reach: Reach, roots: [WebURL], excluding exclusions: [AddressPattern] = []) {
        self.reach = reach
        self.exclusions = exclusions
        self.roots = []
        for root in roots { add(root: root) }
    }

    /// Widens the scope by a start: the target of a redirect of a starting address counts as one.
    public mutating func add(root: WebURL) {
        roots.append(root)
        rootPages.insert(URLIdentity(root))
        rootHosts.insert(URLScope.authority(of: root))
        rootSites.insert(RegistrableDomain.of(root.host ?? []))
        rootFolders.append(URLScope.folder(of: root))
    }

    /// Whether an address is visited, or why not.
    public func decide(_ url: WebURL) -> Decision {
        let reason = refusalByScheme(url) ?? refusalByLength(url) ?? refusalByReach(url) ?? refusalByExclusion(url)
        return reason.map { .refuse($0) } ?? .visit
    }

    // MARK: - Decisions

    private func refusalByScheme(_ url: WebURL) -> Reason? { url.isHTTP ? nil : .unsupportedScheme }

    private func refusalByLength(_ url: WebURL) -> Reason? {
        url.bytes.count > URLScope.maximumAddressBytes ? .tooLong : nil
    }

    private func refusalByReach(_ url: WebURL) -> Reason? {
        switch reach {
        case .page: return rootPages.contains(URLIdentity(url)) ? nil : .otherPage
        case .prefix:
            guard rootHosts.contains(URLScope.authority(of: url)) else { return .otherHost }
            let place = URLScope.place(of: url)
            return rootFolders.contains { place.starts(with: $0) } ? nil : .outsidePrefix
        case .host: return rootHosts.contains(URLScope.authority(of: url)) ? nil : .otherHost
        case .site: return rootSites.contains(RegistrableDomain.of(url.host ?? [])) ? nil : .otherSite
        case .regex(let pattern): return pattern.matches(url.withoutFragment.bytes) ? nil : .noMatch
        }
    }

    private func refusalByExclusion(_ url: WebURL) -> Reason? {
        exclusions.contains { $0.matches(url.withoutFragment.bytes) } ? .excluded : nil
    }

    // MARK: - Parts

    /// Host, and the port unless it is the default one of http or https.
    private static func authority(of url: WebURL) -> [UInt8] {
        Array(url.host ?? []) + (url.port.map { Array(":\($0)".utf8) } ?? [])
    }

    /// Authority and path without sessions: what a prefix is compared with.
    private static func place(of url: WebURL) -> [UInt8] {
        authority(of: url) + URLIdentity.normalised(path: url.path)
    }

    private static func folder(of url: WebURL) -> [UInt8] {
        let place = place(of: url)
        return Array(place.prefix((place.lastIndex(of: 0x2F) ?? -1) + 1))
    }
}
