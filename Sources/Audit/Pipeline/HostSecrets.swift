import Foundation

/// Reads what is shown to one host only, from where other users of the machine cannot see it.
///
/// Options name a source, never the secret: `env:NAME` is an environment variable, `@PATH` a file. What is read goes to
/// the host it is bound to and is stored nowhere.
public enum HostSecrets {
    /// Of one file.
    static let maximumBytes = 1 << 20

    /// Credentials and headers by host.
    ///
    /// - Parameters:
    ///   - logins: `host=source` with `user:password`.
    ///   - headers: `host=source` with one `Name: value` a line.
    ///   - cookies: `host=source` with a file as browsers' exporters write it (Netscape), or `name=value; …`.
    /// - Returns: What is sent, by host.
    /// - Throws: ``AuditError`` naming the option and what it should look like; the secret is never quoted.
    public static func access(
        logins: [String],
        headers: [String],
        cookies: [String]
    ) throws -> [String: FetchOptions.Access] {
        var access: [String: FetchOptions.Access] = [:]
        for option in logins {
            let (host, secret) = try read(option, of: "--login")
            let text = secret.trimmingCharacters(in: .newlines)
            guard let colon = text.firstIndex(of: ":") else {
                throw malformed("--login", host, zh: "内容应为 用户:密码", en: "the source must hold user:password")
            }
            access[host, default: .init()].credentials = FetchRequest.Credentials(
                user: String(text[..<colon]),
                password: String(text[text.index(after: colon)...])
            )
        }
        for option in headers {
            let (host, secret) = try read(option, of: "--header")
            access[host, default: .init()].headers += try fields(secret, host: host)
        }
        for option in cookies {
            let (host, secret) = try read(option, of: "--cookies")
            let found = CookieFile.cookies(for: host, in: secret, at: .now)
            guard !found.isEmpty else {
                throw malformed(
                    "--cookies",
                    host,
                    zh: "没有适用于此主机且未过期的 Cookie",
                    en: "the source has no cookie for it that has not expired"
                )
            }
            access[host, default: .init()].cookies += found
        }
        return access
    }

