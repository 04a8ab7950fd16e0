import CCurl
import Synchronization

/// One request under way: what libcurl's callbacks write to.
///
/// Unchecked because one thread at a time has it: the caller until it is submitted, the loop's thread until the
/// continuation resumes, then the caller again.
final class CurlTransfer: @unchecked Sendable {
    let request: FetchRequest
    let isCancelled = Atomic(false)
    var continuation: CheckedContinuation<Void, Never>?
    /// When the response headers must be complete; nil once they are.
    private(set) var headerDeadline: ContinuousClock.Instant?

    private var response: FetchResponse
    private var head = ResponseHead()
    private var body: [UInt8] = []
    private var requestHead: [UInt8] = []
    /// How long the body is when it is next looked at for a bomb; the largest of pages are below, compressed.
    private var nextLook = 128 << 10
    /// Why a callback stopped the transfer, if one did.
    private var stop: Stop?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private enum Stop {
        case failed(NotChecked)
        case enough
    }

    init(_ request: FetchRequest) {
        self.request = request
        response = FetchResponse(url: request.url)
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    // MARK: - Called by the loop

    func prepare(
        _ handle: UnsafeMutableRawPointer,
        configuration: CurlClient.Configuration,
        share: UnsafeMutableRawPointer
    ) {
        headerDeadline = .now + request.limits.headerTimeout
        let options = CurlOptions(handle)
        headerList = CurlOptions.headerList(for: request, configuration: configuration)
        options.set(request, configuration: configuration, headers: headerList)
        _ = audit_curl_set_pointer(handle, CURLOPT_SHARE, share)
        _ = audit_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        // The loop holds this object in `active` until the handle is removed, so it outlives every callback.
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_DEBUGDATA] {
            _ = audit_curl_set_pointer(handle, option, context)
        }
        _ = audit_curl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { data, size, count, context in
            guard let data, let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.takeHeader(UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
        }
        _ = audit_curl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { data, size, count, context in
            guard let data, let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.takeBody(UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
        }
        _ = audit_curl_set_debug_callback(handle) { _, kind, data, count, context in
            guard let data, let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            transfer.takeDebug(kind, UnsafeRawBufferPointer(start: data, count: count))
            return 0
        }
    }

    /// Notes how the transfer ended, while the handle still knows.
    func read(_ result: CURLcode, from handle: UnsafeMutableRawPointer) {
        response.timings = CurlOptions.timings(of: handle)
        response.remoteAddress = audit_curl_text_info(handle, CURLINFO_PRIMARY_IP).map { String(cString: $0) }
        switch stop {
        case .failed(let reason): response.failure = reason
        case .enough: response.isBeginningOnly = true
        case nil:
            guard result != CURLE_OK else {
                // libcurl takes an answer that ends within its headers for a whole one.
                if let status = head.status, status >= 200, !head.isComplete {
                    response.failure = NotChecked(
                        .truncated,
                        zh: "响应头不完整",
                        en: "the connection closed within the headers"
                    )
                }
                break
            }
            response.isHostSilent = !head.isComplete && CurlFailure.isSilence(result)
            response.failure = CurlFailure.reason(
                for: result,
                message: String(cString: errorText),
                hasHeaders: head.isComplete,
                hasConnection: response.timings.connected > .zero
            )
        }
    }

    func fail(_ reason: NotChecked) { response.failure = reason }

    /// Gives the transfer back to its caller.
    func finish(interrupted: Bool = false) {
        if interrupted { response.failure = NotChecked(.interrupted) }
        let continuation = continuation
        self.continuation = nil
        continuation?.resume()
    }

    // MARK: - Called by libcurl

    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        guard !head.isComplete else { return true }  // a trailer
        if let problem = head.take(line, limits: request.limits) {
            stop = .failed(problem)
            return false
        }
        guard head.isComplete else { return true }
        headerDeadline = nil
        guard let problem = head.framingProblem(wireLimit: declaredLimit) else { return true }
        stop = .failed(problem)
        return false
    }

    /// The largest Content-Length that is not refused at once.
    private var declaredLimit: Int {
        let refuses = request.limits.refusesByDeclaredLength && isWanted(head.contentType) != .no
        return refuses ? request.limits.maximumWireBytes : .max
    }

    private func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        body.append(contentsOf: piece)
        let limits = request.limits
        if body.count > limits.maximumWireBytes {
            stop = .failed(CurlFailure.tooLarge(limits.maximumWireBytes))
            return false
        }
        if isBomb(limits) {
            stop = .failed(CurlFailure.tooLarge(limits.maximumBodyBytes))
            return false
        }
        guard body.count > limits.maximumSniffBytes else { return true }
        switch isWanted(head.contentType) {
        case .yes: return true
        case .no:
            stop = .enough
            return false
        case .ifMarkup:
            if head.isCompressed || ContentKind(of: body[...]).isPage { return true }
            stop = .enough
            return false
        }
    }

    /// Whether what has come so far is more than is allowed once it is decompressed.
    ///
    /// Asked each time the body has doubled, so that all answers together cost no more than the last one, and an endless
    /// bomb ends when its beginning is too large.
    private func isBomb(_ limits: FetchLimits) -> Bool {
        guard body.count >= nextLook, head.isCompressed else { return false }
        nextLook = body.count * 2
        let encodings = Array(head.fields.values("content-encoding").joined(separator: [0x2C]))
        guard let codings = ContentCoding.list(encodings[...]), !codings.isEmpty else { return false }
        return ContentCoding.decode(body, codings: codings, maximumBytes: limits.maximumBodyBytes).end == .tooLarge
    }

    private func isWanted(_ type: ContentType?) -> Readability {
        request.wanted == .everything ? .yes : Readability(declared: type)
    }

    private func takeDebug(_ kind: curl_infotype, _ data: UnsafeRawBufferPointer) {
        if kind == CURLINFO_HEADER_OUT {
            if request.keepsWire { requestHead.append(contentsOf: data) }
        } else if kind == CURLINFO_TEXT, data.starts(with: "Excess found".utf8) {
            response.anomalies = [.bodyLongerThanDeclared]
        }
    }

    // MARK: - Called by the caller when all is over

    /// The answer with its body decompressed.
    func answer() -> FetchResponse {
        response.status = head.status
        response.httpVersion = head.version
        response.headers = head.fields
        response.wireBytes = body.count
        if request.keepsWire {
            response.wire = FetchResponse.Wire(requestHead: requestHead, responseHead: head.raw, body: body)
        }
        response.decode(body, limits: request.limits)
        return response
    }
}
