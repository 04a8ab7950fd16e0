/// Tells a page that is behind a login from one that has moved.
enum LoginWall {
    private static let places: [StaticString] = [
        "login", "signin", "sign-in", "logon", "sso", "cas", "passport", "oauth", "oauth2", "auth", "authorize",
    ]
    private static let returns: [StaticString] = [
        "service", "next", "return", "returnurl", "return_url", "returnto", "redirect", "redirecturl", "redirect_uri",
        "redirect_url", "goto", "back", "backurl", "from", "ref", "target", "url", "continue", "callback",
    ]

    /// Set where the address leads to a login that promises to come back to it.
    ///
    /// Both signs are needed: a place that is named after logging in, and a parameter that says where one came from.
    static func problem(from url: WebURL, to target: WebURL) -> NotChecked? {
        guard isLogin(target), !isLogin(url), saysWhereFrom(target) else { return nil }
        let text = target.description.quotedForMessage
        return NotChecked(.loginWall, zh: "转到登录页 \(text)", en: "leads to the login at \(text)")
    }

    private static func isLogin(_ url: WebURL) -> Bool {
        url.path.split(separator: 0x2F).contains { segment in
            let stem = segment.prefix { $0 != 0x2E }
            return places.contains { stem.equalsIgnoringCase($0) }
        }
    }

    private static func saysWhereFrom(_ url: WebURL) -> Bool {
        AddressGroup.parameterNames(of: url).contains { name in returns.contains { name.equalsIgnoringCase($0) } }
    }
}
