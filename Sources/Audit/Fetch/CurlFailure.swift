import CCurl

/// What libcurl's error codes mean for the record of a page.
enum CurlFailure {
    static func tooLarge(_ limit: Int) -> NotChecked {
        NotChecked(.tooLarge, zh: "超过 \(limit) 字节", en: "more than \(limit) bytes")
    }

    /// The reason for libcurl's code; `message` is its own words, in English, empty where it has none.
    static func reason(for code: CURLcode, message: String, hasHeaders: Bool, hasConnection: Bool) -> NotChecked {
        let said = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return timeout(hasHeaders: hasHeaders, hasConnection: hasConnection)
        case CURLE_COULDNT_RESOLVE_HOST: return NotChecked(.dns)
        case CURLE_COULDNT_RESOLVE_PROXY:
            return NotChecked(.dns, zh: "代理服务器的域名无法解析", en: "the proxy's name does not resolve")
        case CURLE_URL_MALFORMAT: return quoting(.badURL, said)
        case CURLE_PARTIAL_FILE: return NotChecked(.truncated, zh: "连接提前关闭", en: "the connection closed early")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
            return tls(said)
        case CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_GOT_NOTHING:
            return quoting(hasHeaders ? .truncated : .connection, said)
        default: return quoting(.connection, said)
        }
    }

    /// Whether the code says that the host is not there or does not answer, whatever it is asked for.
    ///
    /// A certificate that is refused is none of these: the same host may answer by http, and other ports of it.
    static func isSilence(_ code: CURLcode) -> Bool {
        switch code {
        case CURLE_OPERATION_TIMEDOUT, CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,
            CURLE_SSL_CONNECT_ERROR:
            true
        default: false
        }
    }

    private static func quoting(_ reason: NotCheckedReason, _ said: String) -> NotChecked {
        NotChecked(
            reason,
            zh: "\(reason.meaning.zh)（\(said.quotedForMessage)）",
            en: "\(reason.meaning.en) (\(said.quotedForMessage))"
        )
    }

    private static func timeout(hasHeaders: Bool, hasConnection: Bool) -> NotChecked {
        if hasHeaders { return NotChecked(.timeout, zh: "接收内容超时", en: "timed out while the body was coming") }
        if hasConnection { return NotChecked(.timeout, zh: "等待响应超时", en: "timed out waiting for an answer") }
        return NotChecked(.timeout, zh: "建立连接超时", en: "timed out connecting")
    }

    /// The certificate's problem in both languages where libcurl's text names a known one.
    private static func tls(_ said: String) -> NotChecked {
        let known: [(String, LocalizedText)] = [
            ("self-signed certificate in certificate chain", LocalizedText(zh: "证书链含自签名证书", en: "a self-signed root")),
            ("self-signed certificate", LocalizedText(zh: "自签名证书", en: "a self-signed certificate")),
            ("certificate has expired", LocalizedText(zh: "证书已过期", en: "an expired certificate")),
            ("certificate is not yet valid", LocalizedText(zh: "证书尚未生效", en: "a certificate that is not yet valid")),
            ("unable to get local issuer", LocalizedText(zh: "证书链不完整或颁发者不受信任", en: "an unknown issuer")),
            (
                "unable to verify the first certificate",
                LocalizedText(zh: "证书链不完整或颁发者不受信任", en: "an unknown issuer")
            ),
            ("certificate revoked", LocalizedText(zh: "证书已吊销", en: "a revoked certificate")),
            ("md too weak", LocalizedText(zh: "证书签名算法过弱", en: "a certificate with a weak signature")),
            ("dh key too small", LocalizedText(zh: "DH 密钥过短", en: "a Diffie-Hellman key that is too small")),
            ("key too weak", LocalizedText(zh: "证书密钥过短", en: "a certificate with a key that is too small")),
            ("key too small", LocalizedText(zh: "证书密钥过短", en: "a certificate with a key that is too small")),
            ("wrong version number", LocalizedText(zh: "端口上不是 TLS", en: "something else than TLS on that port")),
            ("handshake failure", LocalizedText(zh: "没有共同的加密方式", en: "no cipher in common")),
            ("no shared cipher", LocalizedText(zh: "没有共同的加密方式", en: "no cipher in common")),
            (
                "no alternative certificate subject name",
                LocalizedText(zh: "证书与域名不符", en: "a certificate for another name")
            ),
            ("does not match target host name", LocalizedText(zh: "证书与域名不符", en: "a certificate for another name")),
            ("unsafe legacy renegotiation", LocalizedText(zh: "只支持不安全的重新协商", en: "unsafe legacy renegotiation only")),
            ("unsupported protocol", LocalizedText(zh: "TLS 版本过旧", en: "an outdated TLS version only")),
        ]
        let lowercased = said.lowercased()
        guard let problem = known.first(where: { lowercased.contains($0.0) })?.1 else { return quoting(.tls, said) }
        return NotChecked(.tls, problem)
    }
}
