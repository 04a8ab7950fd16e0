import ArgumentParser
import Audit

/// Whether a scan is kept in an archive, or made from one.
struct ArchiveArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "把所有请求和响应写入 WARC 文件（每条记录一个 gzip 段）。",
                "Keep all requests and answers in a WARC file (.warc.gz)."
            ),
            valueName: "file"
        )
    )
    var warc: String?
    @Option(
        help: ArgumentHelp(
            Interface.text("不访问网络，从 WARC 文件重新检测。", "Scan again from a WARC file, without the network."),
            valueName: "file"
        )
    )
    var from: String?

    mutating func validate() throws {
        guard warc != nil, from != nil else { return }
        throw ValidationError(Interface.text("--warc 与 --from 不能同时使用。", "--warc and --from exclude each other."))
    }

    var isGiven: Bool { warc != nil || from != nil }

    /// The archive to scan from.
    func source() throws -> WarcArchive? { try from.map { try WarcArchive(path: $0) } }

    /// The archive to write to, if one is asked for.
    func recorder(starts: [WebURL], contact: String?) throws -> WarcWriter? {
        try warc.map {
            try WarcWriter(path: $0, starts: starts, userAgent: CurlClient.Configuration(contact: contact).userAgent)
        }
    }
}
