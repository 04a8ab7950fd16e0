/// The part of a host name that somebody registered: `sh.gov.cn` for `rsj.sh.gov.cn`.
///
/// The table holds the suffixes of mainland China, Hong Kong, Macao, Taiwan and the commonest ones of other countries.
/// It is not the Public Suffix List: domains of hosting services (`github.io`), Japanese city domains and rarer
/// national second levels are read as if their last label were the suffix, so that their sites come out too wide.
public enum RegistrableDomain {
    /// The registrable domain of a serialised host; an IP address, a suffix or a name of one label is its own.
    public static func of(_ host: some Collection<UInt8>) -> [UInt8] {
        var name = Array(host)
        if name.last == 0x2E { name.removeLast() }
        guard name.first != 0x5B, !IPAddressParser.endsInNumber(name) else { return name }
        let labels = name.split(separator: 0x2E, omittingEmptySubsequences: false)
        let count = suffixLabels(labels)
        guard labels.count > count else { return name }
        return Array(labels.suffix(count + 1).joined(separator: [0x2E]))
    }

    /// Whether two hosts belong to one registrable domain.
    public static func isShared(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        of(left) == of(right)
    }

    private static func suffixLabels(_ labels: [Bytes]) -> Int {
        guard labels.count >= 2, let country = secondLevels[labels[labels.count - 1].string] else { return 1 }
        return country.contains(labels[labels.count - 2].string) ? 2 : 1
    }

    /// By top-level domain, the second levels under which names are registered.
    private static let secondLevels: [String: Set<String>] = table.mapValues {
        Set($0.split(separator: " ").map(String.init))
    }

    private static let table: [String: String] = [
        // Generic ones, 34 provincial ones, and 公司 网络 網絡 (CNNIC).
        "cn":
            "ac com edu gov mil net org ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh "
            + "sn sx tj tw xj xz yn zj xn--55qx5d xn--io0a7i xn--od0alg",
        "hk": "com edu gov idv net org xn--55qx5d xn--wcvs22d xn--mxtq1m xn--gmqw5a xn--zf0avx xn--uc0atv",
        "mo": "com edu gov net org",
        "tw": "club com ebiz edu game gov idv mil net org",
        "sg": "com edu gov net org per",
        "my": "biz com edu gov mil name net org",
        "jp": "ac ad co ed go gr lg ne or",
        "kr": "ac co es go hs kg mil ms ne or pe re sc",
        "th": "ac co go in mi net or",
        "vn": "ac biz com edu gov health info int name net org pro",
        "id": "ac biz co desa go mil my net or sch web",
        "ph": "com edu gov i mil net ngo org",
        "in": "ac co edu firm gen gov ind mil net nic org res",
        "pk": "com edu gov net org",
        "au": "asn com edu gov id net org",
        "nz": "ac co cri geek gen govt health iwi kiwi maori mil net org school",
        "uk": "ac co gov ltd me net nhs org plc police sch",
        "ca": "ab bc gc mb nb nf nl ns nt nu on pe qc sk yk",
        "za": "ac co edu gov law net nom org school web",
        "br": "com edu gov jus leg mil mp net org",
        "ar": "com edu gob gov int mil net org",
        "mx": "com edu gob net org",
        "co": "com edu gov mil net nom org",
        "tr": "av bel com edu gov k12 mil net org pol",
        "il": "ac co gov idf k12 muni net org",
        "sa": "com edu gov med net org pub sch",
        "ae": "ac co gov mil net org sch",
        "eg": "com edu gov mil net org sci",
        "ke": "ac co go info me mobi ne or sc",
        "ng": "com edu gov mil name net org sch",
        "ua": "com edu gov in net org",
        "ru": "ac com edu gov int mil",
        "pl": "com edu gov info mil net org",
        "es": "com edu gob nom org",
        "pt": "com edu gov int nome org publ",
        "gr": "com edu gov net org",
        "hu": "co info org",
        "at": "ac co gv or",
        "fr": "asso com gouv nom prd tm",
    ]
}
