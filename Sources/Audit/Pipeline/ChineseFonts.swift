import Foundation

/// Whether this machine has a font with Chinese characters; without one a print shows boxes.
enum ChineseFonts {
    /// Where Debian, and people, keep fonts.
    private static let folders = ["/usr/share/fonts", "/usr/local/share/fonts", NSHomeDirectory() + "/.fonts"]
    private static let marks = ["CJK", "SourceHan", "wqy", "uming", "ukai", "SimSun", "simsun"]

    /// What to do where there is none.
    static let remedy = LocalizedText(
        zh: "请安装中文字体，例如 apt-get install fonts-noto-cjk",
        en: "Install a Chinese font, such as with apt-get install fonts-noto-cjk"
    )

    /// The name of one that fontconfig knows; where there is no `fc-list`, of a file that looks like one.
    static var found: String? {
        guard let list = Executable.find("fc-list") else { return fileThatLooksLikeOne }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: list)
        process.arguments = [":lang=zh-cn", "family"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return fileThatLooksLikeOne }
        let bytes = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        return [UInt8](bytes).split(separator: 0x0A).map { Array($0).string }.min()
    }

    private static var fileThatLooksLikeOne: String? {
        folders.lazy.compactMap { folder in
            FileManager.default.enumerator(atPath: folder)?.lazy.compactMap { $0 as? String }
                .first { path in marks.contains { path.contains($0) } }
        }.first
    }

    /// Whether a text in UTF-8 has characters that need such a font (U+4E00 to U+9FFF).
    static func areNeeded(by text: [UInt8]) -> Bool { text.contains { (0xE4...0xE9).contains($0) } }
}

/// Looks for commands where the shell does.
enum Executable {
    /// The first of these names in the folders of `PATH`.
    static func find(_ names: String...) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
