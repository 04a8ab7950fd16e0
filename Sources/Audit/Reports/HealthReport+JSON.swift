extension HealthReport {
    /// One object with every indicator as numbers, and its words in both languages.
    public func json() -> [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        writer.newline()
        return writer.bytes
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("run")
            writer.value(Int(health.run.number))
            writer.key("subject")
            writer.value(health.subject)
            writer.key("day")
            writer.value(health.day)
            writer.key("home")
            writer.object { Self.numbers(["probes": health.home.probes, "failures": health.home.failures], to: &$0) }
            for (key, links) in [
                ("deadOnHome", health.deadOnHome), ("deadInFrame", health.deadInFrame),
                ("deadOutside", health.deadOutside),
            ] as [(String, PortalHealth.DeadLinks?)] {
                writer.key(key)
                if let links { Self.write(links, to: &writer) } else { writer.null() }
            }
            writer.key("homeFreshness")
            Self.write(health.homeFreshness, to: &writer)
            writer.key("columns")
            writer.array { writer in
                for column in health.columns { Self.write(column, to: &writer) }
            }
            writeRest(to: &writer)
            writer.key("indicators")
            writer.array { writer in
                for row in rows { Self.write(row, to: &writer) }
            }
        }
    }

    private func writeRest(to writer: inout JSONWriter) {
        writer.key("attachments")
        Self.write(health.attachments, to: &writer)
        writer.key("ipv6")
        if let ipv6 = health.ipv6 {
            writer.object { writer in
                writer.key("hasAddress")
                writer.value(ipv6.hasAddress)
                Self.numbers(["checked": ipv6.checked, "fetched": ipv6.fetched], to: &writer)
            }
        } else {
            writer.null()
        }
        let load = health.load
        writer.key("load")
        writer.object { writer in
            Self.numbers(["pages": load.pages, "over3Seconds": load.overLimit], to: &writer)
            Self.numbers(["medianMilliseconds": load.median], to: &writer)
            Self.numbers(["percentile95Milliseconds": load.percentile95], to: &writer)
        }
        writer.key("tags")
        writer.array { writer in
            for tag in health.tags {
                writer.object { writer in
                    writer.key("name")
                    writer.value(tag.name)
                    Self.numbers(["pages": tag.pages, "having": tag.having], to: &writer)
                }
            }
        }
    }

    // MARK: - Parts

    private static func numbers(_ numbers: KeyValuePairs<String, Int?>, to writer: inout JSONWriter) {
        for (key, number) in numbers {
            writer.key(key)
            writer.value(number)
        }
    }

    private static func write(_ links: PortalHealth.DeadLinks, to writer: inout JSONWriter) {
        writer.object { writer in
            numbers(["checked": links.checked, "notAsked": links.notAsked], to: &writer)
            write(links.dead, named: "dead", to: &writer)
            write(links.unknown, named: "unknown", to: &writer)
        }
    }

    private static func write(
        _ targets: [PortalHealth.DeadLinks.Target],
        named name: String,
        to writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.array { writer in
            for target in targets {
                writer.object { writer in
                    writer.key("url")
                    writer.value(PersonalData.maskedAddress(target.address))
                    writer.key("reason")
                    writer.value(target.reason)
                    writer.key("httpStatus")
                    writer.value(target.httpStatus)
                    writer.key("from")
                    writer.value(target.from)
                }
            }
        }
    }

    private static func write(_ files: PortalHealth.Attachments, to writer: inout JSONWriter) {
        writer.object { writer in
            numbers(
                ["checked": files.checked, "downloadable": files.downloadable, "unknown": files.unknown],
                to: &writer
            )
            write(files.broken, named: "broken", to: &writer)
            writer.key("files")
            writer.array { writer in
                for file in files.files { write(file, to: &writer) }
            }
        }
    }

    private static func write(_ file: PortalHealth.Attachments.File, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("url")
            writer.value(PersonalData.maskedAddress(file.address))
            writer.key("from")
            writer.value(file.from)
            writer.key("bytes")
            writer.value(file.bytes)
            file.writeContent(to: &writer)
        }
    }

    private static func write(_ freshness: PortalHealth.Freshness?, to writer: inout JSONWriter) {
        guard let freshness else {
            writer.null()
            return
        }
        writer.object { writer in
            writer.key("day")
            writer.value(freshness.day)
            writer.key("source")
            writer.value(freshness.source.rawValue)
            writer.key("age")
            writer.value(freshness.age)
        }
    }

    private static func write(_ column: PortalHealth.Column, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("url")
            writer.value(column.address)
            writer.key("title")
            writer.value(column.title)
            writer.key("state")
            writer.value(column.state.rawValue)
            writer.key("term")
            writer.value(column.term)
            writer.key("freshness")
            write(column.freshness, to: &writer)
        }
    }

    private static func write(_ row: Row, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("id")
            writer.value(row.id)
            for (key, text) in [("label", row.label), ("value", row.value), ("basis", row.basis)] {
                writer.key(key)
                writer.object { writer in
                    writer.key("zh-Hans")
                    writer.value(text.zh)
                    writer.key("en")
                    writer.value(text.en)
                }
            }
        }
    }
}

extension PortalHealth.Attachments.File {
    /// The keys that tell what the file is, the same in every listing.
    func writeContent(to writer: inout JSONWriter) {
        for (key, text) in [("kind", kind), ("day", day), ("label", label)] as [(String, String?)] {
            writer.key(key)
            writer.value(text)
        }
        for (key, flag) in [("matchesName", matchesName), ("labelSaysKind", labelSaysKind)] {
            writer.key(key)
            if let flag { writer.value(flag) } else { writer.null() }
        }
    }
}
