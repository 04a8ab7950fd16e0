import Foundation
import Testing

@testable import Audit

private let treeConstructionFolder = "conformance/html5lib-tests/tree-construction"

/// The tree construction cases of html5lib-tests, with the scripting flag off.
///
/// Cases marked `#script-on` are not run: this parser has no scripts. Those under `scripted/` need scripts that run.
@Suite(.enabled(if: SharedData.exists(treeConstructionFolder), SharedData.comment))
struct TreeConstructionTests {
    static var files: [String] {
        SharedData.files(under: treeConstructionFolder).filter {
            $0.pathExtension == "dat" && !$0.path.contains("/scripted/")
        }
        .map(\.lastPathComponent)
    }

    /// The cases we do not agree with, as `file#number` counted from 1, and why.
    static let exceptions: [String: String] = [:]

    @Test(arguments: files)
    func `every case of the file gives its tree`(file: String) throws {
        let cases = TreeCase.read(try SharedData.bytes("\(treeConstructionFolder)/\(file)"))
        #expect(!cases.isEmpty)
        for (number, treeCase) in cases.enumerated() where treeCase.scripting != true {
            let name = "\(file)#\(number + 1)"
            let tree = HTMLParser.parse(treeCase.data, options: treeCase.options).dump()
            if let reason = Self.exceptions[name] {
                #expect(tree != treeCase.tree, "\(name) now passes, though it is an exception: \(reason)")
            } else {
                #expect(tree == treeCase.tree, "\(name): \(treeCase.data.string)")
            }
        }
    }

    @Test func `the number of cases run is known`() throws {
        var (run, scripted) = (0, 0)
        for file in Self.files {
            let cases = TreeCase.read(try SharedData.bytes("\(treeConstructionFolder)/\(file)"))
            run += cases.count { $0.scripting != true }
            scripted += cases.count { $0.scripting == true }
        }
        #expect(run == 1_784)
        #expect(scripted == 8)
    }
}

/// One case of a `.dat` file.
struct TreeCase {
    var data: [UInt8] = []
    var context: String?
    /// The scripting flag the case asks for; nil for either.
    var scripting: Bool?
    var tree = ""

    var options: HTMLParser.Options {
        var options = HTMLParser.Options()
        options.declarativeShadowRoots = false
        guard let context else { return options }
        let words = context.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("svg", 2): options.context = HTMLParser.FragmentContext(words[1], namespace: .svg)
        case ("math", 2): options.context = HTMLParser.FragmentContext(words[1], namespace: .mathML)
        default: options.context = HTMLParser.FragmentContext(context)
        }
        return options
    }

    /// The cases of a file, in its order.
    static func read(_ bytes: [UInt8]) -> [TreeCase] {
        var cases: [TreeCase] = []
        var section = ""
        var lines: [Bytes] = []
        func close() {
            guard !cases.isEmpty else { return }
            let content = Array(lines.joined(separator: [0x0A]))
            switch section {
            case "#data": cases[cases.count - 1].data = content
            case "#document-fragment": cases[cases.count - 1].context = content.string
            case "#script-on": cases[cases.count - 1].scripting = true
            case "#script-off": cases[cases.count - 1].scripting = false
            case "#document": cases[cases.count - 1].tree = content.string.trimmingCharacters(in: .newlines)
            default: break
            }
            lines = []
        }
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = line.string
            if text == "#data", section != "#data" {
                close()
                cases.append(TreeCase())
                section = text
            } else if sections.contains(text), section != "#document" {
                close()
                section = text
            } else {
                lines.append(line)
            }
        }
        close()
        return cases
    }

    private static let sections: Set<String> = [
        "#errors", "#new-errors", "#document-fragment", "#script-on", "#script-off", "#document",
    ]
}
