import Foundation
import Testing

@testable import Audit

struct SitemapTests {
    struct Expectation: CustomTestStringConvertible {
        let file: String
        let kind: Sitemap.Kind
        let count: Int
        let first: String?
        let last: String?
        var testDescription: String { file }
    }

    static let files: [Expectation] = [
        Expectation(
            file: "atom.xml",
            kind: .atom,
            count: 2,
            first: "http://example.org/2003/12/13/atom03",
            last: "http://example.org/2003/12/13/atom03.html"
        ),
        Expectation(
            file: "do-not-visit.txt",
            kind: .text,
            count: 1,
            first: "http://www.example.com/do-not-visit-here",
            last: nil
        ),
        Expectation(
            file: "sitemap-with-bom.txt",
            kind: .text,
            count: 2,
            first: "http://www.domain.com/page1.html",
            last: "http://www.domain.com/page2.html"
        ),
        Expectation(
            file: "sitemap.badns.xml",
            kind: .urlset,
            count: 2,
            first: "http://www.example.com/1",
            last: "http://www.example.com/2"
        ),
        Expectation(
            file: "sitemap.index.xml",
            kind: .index,
            count: 15,
            first: "https://example.com/sitemap.jss?portalCode=10260&lang=en",
            last: "https://example.com/sitemap.jss?portalCode=10570&lang=en"
        ),
        Expectation(
            file: "sitemap.ns.xml",
            kind: .urlset,
            count: 2,
            first: "http://www.example.com/1",
            last: "http://www.example.com/2"
        ),
        Expectation(
            file: "sitemap.txt",
            kind: .text,
            count: 2,
            first: "http://www.domain.com/page1.html",
            last: "http://www.domain.com/page2.html"
        ),
        Expectation(
            file: "sitemap.txt.gz",
            kind: .text,
            count: 5,
            first: "http://www.example.com/",
            last: "http://www.example.com/catalog?item=83&desc=vacation_usa"
        ),
        Expectation(
            file: "xmlSitemap.gz",
            kind: .urlset,
            count: 5,
            first: "http://www.example.com/",
            last: "http://www.example.com/catalog?item=83&desc=vacation_usa"
        ),
        Expectation(
            file: "extension/hebdenbridgetimes-articles-sitemap.xml",
            kind: .urlset,
            count: 74,
            first: "http://www.hebdenbridgetimes.co.uk/news/local/video-tour-de-yorkshire-in-calderdale-1-7242580",
            last:
                "http://www.hebdenbridgetimes.co.uk/news/local/now-you-see-it-now-you-don-t-it-s-off-the-wall-1-7229940"
        ),
        Expectation(
            file: "extension/pagemaps-sitemap.xml",
            kind: .urlset,
            count: 2,
            first: "http://www.example.com/foo",
            last: "http://www.example.com/bar"
        ),
        Expectation(
            file: "extension/shinpaideshou-news-sitemap.xml",
            kind: .urlset,
            count: 3,
            first: "https://shinpaideshou.wordpress.com/2017/04/25/job-opening-reischauer-policy-research-fellow/",
            last:
                "https://shinpaideshou.wordpress.com/2017/04/24/job-opening-lecturer-in-japanese-studies-university-of-leeds/"
        ),
        Expectation(
            file: "extension/sitemap-images.xml",
            kind: .urlset,
            count: 1,
            first: "http://www.example.com/images/some_image_landing_page.html",
            last: nil
        ),
        Expectation(
            file: "extension/sitemap-links.xml",
            kind: .urlset,
            count: 3,
            first: "http://www.example.com/english/",
            last: "http://www.example.com/schweiz-deutsch/"
        ),
        Expectation(
            file: "extension/sitemap-mobile.xml",
            kind: .urlset,
            count: 3,
            first: "http://www.example.com/mobile-friendly-1/",
            last: "http://www.example.com/no-mobile/"
        ),
        Expectation(
            file: "extension/sitemap-news.xml",
            kind: .urlset,
            count: 2,
            first: "http://www.example.org/business/article55.html",
            last: "http://www.example.org/empty_news_name.html"
        ),
        Expectation(
            file: "extension/sitemap-videos-tvshow.xml",
            kind: .urlset,
            count: 1,
            first: "https://example.org/my-tv-show/23/13/",
            last: "https://example.org/my-tv-show/23/13/"
        ),
        Expectation(
            file: "extension/sitemap-videos.xml",
            kind: .urlset,
            count: 3,
            first: "http://www.example.com/videos/some_video_landing_page.html",
            last: "http://www.example.com/videos/some_video_landing_page-3.html"
        ),
    ]

