import Foundation
import Testing

@testable import Audit

struct AtomicFileTests {
    @Test func `a pipe is written into and stays one`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        // Writing waits for a reader.
        let reader = FileHandle(fileDescriptor: open(path, O_RDONLY | O_NONBLOCK), closeOnDealloc: true)
        try AtomicFile.write(Array("text".utf8), to: path)
        #expect(try reader.readToEnd() == Data("text".utf8))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        let writer = try AtomicFile.opened(path)
        try writer.write(contentsOf: Data("more".utf8))
        #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test func `a file is replaced as a whole, and made where there is none`() throws {
        let path = try TemporaryFolder()
        let file = path.path("file")
        for text in ["long text", "short"] {
            try AtomicFile.write(Array(text.utf8), to: file)
            #expect(try Data(contentsOf: URL(filePath: file)) == Data(text.utf8))
        }
        #expect(try AtomicFile.stream(file) == nil && AtomicFile.stream(path.path("none")) == nil)
    }
}
