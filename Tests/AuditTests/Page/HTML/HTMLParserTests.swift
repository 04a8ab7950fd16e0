import Testing

@testable import Audit

struct HTMLParserTests {
    /// The names of the elements with what the source has at their offsets.
    private func tags(_ html: String) -> [String] {
        let bytes = Array(html.utf8)
        let document = HTMLParser.parse(bytes)
        return (0..<document.nodeCount).filter { document.kind[$0] == .element }.map { index in
            let name = document.names.text(of: document.name[index]).string
            guard document.sourceOffset[index] >= 0 else { return "\(name):" }
            return "\(name):\(bytes[document.sourceOffset[index]..<document.startTagEnd[index]].string)"
        }
    }

    @Test func `an element knows where its start tag lies, an implied one that it has none`() {
        #expect(
            tags("<!doctype html>\r\n<TITLE lang=zh>区\r\n</TITLE><p  CLASS='a&amp;b'>文<td><img/>") == [
                "html:", "head:", "title:<TITLE lang=zh>", "body:", "p:<p  CLASS='a&amp;b'>", "img:<img/>",
            ]
        )
    }

    @Test func `all elements made of one misnested start tag have its offset`() {
        #expect(tags("<b id=x><p>1</b>2") == ["html:", "head:", "body:", "b:<b id=x>", "p:<p>", "b:<b id=x>"])
    }

    @Test func `text that needs no decoding is a range of the source`() throws {
        let document = HTMLParser.parse(Array("<p>新闻 中心</p><p>a&lt;b</p>".utf8))
        let texts = (0..<document.nodeCount).filter { document.kind[$0] == .text }
        #expect(texts.map { document.bytes[document.text[$0]].string } == ["新闻 中心", "a<b"])
        #expect(Int(document.text[texts[0]].upperBound) <= document.sourceLength)
        #expect(Int(document.text[texts[1]].lowerBound) >= document.sourceLength)
    }

    @Test func `an attribute knows its value and the place of its name`() throws {
        let html = "<a href = \"x?a=1&copy=2&lt;\r\n\" TITLE=区 x>"
        let document = HTMLParser.parse(Array(html.utf8))
        let anchor = try #require(document.elements(.a).first)
        #expect(document.attribute(.href, of: anchor)?.string == "x?a=1&copy=2<\n")
        #expect(document.attribute(.title, of: anchor)?.string == "区")
        #expect(document.attributes(of: anchor).map { document.attributeOffset[$0] } == [3, 31, 41])
    }

    @Test func `invalid UTF-8 becomes U+FFFD, one for each maximal part of a sequence`() {
        let document = HTMLParser.parse([0x61, 0xE4, 0xB8, 0x62, 0xFF, 0xC0, 0x80, 0xF0, 0x9F, 0x98, 0x80, 0xE4])
        #expect(document.text(of: NodeID(Int32(4))).string == "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}\u{1F600}\u{FFFD}")
    }

    @Test func `a byte order mark is no text`() {
        let document = HTMLParser.parse([0xEF, 0xBB, 0xBF] + Array("<!doctype html><p>x".utf8))
        #expect(document.quirks == .noQuirks)
        #expect(document.sourceOffset[1] == 3)
    }

    @Test(arguments: [
        ("<!doctype html>", QuirksMode.noQuirks),
        ("<p>", .quirks),
        (#"<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">"#, .quirks),
        (#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/">"#, .limitedQuirks),
        (#"<!DOCTYPE html SYSTEM "about:legacy-compat">"#, .noQuirks),
    ])
    func `the doctype decides the mode`(html: String, mode: QuirksMode) {
        #expect(HTMLParser.parse(Array(html.utf8)).quirks == mode)
    }

    @Test func `a declarative shadow root is its host's first child`() {
        let html = "<div>a<template shadowrootmode=open><slot></slot></template><p>b"
        let tree = HTMLParser.parse(Array(html.utf8)).dump()
        #expect(
            tree.hasSuffix(
                """
                |     <div>
                |       #shadow-root
                |         <slot>
                |       "a"
                |       <p>
                |         "b"
                """
            )
        )
        var options = HTMLParser.Options()
        options.declarativeShadowRoots = false
        #expect(HTMLParser.parse(Array(html.utf8), options: options).dump().contains("<template>"))
    }

    @Test func `noscript is markup, and text where scripts run`() {
        let html = Array("<body><noscript><p>x</noscript>".utf8)
        var options = HTMLParser.Options()
        #expect(HTMLParser.parse(html, options: options).elements(.p).count == 1)
        options.scripting = true
        #expect(HTMLParser.parse(html, options: options).elements(.p).isEmpty)
    }

    @Test func `parse errors have their codes and places`() {
        let document = HTMLParser.parse(Array("<!doctype html><p id=a id=b>&amp<div></p></div>".utf8))
        let errors = document.parseErrors.map { "\($0.code)@\($0.offset)" }
        #expect(
            errors == [
                "duplicate-attribute@25", "missing-semicolon-after-character-reference@32", "unexpected-end-tag@37",
            ]
        )
    }

    @Test func `elements are found by name in document order`() {
        let document = HTMLParser.parse(Array("<table><b>x<tr><td><b>y</table><x-y><b>".utf8))
        let offsets = document.elements(.b).map { document.sourceOffset[Int($0.index)] }
        #expect(document.elements(.b).map(\.index) == document.elements(.b).map(\.index).sorted())
        #expect(offsets == [7, 19, 7, 36])
        #expect(document.elements(.video).isEmpty)
        #expect(document.elementCount == document.kind.count { $0 == .element })
    }
}
