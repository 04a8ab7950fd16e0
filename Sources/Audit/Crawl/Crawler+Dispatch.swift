extension Crawler {
    typealias Group = ThrowingDiscardingTaskGroup<any Error>
    private typealias Instant = ContinuousClock.Instant

    /// Begins as many pages as may begin now, one a host and round.
    ///
    /// - Returns: When the next one may begin, if that is a matter of time only.
    func startWhatMay(in group: inout Group) async throws -> ContinuousClock.Instant? {
        var next: Instant?
        var hasBegun = true
        while hasBegun, active < options.pagesAtOnce {
            hasBegun = false
            next = nil
            for host in ring.turns where active < options.pagesAtOnce && mayBeginAnother {
                switch try await tryHost(host, in: &group) {
                case .begun:
                    hasBegun = true
                    ring.served(host)
                case .at(let instant): next = min(next ?? instant, instant)
                case .nothing: break
                }
            }
            ring.prune()
        }
        return next
    }

    /// Pages under way count towards the limit, so that it is not passed.
    private var mayBeginAnother: Bool {
        options.maximumPages.map { summary.visited + active < $0 } ?? true
    }

    private enum Attempt {
        case begun
        case at(Instant)
        case nothing
    }

    private func tryHost(_ host: String, in group: inout Group) async throws -> Attempt {
        guard let state = ring.hosts[host] else { return .nothing }
        switch state.robots {
        case .loading: return .nothing
        case .unknown:
            askForRobots(host, in: &group)
            return .nothing
        case .ready: break
        }
        guard let lane = state.lane, try await fillBuffer(of: host, in: &group) else { return .nothing }
        switch await fetcher.politeness.reserveNow(lane) {
        case .full: return .nothing
        case .at(let instant): return .at(instant)
        case .givenUp(let reason):
            try await giveUp(host, reason)
            return .nothing
        case .reserved:
            var address: ClaimedAddress?
            ring.change(host) { address = $0.buffer.isEmpty ? nil : $0.buffer.removeFirst() }
            guard let address else {
                // The host was given up while its place was reserved.
                await fetcher.politeness.finish(lane, .notSent)
                return .nothing
            }
            active += 1
            begin(in: &group) { try await self.work(on: address) }
            return .begun
        }
    }

    // MARK: - robots.txt and sitemaps

    private func askForRobots(_ host: String, in group: inout Group) {
        guard errands < options.robotsAtOnce, let url = WebURL(host) else { return }
        ring.change(host) { $0.robots = .loading }
        errands += 1
        begin(in: &group) {
            let policy = await self.robots.policy(for: url)
            let lane = await self.fetcher.politeness.lane(for: url)
            await self.robotsReady(host, lane: lane)
            if !Task.isCancelled { try await self.readSitemaps(policy, of: url) }
            await self.errandDone()
        }
    }

    private func robotsReady(_ host: String, lane: String) {
        ring.change(host) {
            $0.robots = .ready
            $0.lane = lane
        }
        bell.ring()
    }

    private func errandDone() { errands -= 1 }

    // MARK: - Claims

    /// Addresses claimed ahead of their turn; a store answers in batches better than one by one.
    private var claimBatch: Int { max(8, options.pagesAtOnce / 2) }

    /// Makes sure that the host has an address ready to begin; those robots.txt refuses are recorded on the way.
    private func fillBuffer(of host: String, in group: inout Group) async throws -> Bool {
        guard ring.hosts[host]?.buffer.isEmpty ?? true else { return true }
        guard let url = WebURL(host), (ring.hosts[host]?.queued ?? 0) > 0 else { return false }
        guard let policy = await robots.known(for: url) else {
            // A day has passed, or the fetch was cut off: ask again.
            ring.change(host) { $0.robots = .unknown }
            askForRobots(host, in: &group)
            return false
        }
        while true {
            let claims = try await frontier.claim(host: host, count: claimBatch)
            ring.remove(claims.count, from: host)
            if claims.isEmpty {
                ring.remove(ring.hosts[host]?.queued ?? 0, from: host)
                return false
            }
            var allowed: [ClaimedAddress] = []
            for address in claims {
                guard let refusal = policy.refusal(of: address.url) else {
                    allowed.append(address)
                    continue
                }
                try await finish(AddressRecord(address, refusal), found: [], payload: nil)
            }
            if let original = links.mirrors[host] {
                // It was given up while these were claimed.
                for address in allowed {
                    try await finish(AddressRecord(address, MirrorWatch.reason(original)), found: [], payload: nil)
                }
                continue
            }
            if !allowed.isEmpty {
                ring.change(host) { $0.buffer = allowed }
                return true
            }
        }
    }

    func giveUp(_ host: String, _ reason: NotChecked) async throws {
        var buffer: [ClaimedAddress] = []
        ring.change(host) { swap(&buffer, &$0.buffer) }
        for address in buffer { try await finish(AddressRecord(address, reason), found: [], payload: nil) }
        let count = try await frontier.finishQueued(host: host, as: reason)
        summary.notChecked[reason.reason, default: 0] += count
        ring.remove(ring.hosts[host]?.queued ?? 0, from: host)
    }

    /// Records an address and takes up what was found on it.
    func finish(_ record: AddressRecord, found: [NewAddress], payload: F.Payload?) async throws {
        if let problem = record.notChecked {
            let reason = problem.reason
            summary.notChecked[reason, default: 0] += 1
            if record.depth == 0, summary.startProblem == nil, reason != .duplicate, reason != .untested {
                summary.startProblem = problem
            }
        } else {
            summary.checked += 1
        }
        let recorded = try await frontier.finish(record, found: found, payload: payload)
        ring.add(recorded.queued)
        if recorded.duplicates > 0 { becameDuplicates(recorded.duplicates, after: record) }
    }

    /// Pages that are counted as the one just recorded is, and are none.
    private func becameDuplicates(_ count: Int, after record: AddressRecord) {
        if let reason = record.notChecked?.reason {
            summary.notChecked[reason, default: 0] -= count
        } else {
            summary.checked -= count
        }
        summary.notChecked[.duplicate, default: 0] += count
    }
}
