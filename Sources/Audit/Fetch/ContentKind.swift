/// What a body is, by its bytes before its declared type and its name.
///
/// Source of the patterns: MIME Sniffing Standard §6 and §7, the formats' own specifications for the rest. A portal's
/// attachments are declared as anything, so a signature always counts more than the header.
public enum ContentKind: String, Sendable, Hashable, CaseIterable {
    case html, xhtml, xml, svg, json, css, javascript, text
    case pdf, doc, xls, ppt, docx, xlsx, pptx, odt, ods, odp, rtf, epub
    /// GB/T 33190, the layout format of Chinese offices.
    case ofd
    /// The formats of WPS Office, told from Microsoft's by their name only.
    case wps, et, dps
    case zip, rar, sevenZip, gzip, apk
    /// Of Windows.
    case program
    /// Comma-separated values, told from text by type or name only.
    case csv
    case png, jpeg, gif, webp, bmp, icon, tiff, avif
    case audio, video, font
    case empty, unknown

    /// Whether it is a document that rules for web pages are run on.
    public var isPage: Bool { self == .html || self == .xhtml }

    /// Whether it is a file that is offered for downloading rather than a part of pages.
    public var isAttachment: Bool {
        switch self {
        case .pdf, .doc, .xls, .ppt, .docx, .xlsx, .pptx, .odt, .ods, .odp, .rtf, .epub, .ofd, .wps, .et, .dps, .zip,
            .rar, .sevenZip, .gzip, .apk, .program, .csv:
            true
        default: false
        }
    }

    /// Whether its files always have a beginning of their own, so that a name alone does not make one.
    private var hasSignature: Bool {
        switch self {
        case .html, .xhtml, .xml, .svg, .json, .css, .javascript, .text, .csv, .audio, .video, .empty, .unknown: false
        default: true
        }
    }

    /// Decides by the bytes, else by the declared type, else by the name.
    ///
    /// Neither type nor name makes a file of a format whose beginning it lacks: a program called `.pdf` is a program, a page
    /// sent as `application/msword` is HTML.
    ///
    /// - Parameters:
    ///   - bytes: The body or its beginning; archives are told apart better by the whole of it.
    ///   - declared: The Content-Type header.
    ///   - fileName: The last segment of the address or the name in Content-Disposition.
    public init(of bytes: Bytes, declared: ContentType? = nil, fileName: Bytes = []) {
        let named = ContentKind(fileName: fileName)
        if bytes.isEmpty {
            self = .empty
        } else if let container = ContentSignatures.container(of: bytes) {
            let declared = declared.flatMap { ContentKind.filesByEssence[$0.essence] }
            self = ContentKind.refined(container, by: [named, declared].compactMap(\.self), isZIP: bytes.first == 0x50)
        } else if let kind = ContentSignatures.kind(of: bytes) {
            self = kind
        } else if ContentKind.promised(by: declared, fileName) == .pdf, ContentSignatures.isPDFBehindOther(bytes) {
            self = .pdf
        } else if let declared, let kind = ContentKind(essence: declared.essence) {
            self = kind == .xml ? ContentSignatures.markup(bytes, isXML: true) ?? .xml : kind
        } else if let kind = ContentSignatures.markup(bytes, isXML: false), declared?.isUnspecific ?? true {
            self = kind
        } else if let named, !named.hasSignature {
            self = named
        } else if ContentKind.promised(by: declared, fileName) != nil,
            let kind = ContentSignatures.markup(bytes, isXML: false)
        {
            self = kind
        } else {
            self = ContentSignatures.isText(bytes) ? .text : .unknown
        }
    }

    /// A container whose content says no more is what its name says, or its type, if that is a container of this sort.
    private static func refined(_ container: ContentKind, by names: [ContentKind], isZIP: Bool) -> ContentKind {
        switch (container, names.first) {
        case (.doc, .wps?): return .wps
        case (.xls, .et?): return .et
        case (.ppt, .dps?): return .dps
        case (.unknown, _):
            return names.first { isZIP ? $0.isZIP : $0.isCompoundFile } ?? (isZIP ? .zip : .unknown)
        default: return container
        }
    }

    private var isZIP: Bool {
        [.docx, .xlsx, .pptx, .odt, .ods, .odp, .epub, .ofd, .wps, .et, .dps, .zip, .apk].contains(self)
    }

    private var isCompoundFile: Bool { [.doc, .xls, .ppt, .wps, .et, .dps].contains(self) }

    /// The file for downloading that the name, or else the declared type, says it is; nil where neither does.
    static func promised(by declared: ContentType?, _ fileName: Bytes) -> ContentKind? {
        if let named = ContentKind(fileName: fileName) { return named.isAttachment ? named : nil }
        return declared.flatMap { filesByEssence[$0.essence] }
    }

