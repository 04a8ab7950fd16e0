/// Turns what pages refer to into addresses for the frontier, each queued or refused with its reason.
struct LinkPolicy: Sendable {
    var scope: URLScope
    /// Of each host that repeats another one, which.
    var mirrors: [String: String] = [:]
    let options: CrawlOptions

    /// References that name no resource: programs, messages, calls, data.
    private static let notAddresses: Set<String> = [
        "javascript", "mailto", "tel", "sms", "data", "about", "blob", "weixin", "mqqwpa", "tencent", "callto",
    ]

    /// The addresses of links, each once; those that `isKnown` says need not be added again are left out.
    func addresses(
        from links: [DiscoveredLink],
        on page: ClaimedAddress,
        unless isKnown: (WebURL) -> Bool
    ) -> [NewAddress] {
        var seen: Set<WebURL> = []
        return links.prefix(options.maximumLinksPerPage).compactMap { link in
            guard let url = link.url?.withoutFragment, !url.scheme.isEmpty else { return nil }
            guard seen.insert(url).inserted, !isKnown(url) else { return nil }
            guard url.isHTTP || !LinkPolicy.notAddresses.contains(url.scheme.string) else { return nil }
            return address(url, depth: page.depth + 1, origin: .link, from: page.id, seed: page.seed)
        }
    }

    func address(
        _ url: WebURL,
        depth: Int,
        origin: AddressOrigin,
        from: AddressID?,
        seed: Int
    ) -> NewAddress {
        let url = url.withoutFragment.withoutCredentials
        return NewAddress(
            url,
            depth: depth,
            origin: origin,
            from: from,
            seed: seed,
            refusal: refusal(of: url, depth: depth),
            traps: options.traps
        )
    }

    /// A start may be anything that can be fetched.
    func refusalOfSeed(_ url: WebURL) -> NotChecked? {
        guard !url.isHTTP else { return nil }
        let scheme = url.scheme.string.quotedForMessage
        return NotChecked(.unsupportedScheme, zh: "协议 \(scheme)", en: "scheme \(scheme)")
    }

    private func refusal(of url: WebURL, depth: Int) -> NotChecked? {
        if let refusal = outOfScope(url) { return refusal }
        if depth > options.maximumDepth {
            let limit = options.maximumDepth
            return NotChecked(.limit, zh: "距起始页超过 \(limit) 层", en: "more than \(limit.counted("link")) from the start")
        }
        if !mirrors.isEmpty, let original = url.origin.flatMap({ mirrors[$0] }) { return MirrorWatch.reason(original) }
        return AddressShape.refusal(of: url, limits: options.traps)
    }

    func outOfScope(_ url: WebURL) -> NotChecked? {
        guard case .refuse(let reason) = scope.decide(url) else { return nil }
        return NotChecked(NotCheckedReason(rawValue: reason.pageReason) ?? .outOfScope, reason.message)
    }
}
