import Synchronization

extension Crawler {
    /// Fetches an address, has it looked at, and records what came of it.
    nonisolated func work(on address: ClaimedAddress) async throws {
        let earlier = revisit == nil ? nil : try await frontier.earlier(address)
        var result = await fetch(address, conditions: earlier?.conditions ?? [], holdsPlace: true)
        await count(result)
        if try await finishUnchanged(address, earlier, result) {
            await pageDone()
            return
        }
        if result.response.status == 304, result.redirects.isEmpty, earlier != nil {
            // What the page depends on besides has changed.
            result = await fetch(address, holdsPlace: false)
            await count(result)
        }
        if try await isToBeTriedAgain(address, result) {
            await pageDone()
            return
        }
        let failure = PageJudge.problem(with: result)
        let isWall = LoginWall.problem(from: address.url, to: result.finalURL) != nil
        if failure == nil || isWall, URLIdentity(result.finalURL) != address.identity {
            try await finishRedirected(address, result)
        } else {
            try await finishVisited(address, result, failure: failure)
        }
        await pageDone()
    }

    private nonisolated func fetch(
        _ address: ClaimedAddress,
        conditions: [HeaderField] = [],
        holdsPlace: Bool
    ) async -> FetchResult {
        let isSeed = address.origin == .seed
        return await fetcher.fetch(
            address.url,
            conditions: conditions,
            wanted: .documents,
            holdsPlace: holdsPlace
        ) { target in
            // Where a start redirects to is where the site is.
            if !isSeed, let refusal = await self.links.outOfScope(target) { return refusal }
            return await self.robots.policy(for: target).refusal(of: target)
        }
    }

    private func pageDone() { active -= 1 }

    private func count(_ result: FetchResult) {
        summary.fetches += 1 + result.redirects.count
        summary.bytes += result.response.wireBytes
        switch result.failure?.reason {
        case .timeout, .dns, .connection, .tls: failuresInARow += 1
        case .interrupted: break
        default: failuresInARow = (result.response.status ?? 0) >= 500 ? failuresInARow + 1 : 0
        }
    }

    // MARK: - Trying again

    private func isToBeTriedAgain(_ address: ClaimedAddress, _ result: FetchResult) async throws -> Bool {
        guard let isAttempt = retry(after: result, attempts: address.attempts) else { return false }
        try await frontier.putBack(address, countsAsAttempt: isAttempt)
        ring.add([address.url.origin ?? "": 1])
        return true
    }

    /// Whether to try again, and if so, whether this time counts.
    private func retry(after result: FetchResult, attempts: Int) -> Bool? {
        if let failure = result.failure {
            switch failure.reason {
            case .interrupted: return false
            case .timeout, .connection, .dns, .truncated:
                return attempts + 1 < options.attemptsIfFailed && !isStopping ? true : nil
            default: return nil
            }
        }
        guard let status = result.response.status, status == 429 || status == 503 else { return nil }
        if let pause = result.retryAfter, pause > fetcher.politeness.longestBackOff { return nil }
        return attempts + 1 < options.attemptsIfRefused && !isStopping ? true : nil
    }

    // MARK: - Finishing

    /// An address that leads to another one is that one's duplicate, whichever of them came first.
    ///
    /// So the records do not depend on the order of arrival. The answer in hand is used for the other address unless
    /// that one is under way or done.
    private nonisolated func finishRedirected(_ address: ClaimedAddress, _ result: FetchResult) async throws {
        let target = result.finalURL.withoutFragment
        var record = AddressRecord(address, LoginWall.problem(from: address.url, to: target) ?? .duplicate(of: target))
        record.take(result)
        if record.notChecked?.reason == .loginWall {
            try await finish(record, found: [], payload: nil)
            return
        }
        let links = await widenScope(by: address, target: target)
        let new = links.address(target, depth: address.depth, origin: .redirect, from: address.id, seed: address.seed)
        guard new.refusal == nil, let adopted = try await frontier.adopt(new) else {
            try await finish(record, found: [new], payload: nil)
            return
        }
        if adopted.wasQueued { await leftQueue(target) }
        try await finish(record, found: [], payload: nil)
        var own = FetchResult(requestedURL: target, response: result.response)
        own.failure = nil
        try await finishVisited(adopted.address, own, failure: nil)
    }

    private func leftQueue(_ url: WebURL) { ring.remove(1, from: url.origin ?? "") }

    private func widenScope(by address: ClaimedAddress, target: WebURL) -> LinkPolicy {
        if address.origin == .seed {
            links.scope.add(root: target)
            wantSitemaps(of: target)
        }
        return links
    }

    private nonisolated func finishVisited(
        _ address: ClaimedAddress,
        _ result: FetchResult,
        failure: NotChecked?
    ) async throws {
        var record = AddressRecord(address, failure)
        record.take(result)
        if let failure {
            let found = failure.reason == .notHTML ? await listed(in: result, on: address) : []
            try await finish(record, found: found, payload: nil)
            return
        }
        if let repetition = try await repetition(result.finalURL, contentHash: record.contentHash) {
            record.notChecked = repetition
            try await finish(record, found: [], payload: nil)
            return
        }
        let page = FetchedPage(address: address, response: result.response)
        let outcome = try await visit(page)
        record.notChecked = outcome.notChecked
        let found = await links.addresses(from: outcome.links, on: address) { self.frontier.isKnown($0) }
        try await finish(record, found: found, payload: outcome.payload)
    }
}

