import Foundation

/// The drawings of the folders of checklists, each read once.
final class DrawingShelf {
    /// Searched in order; a user's own folder stands before the shipped one.
    let folders: [URL]
    /// One for each file that was looked at.
    private(set) var logs: [ProblemLog] = []
    private(set) var files: [URL] = []
    private var drawings: [String: Drawing] = [:]

    init(folders: [URL]) { self.folders = folders }

    /// The drawing of this name; nil with a note in the log of the item, or of the file where it is not well formed.
    func drawing(_ name: String, line: Int, log: ProblemLog) -> Drawing? {
        if let drawing = drawings[name] { return drawing }
        let isPlain = name.utf8.allSatisfy { $0.isASCIILower || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
        let places = folders.map { $0.appendingPathComponent("drawings/\(name).svg") }
        guard isPlain, let url = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            log.add(
                line,
                ("没有图 \(name.quotedForMessage)", "there is no drawing \(name.quotedForMessage)"),
                remedy: ("请把它放进 drawings 文件夹，或删去 drawing", "Put it into the folder drawings, or drop drawing")
            )
            return nil
        }
        guard !logs.contains(where: { $0.path == url.relativePath }) else { return nil }
        let fileLog = ProblemLog(path: url.relativePath, code: .malformedChecklist)
        logs.append(fileLog)
        files.append(url)
        let handle = try? FileHandle(forReadingFrom: url)
        let data = try? handle?.read(upToCount: DrawingReader.maximumBytes + 1)
        let drawing = DrawingReader(id: name, log: fileLog).read([UInt8](data ?? Data()))
        drawings[name] = drawing
        return drawing
    }
}
