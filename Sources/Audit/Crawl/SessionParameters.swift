/// Query parameters that say who came and from where, not what is shown.
enum SessionParameters {
    /// Names of session cookies of server software; dropped whatever their value.
    static let sessions: Set<String> = [
        "phpsessid", "jsessionid", "asp.net_sessionid", "cfid", "cftoken", "oscsid", "zenid", "sessionid", "session_id",
        "sessid", "phpsession", "s_id_session", "jsessionidsso", "jsession", "phpsessionid", "_session_id", "aspxauth",
        "bv_sessionid", "bv_engineid", "mscssid", "wosid", "sessionkey", "cfsession", "zope_sessionid",
    ]
    /// Names that sites also use for other things: dropped only if the value looks like a token.
    static let possibleSessions: Set<String> = ["sid", "s", "session", "ssid", "token", "uid", "ticket"]
    /// Campaign and click identifiers of advertising and statistics services.
    static let tracking: Set<String> = [
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
        "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "spm", "scm", "bd_vid", "bd_source",
        "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "share_token", "share_from", "wxshare_count", "nsukey",
        "isappinstalled", "spm_id_from", "vd_source", "tdsourcetag", "gdt_vid", "qz_gdt", "bdmcid", "jzl_kid",
        "weibo_id", "srsltid", "li_fat_id", "igsh", "epik", "rdt_cid", "sc_cid", "ef_id", "s_kwcid", "_openstat",
        "ysclid", "wickedid", "_branch_match_id", "__hstc", "__hssc", "__hsfp", "fb_action_ids", "fb_source", "zanpid",
        "gad_source", "gad_campaignid",
    ]
    static let trackingPrefixes = ["utm_", "aspsessionid", "hsa_", "pk_", "mtm_", "piwik_", "matomo_"]
    /// The least length at which a value of a possible session is taken for a token: 96 bits in hexadecimal.
    static let tokenBytes = 24
    /// jQuery adds `_=` and the time in milliseconds to defeat caches.
    static let cacheBusters: Set<String> = ["_", "timestamp", "nocache"]

    /// Whether a field of a query is left out; `text` is the whole field, escapes normalised.
    static func isDropped(name: Bytes, text: [UInt8]) -> Bool {
        let key = name.map(\.asciiLowercased).string
        if sessions.contains(key) || tracking.contains(key) { return true }
        if trackingPrefixes.contains(where: { key.hasPrefix($0) }) { return true }
        let value = text[name.endIndex...].dropFirst()
        if possibleSessions.contains(key) { return isToken(value) }
        return cacheBusters.contains(key) && (10...13).contains(value.count) && value.allSatisfy(\.isASCIIDigit)
    }

    /// Whether a parameter of a path segment (after a semicolon) is a session.
    static func isSession(path parameter: Bytes) -> Bool {
        let name = parameter.prefix { $0 != 0x3D }.map(\.asciiLowercased).string
        return sessions.contains(name) || name.hasPrefix("aspsessionid")
    }

    private static func isToken(_ value: Bytes) -> Bool {
        value.count >= tokenBytes && value.contains(where: \.isASCIIDigit) && value.contains(where: \.isASCIIAlpha)
            && value.allSatisfy { $0.isASCIIAlpha || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
    }
}