// MARK: - Mirrors

extension Crawler {
    /// Why a page is none of its own: its host turns out, or has turned out, to repeat another one; nil where it is one.
    ///
    /// What is still queued of the host is left out with it. Pages under way are none, either, so that it does not depend
    /// on their number how many pages such a host has.
    func repetition(_ url: WebURL, contentHash: [UInt8]) async throws -> NotChecked? {
        if let found = mirrors.take(url, contentHash: contentHash) { try await leave(found) }
        return url.origin.flatMap { links.mirrors[$0] }.map(MirrorWatch.reason)
    }

    private func leave(_ found: MirrorWatch.Found) async throws {
        guard let mirror = WebURL(found.mirror), !isRoot(mirror) else { return }
        mirrors.leave(found.mirror)
        links.mirrors[found.mirror] = found.original
        // Kept before anything of the host is recorded, since the process may end on the way.
        try await frontier.add(mirror: found.mirror, of: found.original)
        try await giveUp(found.mirror, MirrorWatch.reason(found.original))
    }

    /// Knows again what a process before this one had seen of hosts that repeat others.
    func recallMirrors() async throws {
        links.mirrors = try await frontier.mirrors()
        let watch = Mutex(MirrorWatch(left: Set(links.mirrors.keys)))
        let found = Mutex([MirrorWatch.Found]())
        try await frontier.forEachVisited { url, contentHash in
            let mirror = watch.withLock { $0.take(url, contentHash: contentHash) }
            if let mirror { found.withLock { $0.append(mirror) } }
        }
        mirrors = watch.withLock { $0 }
        for (mirror, original) in links.mirrors.sorted(by: { $0.key < $1.key }) {
            try await giveUp(mirror, MirrorWatch.reason(original))
        }
        for mirror in found.withLock({ $0 }) { try await leave(mirror) }
    }
}

extension Crawler {
    /// What a feed or sitemap lists that came in the way of a page.
    private nonisolated func listed(in result: FetchResult, on address: ClaimedAddress) async -> [NewAddress] {
        guard options.readsSitemaps, !result.response.isBeginningOnly, result.response.status == 200,
            result.response.body.prefix(Sitemap.sniffBytes).contains(0x3C)
        else { return [] }
        let sitemap = Sitemap(result.response.body, address: result.finalURL)
        switch sitemap.kind {
        case .urlset, .index, .rss, .atom: break
        case .text, .other: return []
        }
        let links = await links
        return sitemap.entries.prefix(options.maximumLinksPerPage).map { entry in
            links.address(
                entry.url,
                depth: address.depth + 1,
                origin: .sitemap,
                from: address.id,
                seed: address.seed
            )
        }
    }
}

extension NotChecked {
    static func duplicate(of url: WebURL) -> NotChecked {
        let text = url.description.quotedForMessage
        return NotChecked(.duplicate, zh: text, en: text)
    }
}

extension AddressRecord {
    /// Notes what the transport said.
    mutating func take(_ result: FetchResult) {
        httpStatus = result.response.status
        finalURL = result.finalURL == url ? nil : result.finalURL
        redirects = result.redirects
        contentType = result.response.headers.first("content-type").map(\.string)
        bytes = result.response.body.count
        if !result.response.body.isEmpty { contentHash = SHA256.digest(result.response.body) }
        takeTransport(result.response)
        takeAttachment(result)
    }

    /// Notes how the answer came and by what the server will know it again.
    mutating func takeTransport(_ response: FetchResponse) {
        if response.status != nil { duration = response.timings.total }
        wireBytes = response.wireBytes
        entityTag = Self.validator(response.headers.first("etag"))
        lastModified = Self.validator(response.headers.first("last-modified"))
    }

    /// Validators kept are of sane length and can be sent back as they are.
    private static func validator(_ value: Bytes?) -> String? {
        guard let value = value?.trimmed, (1...200).contains(value.count),
            value.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return value.string
    }

    /// Of an attachment only the beginning is read; how large it is, its header says.
    private mutating func takeAttachment(_ result: FetchResult) {
        let response = result.response
        guard notChecked?.reason == .notHTML || notChecked?.reason == .tooLarge, response.status == 200 else { return }
        let declared = response.contentType
        let kind = ContentKind(of: response.body[...], declared: declared, fileName: response.fileName)
        let promised = ContentKind.promised(by: declared, response.fileName)
        guard kind.isAttachment || promised != nil || response.isOffered else { return }
        attachment = kind
        attachmentMatchesName = promised.map { $0 == kind }
        let length = response.headers.first("content-length").flatMap { Int($0.string) }
        if response.isBeginningOnly, let length, length > bytes { bytes = length }
    }
}
