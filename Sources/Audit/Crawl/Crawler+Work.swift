extension Crawler {
    /// Fetches an address, has it looked at, and records what came of it.
    nonisolated func work(on address: ClaimedAddress) async throws {
        let isSeed = address.origin == .seed
        let result = await fetcher.fetch(
            address.url,
            headers: await conditions(for: address),
            wanted: .documents,
            holdsPlace: true
        ) { target in
            // Where a start redirects to is where the site is.
            if !isSeed, let refusal = await self.links.outOfScope(target) { return refusal }
            return await self.robots.policy(for: target).refusal(of: target)
        }
        await count(result)
        if try await isToBeTriedAgain(address, result) {
            await pageDone()
            return
        }
        let failure = PageJudge.problem(with: result)
        if failure == nil, URLIdentity(result.finalURL) != address.identity {
            try await finishRedirected(address, result)
        } else {
            try await finishVisited(address, result, failure: failure)
        }
        await pageDone()
    }

    private func conditions(for address: ClaimedAddress) -> [HeaderField] { [] }

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
        return attempts + 1 < options.attemptsIfRefused && !isStopping ? true : nil
    }

    // MARK: - Finishing

    /// An address that leads to another one is that one's duplicate, whichever of them came first.
    ///
    /// So the records do not depend on the order of arrival. The answer in hand is used for the other address unless
    /// that one is under way or done.
    private nonisolated func finishRedirected(_ address: ClaimedAddress, _ result: FetchResult) async throws {
        let target = result.finalURL.withoutFragment
        var record = AddressRecord(address, AddressRecord.duplicate(of: target))
        record.take(result)
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
        let page = FetchedPage(address: address, response: result.response)
        let outcome = try await visit(page)
        record.notChecked = outcome.notChecked
        let found = await links.addresses(from: outcome.links, on: address)
        try await finish(record, found: found, payload: outcome.payload)
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

extension AddressRecord {
    static func duplicate(of url: WebURL) -> NotChecked {
        let text = url.description.quotedForMessage
        return NotChecked(.duplicate, zh: "与 \(text) 是同一页面", en: "the same page as \(text)")
    }

    /// Notes what the transport said.
    mutating func take(_ result: FetchResult) {
        httpStatus = result.response.status
        finalURL = result.finalURL == url ? nil : result.finalURL
        redirects = result.redirects
        contentType = result.response.headers.first("content-type").map(\.string)
        bytes = result.response.body.count
        if !result.response.body.isEmpty { contentHash = SHA256.digest(result.response.body) }
        takeAttachment(result)
    }

    /// Of an attachment only the beginning is read; how large it is, its header says.
    private mutating func takeAttachment(_ result: FetchResult) {
        let response = result.response
        guard notChecked?.reason == .notHTML || notChecked?.reason == .tooLarge, response.status == 200 else { return }
        let kind = ContentKind(
            of: response.body[...],
            declared: response.contentType,
            fileName: response.url.path.split(separator: 0x2F).last ?? []
        )
        guard kind.isAttachment else { return }
        attachment = kind
        let length = response.headers.first("content-length").flatMap { Int($0.string) }
        if response.isBeginningOnly, let length, length > bytes { bytes = length }
    }
}
