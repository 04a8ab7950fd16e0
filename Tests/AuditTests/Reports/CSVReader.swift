/// Reads comma-separated values as RFC 4180 has them; nil where a quotation mark stands in the wrong place.
enum CSVReader {
    static func rows(_ bytes: some Collection<UInt8>) -> [[String]]? {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        var input = Array(bytes).makeIterator()
        var pending: UInt8?
        while let byte = pending ?? input.next() {
            pending = nil
            if isQuoted {
                guard byte == 0x22 else {
                    cell.append(byte)
                    continue
                }
                let next = input.next()
                if next == 0x22 { cell.append(0x22) } else { (isQuoted, wasQuoted, pending) = (false, true, next) }
                continue
            }
            switch byte {
            case 0x22 where cell.isEmpty && !wasQuoted: isQuoted = true
            case 0x22: return nil
            case 0x2C, 0x0D:
                row.append(String(decoding: cell, as: UTF8.self))
                (cell, wasQuoted) = ([], false)
                if byte == 0x0D {
                    guard input.next() == 0x0A else { return nil }
                    rows.append(row)
                    row = []
                }
            case _ where wasQuoted: return nil
            default: cell.append(byte)
            }
        }
        return isQuoted || !cell.isEmpty || !row.isEmpty ? nil : rows
    }
}
