import Foundation

/// Tells pages of a site from what stands in front of it: firewalls, captchas, login walls.
///
/// Conservative: a page that is long or says nothing typical is taken for a page.
enum BlockDetector {
    /// Challenges are small; a larger body is a page that happens to hold one of their words.
    private static let maximumChallengeBytes = 64 << 10

    static func problem(with response: FetchResponse) -> NotChecked? {
        guard let status = response.status else { return nil }
        if status == 401 { return NotChecked(.loginWall, zh: "需要身份验证（401）", en: "asks for credentials (401)") }
        if status == 429 { return NotChecked(.blocked, zh: "请求过多（429）", en: "too many requests (429)") }
        guard response.body.count <= maximumChallengeBytes else { return nil }
        let text = Haystack(readable(response, status: status))
        for sign in signs where sign.matches(status: status, response: response, text: text) {
            return NotChecked(.blocked, zh: "\(sign.name)（\(status)）", en: "\(sign.name) (\(status))")
        }
        return nil
    }

    /// The body in UTF-8; that of a page is left as it is, since products write their names in ASCII.
    private static func readable(_ response: FetchResponse, status: Int) -> [UInt8] {
        guard !(200..<300).contains(status), !UTF8Decoding.isValid(response.body) else { return response.body }
        return Charset.decode(response.body, header: response.headers.first("content-type")).bytes
    }

    /// What gives a product away.
    private struct Sign: Sendable {
        let name: String
        /// Empty: any.
        var statuses: Set<Int> = []
        /// All must be in the body.
        var words: [String] = []
        /// A header that must be there, and what it must contain.
        var header: (name: StaticString, value: String)?

        func matches(status: Int, response: FetchResponse, text: Haystack) -> Bool {
            guard statuses.isEmpty || statuses.contains(status) else { return false }
            if let header {
                let values = response.headers.values(header.name)
                guard values.contains(where: { Haystack($0).contains(header.value) }) else { return false }
            }
            return words.allSatisfy { text.contains($0) }
        }
    }

    private static let signs: [Sign] = [
        Sign(name: "Cloudflare", header: ("cf-mitigated", "challenge")),
        Sign(name: "Cloudflare", statuses: [403, 503], words: ["/cdn-cgi/challenge-platform/"]),
        Sign(name: "Cloudflare", statuses: [403, 503], words: ["cf-error-details"]),
        Sign(name: "Akamai", statuses: [403], words: ["access denied", "reference&#32;&#35;"]),
        Sign(name: "Imperva", words: ["_incapsula_resource"]),
        Sign(name: "AWS WAF", statuses: [202, 405], header: ("x-amzn-waf-action", "")),
        // Ruishu (RiverSecurity): an empty page whose script computes a cookie.
        Sign(name: "瑞数", statuses: [202, 412], words: ["$_ts"]),
        Sign(name: "加速乐", statuses: [521], words: ["__jsl_clearance"]),
        Sign(name: "加速乐", statuses: [521], header: ("set-cookie", "__jsluid")),
        Sign(name: "安全狗", words: ["safedog", "waf"]),
        Sign(name: "360 网站卫士", words: ["wzws-waf-cgi"]),
        Sign(name: "阿里云 WAF", statuses: [405], words: ["errors.aliyun.com"]),
        Sign(name: "阿里云 WAF", words: ["acw_sc__v2", "arg1"]),
        Sign(name: "腾讯云 WAF", words: ["waf.tencent-cloud.com"]),
        Sign(name: "创宇盾", statuses: [403, 405], words: ["yunaq.com"]),
        Sign(name: "WAF", statuses: [403, 405, 406, 418, 456, 493, 501, 514], words: ["waf"]),
        Sign(name: "WAF", statuses: [403, 405, 406], words: ["拦截"]),
        Sign(name: "WAF", statuses: [403, 405, 406], words: ["captcha"]),
        Sign(name: "CAPTCHA", statuses: [403, 405, 503], words: ["验证码"]),
        Sign(name: "CAPTCHA", statuses: [403, 405, 503], words: ["人机验证"]),
        Sign(name: "CAPTCHA", statuses: [403, 405, 503], words: ["安全验证"]),
        Sign(name: "WAF", statuses: [403, 405, 406, 501], words: ["被阻断"]),
        Sign(name: "WAF", statuses: [403, 405, 406, 501], words: ["安全威胁"]),
        Sign(name: "WAF", statuses: [403, 405, 406, 501], words: ["防火墙"]),
        Sign(name: "DataDome", statuses: [403, 405], words: ["captcha-delivery.com"]),
        Sign(name: "F5 BIG-IP", statuses: [403], words: ["the requested url was rejected", "support id"]),
    ]
}

/// Bytes in lower case that can be searched for words.
struct Haystack {
    private let bytes: [UInt8]

    init(_ bytes: some Collection<UInt8>) { self.bytes = bytes.map(\.asciiLowercased) }

    /// Whether the word, in lower case, stands anywhere in the bytes.
    func contains(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard !word.isEmpty, bytes.count >= word.count else { return word.isEmpty }
        // Every page from the network passes here; marks are rarer in pages than letters.
        let anchor = word.firstIndex { !$0.isASCIIAlpha } ?? 0
        return bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            var place = anchor
            let last = bytes.count - word.count + anchor
            while place <= last {
                guard let hit = memchr(start + place, Int32(word[anchor]), last - place + 1) else { return false }
                place = UnsafeRawPointer(hit) - start
                if memcmp(start + place - anchor, word, word.count) == 0 { return true }
                place += 1
            }
            return false
        }
    }
}