    // MARK: - By declared type

    /// Nil for types that say nothing, among them `application/octet-stream`.
    fileprivate init?(essence: String) {
        if let kind = ContentKind.byEssence[essence] {
            self = kind
        } else if essence.hasSuffix("+xml") || essence == "text/xml" || essence == "application/xml" {
            self = .xml
        } else if essence.hasSuffix("+json") {
            self = .json
        } else if essence.hasPrefix("audio/") {
            self = .audio
        } else if essence.hasPrefix("video/") {
            self = .video
        } else if essence.hasPrefix("font/") {
            self = .font
        } else if essence == "text/rtf" {
            return nil
        } else if essence.hasPrefix("text/") {
            self = .text
        } else {
            return nil
        }
    }

    /// Types of files for downloading, with those that WPS Office registers.
    private static let filesByEssence: [String: ContentKind] = [
        "application/pdf": .pdf, "application/msword": .doc, "application/vnd.ms-excel": .xls,
        "application/vnd.ms-powerpoint": .ppt, "application/rtf": .rtf, "text/rtf": .rtf,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": .docx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": .xlsx,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": .pptx,
        "application/vnd.oasis.opendocument.text": .odt, "application/vnd.oasis.opendocument.spreadsheet": .ods,
        "application/vnd.oasis.opendocument.presentation": .odp, "application/epub+zip": .epub,
        "application/ofd": .ofd, "application/kswps": .wps, "application/kset": .et, "application/ksdps": .dps,
        "application/zip": .zip, "application/x-zip-compressed": .zip, "application/vnd.rar": .rar,
        "application/x-rar-compressed": .rar, "application/x-7z-compressed": .sevenZip, "application/gzip": .gzip,
        "application/vnd.android.package-archive": .apk, "application/x-msdownload": .program, "text/csv": .csv,
    ]

    private static let byEssence: [String: ContentKind] = [
        "text/html": .html, "application/xhtml+xml": .xhtml, "image/svg+xml": .svg, "application/json": .json,
        "text/json": .json, "text/css": .css, "text/javascript": .javascript, "application/javascript": .javascript,
        "application/x-javascript": .javascript, "application/ecmascript": .javascript, "text/csv": .csv,
    ]

    // MARK: - By name

    /// The kind that a name's ending promises.
    public init?(fileName: Bytes) {
        guard let dot = fileName.lastIndex(of: 0x2E), fileName.endIndex - dot <= 8 else { return nil }
        let ending = fileName[(dot + 1)...].map(\.asciiLowercased).string
        guard let kind = ContentKind.byEnding[ending] else { return nil }
        self = kind
    }

    private static let byEnding: [String: ContentKind] = [
        "html": .html, "htm": .html, "shtml": .html, "xhtml": .xhtml, "xml": .xml, "svg": .svg, "json": .json,
        "css": .css, "js": .javascript, "mjs": .javascript, "txt": .text, "csv": .csv,
        "pdf": .pdf, "doc": .doc, "dot": .doc, "xls": .xls, "xlt": .xls, "ppt": .ppt, "pps": .ppt,
        "docx": .docx, "xlsx": .xlsx, "pptx": .pptx, "odt": .odt, "ods": .ods, "odp": .odp, "rtf": .rtf,
        "epub": .epub, "ofd": .ofd, "wps": .wps, "et": .et, "dps": .dps,
        "zip": .zip, "rar": .rar, "7z": .sevenZip, "gz": .gzip, "tgz": .gzip, "apk": .apk, "exe": .program,
        "png": .png, "jpg": .jpeg, "jpeg": .jpeg, "gif": .gif, "webp": .webp, "bmp": .bmp, "ico": .icon,
        "tif": .tiff, "tiff": .tiff, "avif": .avif,
        "mp3": .audio, "wav": .audio, "ogg": .audio, "m4a": .audio, "flac": .audio, "wma": .audio, "amr": .audio,
        "mp4": .video, "webm": .video, "avi": .video, "wmv": .video, "flv": .video, "mov": .video, "mkv": .video,
        "m3u8": .video, "rmvb": .video, "mpg": .video, "mpeg": .video,
        "woff": .font, "woff2": .font, "ttf": .font, "otf": .font, "eot": .font,
    ]
}

extension ContentType {
    /// Whether browsers look at the bytes instead (MIME Sniffing Standard §7).
    var isUnspecific: Bool { ["unknown/unknown", "application/unknown", "*/*"].contains(essence) }

    /// Whether browsers save what is declared so, since they show nothing of that type.
    var isSaved: Bool { !isUnspecific && ContentKind(essence: essence) == nil }
}