    private let address = WebURL("http://www.example.com/sitemap.xml")

    private func sitemap(_ text: String) throws -> Sitemap { Sitemap(Array(text.utf8), address: try #require(address)) }

    @Test(.enabled(if: SharedData.exists("conformance/sitemaps"), SharedData.comment), arguments: files)
    func `a sitemap lists its pages and nothing else`(row: Expectation) throws {
        let sitemap = Sitemap(
            try SharedData.bytes("conformance/sitemaps/\(row.file)"),
            address: try #require(WebURL("http://example.org/sitemap.xml"))
        )
        #expect(sitemap.kind == row.kind)
        #expect(sitemap.entries.count == row.count)
        #expect(sitemap.entries.first?.url.description == row.first)
        if let last = row.last { #expect(sitemap.entries.last?.url.description == last) }
        #expect(!sitemap.isIncomplete && sitemap.badAddresses == 0)
    }

    @Test func `dates, alternates and relative addresses are kept`() throws {
        let sitemap = try sitemap(
            """
            <urlset><url><loc> /a?x=1&amp;y=2#z </loc><lastmod>2026-01-02</lastmod>
            <xhtml:link rel="alternate" href="/en?a=1&amp;b=2" xmlns:xhtml="http://www.w3.org/1999/xhtml"/></url></urlset>
            """
        )
        let entry = try #require(sitemap.entries.first)
        #expect(entry.url.description == "http://www.example.com/a?x=1&y=2")
        #expect(entry.lastModified == "2026-01-02")
        #expect(entry.alternates.map(\.description) == ["http://www.example.com/en?a=1&b=2"])
    }

    @Test func `RSS gives links, and permanent identifiers where there are none`() throws {
        let sitemap = try sitemap(
            """
            <rss version="2.0"><channel><link>http://www.example.com/</link>
            <item><title>x</title><link><![CDATA[http://www.example.com/1]]></link><pubDate>Mon</pubDate></item>
            <item><guid>http://www.example.com/2</guid></item>
            <item><guid isPermaLink="false">http://www.example.com/3</guid></item></channel></rss>
            """
        )
        #expect(sitemap.kind == .rss)
        #expect(sitemap.entries.map(\.url.description) == ["http://www.example.com/1", "http://www.example.com/2"])
        #expect(sitemap.entries.first?.lastModified == "Mon")
    }

    @Test func `entities of the document's own are not expanded and nothing is loaded`() throws {
        let sitemap = try sitemap(
            """
            <!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY file SYSTEM "file:///etc/passwd">]>
            <urlset><url><loc>http://www.example.com/&b;&file;x</loc></url></urlset>
            """
        )
        #expect(sitemap.entries.map(\.url.description) == ["http://www.example.com/x"])
    }

    @Test func `what stands before a fault counts`() throws {
        let cut = try sitemap(
            "<urlset><url><loc>http://www.example.com/1</loc></url><url><loc>http://www.example.com/2"
        )
        #expect(cut.entries.count == 1 && cut.isIncomplete)
        let wrong = try sitemap("<urlset><url><loc>http://www.example.com/</loc></url></urlse>")
        #expect(wrong.isIncomplete && wrong.kind == .urlset)
    }

    @Test(arguments: [
        ("/?a=1&b=2", "/?a=1&b=2"), ("/?a=1&amp;b=2&c", "/?a=1&b=2&c"), ("/?a=&copy=1", "/?a=&copy=1"),
        ("<![CDATA[/?a=1&b=2&amp;c=3]]>", "/?a=1&b=2&amp;c=3"), ("<!-- & -->/?a=1<!---->&b=2", "/?a=1&b=2"),
        ("/?a=&#50;&b=&#x33;", "/?a=2&b=3"), ("/?&", "/?&"), ("<![CDATA[/?a]]>&b", "/?a&b"),
    ])
    func `an ampersand that begins no reference is one of the address`(written: String, address: String) throws {
        let text = "<urlset><url><loc>http://www.example.com\(written)</loc></url></urlset>"
        let sitemap = try sitemap(text)
        #expect(sitemap.entries.map(\.url.description) == ["http://www.example.com" + address])
        #expect(!sitemap.isIncomplete)
        // Wherever a piece ends.
        var whole = AmpersandMender()
        let bytes = Array(text.utf8)
        let mended = bytes.withUnsafeBufferPointer { whole.mend($0) ?? Array($0) } + whole.rest
        for end in 1..<bytes.count {
            var mender = AmpersandMender()
            var parts: [UInt8] = []
            for part in [bytes[..<end], bytes[end...]] {
                parts += Array(part).withUnsafeBufferPointer { mender.mend($0) ?? Array($0) }
            }
            #expect(parts + mender.rest == mended, "\(end)")
        }
    }

    @Test func `two addresses in one entry are two, and bytes in no known encoding stay as they are`() throws {
        let two = try sitemap("<urlset><url><loc>/a</loc><loc>/b</loc></url></urlset>")
        #expect(two.entries.map(\.url.path.string) == ["/a", "/b"])
        let gbk = Array("<urlset><url><loc>/".utf8) + [0xD6, 0xD0] + Array("</loc></url></urlset>".utf8)
        let sitemap = Sitemap(gbk, address: try #require(address))
        #expect(sitemap.entries.map(\.url.path.string) == ["/%D6%D0"])
    }

    @Test func `an error page and a robots file are no sitemaps`() throws {
        #expect(try sitemap("<!DOCTYPE html><html><body><a href=x>").kind == .other)
        #expect(try sitemap("<!DOCTYPE html><html><body><a href=x>").entries.isEmpty)
        #expect(try sitemap("User-agent: *\nDisallow: /").kind == .other)
        #expect(try sitemap("").kind == .other)
    }

    @Test func `addresses that are none are counted`() throws {
        let sitemap = try sitemap("<urlset><url><loc>http://</loc></url><url><loc>mailto:a@b</loc></url></urlset>")
        #expect(sitemap.badAddresses == 2 && sitemap.entries.isEmpty)
    }

    @Test func `entries and depth are bounded`() throws {
        let many = String(repeating: "<url><loc>/a</loc></url>", count: Sitemap.maximumEntries + 5)
        let full = try sitemap("<urlset>\(many)</urlset>")
        #expect(full.entries.count == Sitemap.maximumEntries && full.isIncomplete)
        let deep = try sitemap("<urlset>\(String(repeating: "<a>", count: 100_000))")
        #expect(deep.isIncomplete)
    }

    @Test func `an element with very many attributes ends the reading`() throws {
        let attributes = (0..<200_000).map { " a\($0)=''" }.joined()
        let time = try ContinuousClock().measure {
            let sitemap = try sitemap("<urlset><url\(attributes)><loc>/a</loc></url></urlset>")
            #expect(sitemap.isIncomplete)
        }
        #expect(time < .seconds(5))
    }

    @Test(arguments: 0..<30)
    func `any bytes are read to an end`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "<urlset>", "<url>", "<loc>", "http://a.cn/", "</loc>", "</url>", "&", "<![CDATA[", "]]>", "<!--", "\u{0}",
            "<sitemap>", "é", " x='", "<?", "\n",
        ]
        let text = "<urlset>" + (0..<300).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
        let first = try sitemap(text)
        #expect(try first == sitemap(text))
        let compressed: [UInt8] =
            [0x1F, 0x8B, 8, 0] + (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(Sitemap(compressed, address: try #require(address)).isIncomplete)
    }
}
