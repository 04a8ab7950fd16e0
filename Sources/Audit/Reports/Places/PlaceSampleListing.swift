/// `audit sample places`: the places drawn, with all it takes to draw them again.
public struct PlaceSampleListing: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case csv, json
    }

    let sample: PlaceSample

    public init(_ sample: PlaceSample) { self.sample = sample }

    public func render(as format: Format) -> [UInt8] {
        switch format {
        case .csv: csv()
        case .json: json()
        }
    }

    /// Seed, stratum and chance stand in each row, so that the table alone says how it was drawn; `second`
    /// marks what another person inspects too.
    private func csv() -> [UInt8] {
        let head = "subject,kind,name,address,unit,stratum,drawn,frame,probability,seed,second\r\n"
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(head.utf8)
        let second = Set(sample.second?.drawn ?? [])
        for stratum in sample.strata {
            for subject in stratum.drawn {
                let texts = [
                    subject.id, subject.kind.rawValue, subject.name, subject.address, subject.responsibleUnit ?? "",
                    stratum.key,
                ]
                let numbers = [
                    "\(stratum.drawn.count)", "\(stratum.frame)", "\(stratum.probability)", "\(sample.seed)",
                ]
                let isTwice = CSVText.quoted(second.contains(subject.id) ? "yes" : "")
                bytes += CSVText.row(texts.map(CSVText.quoted) + numbers.map { Array($0.utf8) } + [isTwice])
            }
        }
        return bytes
    }

    private func json() -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("seed")
            // As text: JSON readers round numbers of 64 bits.
            writer.value("\(sample.seed)")
            writer.key("by")
            writer.value(sample.grouping.rawValue)
            writer.key("frame")
            writer.value(sample.frame)
            writer.key("drawn")
            writer.value(sample.drawn)
            writer.key("strata")
            writer.array(of: sample.strata) { writer, stratum in
                writer.object { writer in
                    writer.key("stratum")
                    writer.value(stratum.key)
                    writer.key("frame")
                    writer.value(stratum.frame)
                    writer.key("probability")
                    writer.value(stratum.probability)
                    writer.key("subjects")
                    writer.array(of: stratum.drawn) { $0.value($1.id) }
                }
            }
            writer.key("second")
            writer.array(of: sample.second?.drawn ?? []) { $0.value($1) }
        }
        writer.newline()
        return writer.bytes
    }
}
