import Foundation

/// A folder that is checked as if it were the root of a site: `/x.css` resolves inside it, nothing outside is read.
public struct SiteFolder: Sendable {
    /// Files of a folder that are checked, at most.
    public static let maximumFiles = 1_000_000
    /// A style sheet larger than this is not read.
    static let maximumSheetBytes = 4 << 20

    let root: URL
    /// Paths relative to the root, with `/`, sorted.
    public let pages: [String]

    private static let extensions: Set<String> = ["html", "htm", "xhtml", "shtml"]

    /// Lists the HTML files of the folder and its subfolders; hidden files and links out of it are left out.
    ///
    /// - Throws: ``AuditError`` `unreadableFile` where there is no such folder, `emptyFolder` where it has no HTML file.
    public init(_ path: String) throws {
        root = URL(filePath: path).resolvingSymlinksInPath()
        let prefix = root.path + "/"
        guard
            let files = FileManager.default.enumerator(
                at: root,
                includingPropertiesForKeys: [.isRegularFileKey],
                options: [.skipsHiddenFiles]
            )
        else { throw Self.unreadable(path) }
        var found: [String] = []
        for case let file as URL in files where Self.extensions.contains(file.pathExtension.lowercased()) {
            guard file.resolvingSymlinksInPath().path.hasPrefix(prefix), found.count < Self.maximumFiles else {
                continue
            }
            found.append(String(file.path.dropFirst(prefix.count)))
        }
        guard !found.isEmpty else {
            throw AuditError(
                .emptyFolder,
                at: path,
                LocalizedText(zh: "文件夹里没有 HTML 文件", en: "the folder holds no HTML file"),
                remedy: LocalizedText(
                    zh: "请给出含有 .html 或 .htm 文件的文件夹",
                    en: "Name a folder with .html or .htm files"
                )
            )
        }
        pages = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The folder of one file, of which only that file is a page.
    init(folderOf file: URL) {
        root = file.deletingLastPathComponent().resolvingSymlinksInPath()
        pages = [file.lastPathComponent]
    }

    static func unreadable(_ path: String) -> AuditError {
        AuditError(
            .unreadableFile,
            at: path,
            LocalizedText(zh: "没有这个文件或文件夹，或无法读取", en: "no such file or folder, or it cannot be read"),
            remedy: LocalizedText(zh: "请检查路径和读取权限", en: "Check the path and that you may read it")
        )
    }

    /// The file a reference on a page names, or nil where it lies outside or on another host.
    func path(of reference: String, on page: String) -> String? {
        guard let url = Self.address(of: page)?.resolve(reference), url.host?.equals("folder.invalid") == true else {
            return nil
        }
        let parts = PercentEncoding.decode(url.path[...]).split(separator: UInt8(ascii: "/"))
        return parts.contains { $0.equals("..") } ? nil : Array(parts.joined(separator: [UInt8(ascii: "/")])).string
    }

    /// The address a page would have were the folder the root of a site.
    private static func address(of page: String) -> WebURL? {
        var address = Array("http://folder.invalid/".utf8)
        PercentEncoding.append(page.utf8, escaping: pathEncodeSet, to: &address)
        return WebURL(address.string)
    }

    /// What a file name may hold that an address's path may not, and what would be read as something else there.
    private static let pathEncodeSet = PercentEncodeSet.path.adding("%\\")

    /// Whether a path is that of an HTML file, by its ending.
    static func isPage(_ path: String) -> Bool {
        extensions.contains(path.split(separator: ".").last?.lowercased() ?? "")
    }

    /// Whether a path is one of the pages that are checked.
    func holds(_ page: String) -> Bool {
        let bytes = page.utf8
        var (low, high) = (0, pages.count)
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].utf8.lexicographicallyPrecedes(bytes) { low = middle + 1 } else { high = middle }
        }
        return low < pages.count && pages[low] == page
    }

    /// The file's bytes, or nil where it is not there, lies outside, or is larger than `maximumBytes`.
    func bytes(_ path: String, maximumBytes: Int) -> [UInt8]? {
        let file = root.appending(path: path).resolvingSymlinksInPath()
        guard file.path.hasPrefix(root.path + "/"),
            let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= maximumBytes,
            let data = FileManager.default.contents(atPath: file.path)
        else { return nil }
        return [UInt8](data)
    }
}
