import Foundation

/// Prints an HTML file of ours as a tagged PDF, with a Chromium that is installed.
///
/// The browser gets a folder of its own, no names of hosts, a limit of time and one of the size of files. As root Chromium
/// refuses to start with its sandbox; it is then started without, which is only done because what it opens is a file we
/// have just written, whose policy allows no network and no script. (Switching scripts off in the browser would switch
/// off its printing too.)
public struct PDFPrinter: Sendable {
    /// How long a print may take; 10,000 pages' report takes seconds.
    static let timeLimit = Duration.seconds(120)
    /// Seconds of processor time, and blocks of 512 bytes of one file: 1 GiB.
    private static let limits = "ulimit -t 240; ulimit -f 2097152; exec \"$@\""
    /// A larger print is refused.
    private static let maximumBytes = 256 << 20

    /// The browser.
    public let browser: String

    /// The browser that is installed; nil where none is.
    public static var installed: PDFPrinter? {
        Executable.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
            .map { PDFPrinter(browser: $0) }
    }

    /// Prints the file.
    ///
    /// - Parameters:
    ///   - html: The file, UTF-8.
    ///   - made: What the print says as its date, so that equal files give equal prints.
    /// - Returns: The PDF.
    /// - Throws: ``AuditError`` `unavailable` where fonts are missing, the browser fails or takes too long.
    public func print(_ html: [UInt8], made: Timestamp) async throws -> [UInt8] {
        if ChineseFonts.areNeeded(by: html), ChineseFonts.found == nil { throw Self.fontsMissing() }
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-print-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let (page, print) = (folder.appending(path: "report.html"), folder.appending(path: "report.pdf"))
        try Data(html).write(to: page)
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        let status = try await run(arguments(page, print, folder), log: log)
        let size = (try? FileManager.default.attributesOfItem(atPath: print.path)[.size] as? Int) ?? 0
        guard status == 0, size > 0, size <= Self.maximumBytes, let bytes = try? Data(contentsOf: print) else {
            throw Self.failed(browser, Self.lastLine(of: log))
        }
        return Self.dated([UInt8](bytes), made)
    }

    private func arguments(_ page: URL, _ print: URL, _ folder: URL) -> [String] {
        let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
        return ["-c", Self.limits, "sh", browser] + sandbox + [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=" + folder.appending(path: "profile").path, "--no-pdf-header-footer",
            "--generate-pdf-document-outline", "--print-to-pdf=" + print.path, page.absoluteString,
        ]
    }

    /// Runs the browser to its end, or ends it when its time is over.
    private func run(_ arguments: [String], log: URL) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        do { try process.run() } catch { throw Self.failed(browser, "\(error)") }
        let end = ContinuousClock.now + Self.timeLimit
        while process.isRunning {
            guard ContinuousClock.now < end, !Task.isCancelled else {
                kill(process.processIdentifier, SIGKILL)
                throw Self.failed(browser, "timeout")
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return process.terminationStatus
    }

    /// Chromium writes the time of the print; the report's own takes its place, of the same length.
    static func dated(_ pdf: [UInt8], _ moment: Timestamp) -> [UInt8] {
        let digits = moment.iso8601.utf8.filter(\.isASCIIDigit)
        guard digits.count == 14 else { return pdf }
        var dated = pdf
        for key in ["/CreationDate (D:", "/ModDate (D:"] {
            var start = 0
            let mark = Array(key.utf8)
            while let found = dated.position(of: mark, from: start), found + mark.count + 21 <= dated.count {
                let first = found + mark.count
                dated.replaceSubrange(first..<(first + 14), with: digits)
                start = first
            }
        }
        return dated
    }

    private static func lastLine(of log: URL) -> String {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").last.map(String.init) ?? ""
    }
}

// MARK: - Errors

extension PDFPrinter {
    /// Where no browser is installed.
    static func missing() -> AuditError {
        AuditError(
            .unavailable,
            at: "--format pdf",
            LocalizedText(zh: "没有安装能打印 PDF 的浏览器", en: "no browser that prints PDF is installed"),
            remedy: LocalizedText(
                zh: "请安装 chromium（apt-get install chromium），或写 HTML 后用浏览器打印",
                en: "Install chromium (apt-get install chromium), or write HTML and print it with a browser"
            )
        )
    }

    private static func fontsMissing() -> AuditError {
        AuditError(
            .unavailable,
            at: "--format pdf",
            LocalizedText(
                zh: "报告里有中文，但本机没有中文字体，打印出来会是方框",
                en: "the report has Chinese text, and this machine no Chinese font: the print would show boxes"
            ),
            remedy: ChineseFonts.remedy
        )
    }

    private static func failed(_ browser: String, _ reason: String) -> AuditError {
        let shown = String(HostileText.line(reason, limit: 200))
        return AuditError(
            .unavailable,
            at: browser,
            LocalizedText(zh: "浏览器没有打印出 PDF（\(shown)）", en: "the browser printed no PDF (\(shown))"),
            remedy: LocalizedText(
                zh: "用 audit doctor 检查，或写 HTML 后用浏览器打印",
                en: "See audit doctor, or write HTML and print it with a browser"
            )
        )
    }
}

extension [UInt8] {
    /// Where the bytes first stand from an index on; nil where they do not.
    fileprivate func position(of wanted: [UInt8], from start: Int) -> Int? {
        guard let first = wanted.first, count >= wanted.count else { return nil }
        var index = start
        while let found = self[index...].firstIndex(of: first), found + wanted.count <= count {
            if self[found..<(found + wanted.count)].elementsEqual(wanted) { return found }
            index = found + 1
        }
        return nil
    }
}
