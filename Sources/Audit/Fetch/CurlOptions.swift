import CCurl

/// Sets the options of one easy handle, which its owner keeps.
struct CurlOptions {
    /// The bytes libcurl reads at once; one body chunk is no larger.
    private static let receiveBufferBytes = 64 << 10

    private let handle: UnsafeMutableRawPointer

    init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

    private func set(_ option: CURLoption, _ value: Int) {
        let status = audit_curl_set_long(handle, option, value)
        precondition(status == CURLE_OK, "libcurl knows the option \(option.rawValue)")
    }

    private func set(_ option: CURLoption, _ value: String) {
        let status = value.withCString { audit_curl_set_pointer(handle, option, $0) }  // libcurl copies it
        precondition(status == CURLE_OK, "libcurl knows the option \(option.rawValue)")
    }

    func set(
        _ request: FetchRequest,
        configuration: CurlClient.Configuration,
        headers: UnsafeMutablePointer<curl_slist>?
    ) {
        set(CURLOPT_URL, request.url.withoutFragment.withoutCredentials.description)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connectTimeout.milliseconds)
        set(CURLOPT_TIMEOUT_MS, request.limits.totalTimeout.milliseconds)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Refused by a reused handle that still holds its buffer, which then has this size already.
        _ = audit_curl_set_long(handle, CURLOPT_BUFFERSIZE, Self.receiveBufferBytes)
        set(CURLOPT_USERAGENT, configuration.userAgent)
        // Turns the cookie engine on without reading a file.
        set(CURLOPT_COOKIEFILE, "")
        // The debug callback is the only place where libcurl says that a body was longer than declared.
        set(CURLOPT_VERBOSE, 1)
        if request.acceptsInvalidCertificate {
            set(CURLOPT_SSL_VERIFYPEER, 0)
            set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if configuration.onlyIPv6 { set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V6)) }
        if request.url.isLoopback {
            set(CURLOPT_PROXY, "")
        } else if let proxy = configuration.proxy {
            set(CURLOPT_PROXY, proxy)
        }
        if let credentials = request.credentials {
            set(CURLOPT_HTTPAUTH, Int(audit_curl_basic_authentication))
            set(CURLOPT_USERNAME, credentials.user)
            set(CURLOPT_PASSWORD, credentials.password)
        }
        let cookies = request.headers.filter { Self.isCookie($0) && !$0.value.contains { $0 < 0x20 } }.map(
            \.value.string
        )
        // One line with those the host has set (RFC 6265 §5.4).
        if !cookies.isEmpty { set(CURLOPT_COOKIE, cookies.joined(separator: "; ")) }
        _ = audit_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
    }

    /// The header lines besides those libcurl writes; the caller frees the list.
    static func headerList(
        for request: FetchRequest,
        configuration: CurlClient.Configuration
    ) -> UnsafeMutablePointer<curl_slist>? {
        var fields = request.headers.filter { !isCookie($0) }
        for field in [
            HeaderField("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            HeaderField("Accept-Language", configuration.acceptLanguage),
            HeaderField("Accept-Encoding", ContentCoding.acceptEncoding),
        ] where !fields.contains(where: { $0.name.lowercased() == field.name.lowercased() }) {
            fields.append(field)
        }
        var list: UnsafeMutablePointer<curl_slist>?
        for field in fields {
            let line = Array(field.name.utf8) + [0x3A, 0x20] + field.value
            // A line break would be a second header.
            guard !line.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else { continue }
            list = (line + [0]).withUnsafeBytes { bytes in
                curl_slist_append(list, bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
            }
        }
        return list
    }

    private static func isCookie(_ field: HeaderField) -> Bool {
        field.name.utf8.map(\.self).equalsIgnoringCase("cookie")
    }

    static func timings(of handle: UnsafeMutableRawPointer) -> FetchResponse.Timings {
        func time(_ info: CURLINFO) -> Duration { .microseconds(Int64(audit_curl_offset_info(handle, info))) }
        return FetchResponse.Timings(
            nameLookup: time(CURLINFO_NAMELOOKUP_TIME_T),
            connected: time(CURLINFO_CONNECT_TIME_T),
            firstByte: time(CURLINFO_STARTTRANSFER_TIME_T),
            total: time(CURLINFO_TOTAL_TIME_T)
        )
    }
}
