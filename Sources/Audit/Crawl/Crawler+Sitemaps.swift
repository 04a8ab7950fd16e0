extension Crawler {
    /// Reads the sitemaps of a host that is a start, and those they name.
    ///
    /// Without a Sitemap line in robots.txt the usual place is tried.
    nonisolated func readSitemaps(_ policy: RobotsCache.Policy, of origin: WebURL) async throws {
        guard options.readsSitemaps, await isRoot(origin) else { return }
        if case .unreachable = policy.source { return }
        var pending = policy.sitemaps
        if pending.isEmpty, let usual = origin.resolve("/sitemap.xml") { pending = [usual] }
        var index = 0
        while index < pending.count, await takeSitemap(pending[index]) {
            defer { index += 1 }
            guard let sitemap = await sitemap(at: pending[index]) else { continue }
            if sitemap.kind == .index {
                pending += await sitemapsToRead(of: sitemap, at: pending[index])
            } else {
                try await add(sitemap)
            }
        }
    }

    /// What an index names, as many as will be read: only robots.txt may name a sitemap of another site (sitemaps.org,
    /// "Sitemaps & Cross Submits").
    private func sitemapsToRead(of index: Sitemap, at address: WebURL) -> [WebURL] {
        let own = index.entries.map(\.url).filter { url in
            RegistrableDomain.isShared(url.host ?? [], address.host ?? []) || links.outOfScope(url) == nil
        }
        return Array(own.prefix(sitemapsLeft))
    }

    func isRoot(_ origin: WebURL) -> Bool {
        links.scope.roots.contains { $0.origin == origin.origin }
    }

    /// Whether there is still room for one; a file seen before counts as none and is skipped later.
    private func takeSitemap(_ url: WebURL) -> Bool {
        guard sitemapsLeft > 0, !isStopping, !Task.isCancelled else { return false }
        sitemapsLeft -= 1
        return true
    }

    private func isNew(_ url: WebURL) -> Bool { sitemapsSeen.insert(URLIdentity(url)).inserted }

    private nonisolated func sitemap(at url: WebURL) async -> Sitemap? {
        guard url.isHTTP, await isNew(url) else { return nil }
        guard await robots.policy(for: url).refusal(of: url) == nil else { return nil }
        var limits = FetchLimits()
        limits.maximumWireBytes = Sitemap.maximumBytes
        limits.maximumBodyBytes = Sitemap.maximumBytes
        let result = await fetcher.fetch(url, limits: limits) { target in
            await self.robots.policy(for: target).refusal(of: target)
        }
        guard result.failure == nil, result.response.status == 200 else { return nil }
        return Sitemap(result.response.body, address: result.finalURL)
    }

    private func add(_ sitemap: Sitemap) async throws {
        let addresses = sitemap.entries.map { entry in
            links.address(entry.url, depth: 1, origin: .sitemap, from: nil, seed: 0)
        }
        // A page that says nothing but its own address is no sitemap.
        for start in stride(from: 0, to: addresses.count, by: 1_000) {
            let part = Array(addresses[start..<min(start + 1_000, addresses.count)])
            ring.add(try await frontier.add(part))
            bell.ring()
        }
    }
}
