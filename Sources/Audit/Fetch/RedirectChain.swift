/// The redirects of one address as they happen.
struct RedirectChain {
    enum Step {
        case follow(WebURL, FetchResult.Redirect)
        case end(FetchResult)
    }

    private let start: WebURL
    private var redirects: [FetchResult.Redirect] = []
    private var visits: [WebURL: Int] = [:]
    /// Whether a cookie was set since the chain began; a second visit then may end differently.
    private var hasCookie = false

    init(start: WebURL) {
        self.start = start
        visits[start.withoutFragment] = 1
    }

    /// Judges an answer: the end, or where to look next.
    mutating func take(_ response: FetchResponse) -> Step {
        if response.headers.first("set-cookie") != nil { hasCookie = true }
        if let failure = response.failure { return .end(end(response, failure)) }
        guard let location = response.redirectTarget, let status = response.status else {
            return .end(end(response, nil))
        }
        guard let target = response.url.resolve(PercentEncoding.escapingNonASCII(location)) else {
            let text = location.string.quotedForMessage
            return .end(end(response, NotChecked(.badURL, zh: "重定向到 \(text)", en: "redirects to \(text)")))
        }
        let recorded = response.wire == nil ? nil : FetchResult.Redirect.Recorded(response: response)
        let next = target.withoutCredentials
        let redirect = FetchResult.Redirect(from: response.url, status: status, to: next, response: recorded)
        if let failure = problem(with: next) { return .end(end(response, failure, after: redirect)) }
        return .follow(next, redirect)
    }

    private mutating func problem(with target: WebURL) -> NotChecked? {
        guard target.isHTTP else {
            let text = target.description.quotedForMessage
            return NotChecked(.unsupportedScheme, zh: "重定向到 \(text)", en: "redirects to \(text)")
        }
        let count = visits[target.withoutFragment, default: 0] + 1
        visits[target.withoutFragment] = count
        if count > (hasCookie ? RedirectLimits.maximumVisits : 1) {
            let text = target.description.quotedForMessage
            return NotChecked(.redirectLoop, zh: "又回到 \(text)", en: "comes back to \(text)")
        }
        guard redirects.count < RedirectLimits.maximumRedirects else {
            let limit = RedirectLimits.maximumRedirects
            return NotChecked(.redirectLimit, zh: "超过 \(limit) 次重定向", en: "more than \(limit.counted("redirect"))")
        }
        return nil
    }

    mutating func append(_ redirect: FetchResult.Redirect) { redirects.append(redirect) }

    func end(
        _ response: FetchResponse,
        _ failure: NotChecked?,
        after redirect: FetchResult.Redirect? = nil
    ) -> FetchResult {
        var result = FetchResult(requestedURL: start, response: response)
        result.redirects = redirects + (redirect.map { [$0] } ?? [])
        result.failure = failure
        if let status = response.status, status == 429 || status == 503 {
            result.retryAfter = RetryAfter.duration(in: response)
        }
        return result
    }
}

extension PercentEncoding {
    /// Bytes that are not ASCII as `%XX`, as they are: nothing says which encoding a Location header is in.
    static func escapingNonASCII(_ text: some Sequence<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        for byte in text {
            if byte < 0x80 {
                escaped.append(byte)
            } else {
                escaped += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return escaped
    }
}