    /// The address of a proxy, written out or from a source.
    public static func proxy(_ option: String) throws -> String {
        let isSource = option.hasPrefix("env:") || option.hasPrefix("@")
        let text =
            isSource ? try content(option, of: "--proxy").trimmingCharacters(in: .whitespacesAndNewlines) : option
        let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]
        guard let end = text.range(of: "://"), schemes.contains(text[..<end.lowerBound].lowercased()),
            end.upperBound < text.endIndex
        else {
            throw AuditError(
                .usage,
                at: "--proxy",
                LocalizedText(zh: "不是代理地址", en: "it is not the address of a proxy"),
                remedy: LocalizedText(
                    zh: "写成 http://主机:端口 或 socks5h://主机:端口",
                    en: "Write http://host:port or socks5h://host:port"
                )
            )
        }
        guard isSource || !text[end.upperBound...].contains("@") else {
            throw AuditError(
                .usage,
                at: "--proxy",
                LocalizedText(zh: "命令行里不能写密码", en: "a password does not belong on the command line"),
                remedy: LocalizedText(
                    zh: "把地址放进环境变量或文件，写成 --proxy env:变量名 或 --proxy @文件",
                    en: "Put the address into a variable or a file and write --proxy env:NAME or --proxy @file"
                )
            )
        }
        return text
    }

    // MARK: -

    private static func read(_ option: String, of name: String) throws -> (host: String, content: String) {
        guard let sign = option.firstIndex(of: "="), let url = WebURL("http://\(option[..<sign])/"),
            let host = url.host?.string, !host.isEmpty, url.path.count == 1
        else {
            throw AuditError(
                .usage,
                at: name,
                LocalizedText(zh: "缺少主机", en: "no host is named"),
                remedy: LocalizedText(
                    zh: "写成 \(name) 主机=env:变量名 或 \(name) 主机=@文件",
                    en: "Write \(name) host=env:NAME or \(name) host=@file"
                )
            )
        }
        return (host, try content(String(option[option.index(after: sign)...]), of: name))
    }

    private static func content(_ source: String, of name: String) throws -> String {
        if source.hasPrefix("env:") {
            let variable = String(source.dropFirst(4))
            if let value = ProcessInfo.processInfo.environment[variable] { return value }
            throw AuditError(
                .usage,
                at: name,
                LocalizedText(
                    zh: "环境变量 \(variable.quotedForMessage) 没有设置",
                    en: "the variable \(variable.quotedForMessage) is not set"
                ),
                remedy: LocalizedText(zh: "先设置这个变量", en: "Set the variable first")
            )
        }
        guard source.hasPrefix("@") else {
            throw AuditError(
                .usage,
                at: name,
                LocalizedText(zh: "命令行里不能写密码", en: "a secret does not belong on the command line"),
                remedy: LocalizedText(
                    zh: "放进环境变量或文件，写成 env:变量名 或 @文件",
                    en: "Put it into a variable or a file and write env:NAME or @file"
                )
            )
        }
        return try file(String(source.dropFirst()))
    }

    private static func file(_ path: String) throws -> String {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= maximumBytes, let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(
                    zh: "无法读取，或不是 \(maximumBytes) 字节以内的 UTF-8 文本",
                    en: "it cannot be read, or is not UTF-8 text of at most \(maximumBytes) bytes"
                ),
                remedy: LocalizedText(zh: "检查路径和权限", en: "Check the path and its permissions")
            )
        }
        return text
    }

    private static func fields(_ text: String, host: String) throws -> [HeaderField] {
        try text.split(whereSeparator: \.isNewline).map { line in
            // RFC 9110 §5.1: a field name is a token.
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
                line[..<colon].allSatisfy({
                    $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0))
                })
            else { throw malformed("--header", host, zh: "每行应为 名称: 值", en: "each line must be 'Name: value'") }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return HeaderField(String(line[..<colon]), String(value))
        }
    }

    private static func malformed(_ name: String, _ host: String, zh: String, en: String) -> AuditError {
        AuditError(
            .usage,
            at: "\(name) \(host)",
            LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: "改正来源的内容", en: "Mend what the source holds")
        )
    }
}

/// Cookies as a file keeps them.
enum CookieFile {
    /// The cookies of a host that have not expired; none where the file has none for it.
    ///
    /// Lines with seven fields between tabs are Netscape's format (curl's documentation, "Cookie file format"): domain,
    /// whether subdomains count, path, secure, expiry, name, value. Any other line is taken as a header's value.
    static func cookies(for host: String, in text: String, at now: Date) -> [FetchOptions.Access.Cookie] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let isHTTPOnly = line.hasPrefix("#HttpOnly_")
            if line.hasPrefix("#"), !isHTTPOnly { return nil }
            let fields = (isHTTPOnly ? line.dropFirst(10) : line).split(
                separator: "\t",
                omittingEmptySubsequences: false
            )
            guard fields.count == 7 else {
                let value = line.trimmingCharacters(in: .whitespaces)
                return value.contains("=") ? FetchOptions.Access.Cookie(pair: value, path: "/", isSecure: false) : nil
            }
            let domain = fields[0].drop { $0 == "." }.lowercased()
            guard domain == host || (fields[1] == "TRUE" && host.hasSuffix("." + domain)) else { return nil }
            // 0 is a cookie of the browser's session.
            if let expiry = Double(fields[4]), expiry > 0, expiry <= now.timeIntervalSince1970 { return nil }
            return FetchOptions.Access.Cookie(
                pair: "\(fields[5])=\(fields[6])",
                path: fields[2].hasPrefix("/") ? String(fields[2]) : "/",
                isSecure: fields[3] == "TRUE"
            )
        }
    }
}
