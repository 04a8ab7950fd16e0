/// The names under which servers keep the page that a directory's own address shows.
///
/// These are what servers look for where a directory is asked for, as they are shipped (Apache and nginx `index.html`,
/// IIS `Default.htm` and `index.htm`, Tomcat `index.jsp`), and what publishing systems write (`index.shtml`, `home.html`).
/// The ending is left open, since it only says by what the page is made. Which of them a server uses it does not tell: a
/// name makes a candidate, and equal bytes decide. So a name too many costs a look-up and nothing else.
enum IndexName {
    private static let stems: [StaticString] = ["index", "default", "home"]

    /// Whether the last segment of an address is such a name.
    static func isOne(_ segment: Bytes) -> Bool {
        guard let dot = segment.firstIndex(of: 0x2E) else { return false }
        return stems.contains { segment[..<dot].equalsIgnoringCase($0) }
    }
}

extension URLIdentity {
    /// The directory whose page this is, if its server shows for a directory the file of this name; nil for other names.
    var directory: URLIdentity? {
        guard let url = WebURL(key), !url.hasOpaquePath, let slash = url.path.lastIndex(of: 0x2F),
            IndexName.isOne(url.path[(slash + 1)...])
        else { return nil }
        var record = WebURLRecord(of: url)
        record.path = Array(url.path[...slash])
        return URLIdentity(record.serialised)
    }
}
