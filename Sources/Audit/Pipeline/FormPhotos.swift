import Foundation

/// The photos that a form names, found in the folder the form lies in or in the archive it came in.
///
/// Originals are kept byte for byte, also those that nothing can read: what is wrong with them is said, not repaired.
struct FormPhotos {
    /// A photo further from the place of the record than this was probably taken elsewhere.
    static let maximumDistance = 200.0
    /// Of the photos that are missing so many are named.
    private static let maximumNamed = 8

    struct Photo {
        /// As the form writes it.
        let name: String
        let answer: Inspection.AnswerPlace
        /// Where the form says the photographed thing is, in WGS-84.
        let place: FormPoint?
        /// Reads it whole, each time anew: the photos of an archive together may be larger than memory.
        let read: () throws -> EvidenceFile
    }

    let form: FilledForm
    /// Those that are there, in the order of the form.
    let photos: [Photo]
    /// Names the form gives of files that are not there.
    let missing: [String]

    /// Looks for the photos; those in a folder are not read yet.
    ///
    /// - Throws: ``AuditErrors`` where a name leads out of the folder, or they are too many or too large together.
    init(of read: FormFile.Read, at url: URL) throws(AuditErrors) {
        if let attachment = read.attachment {
            try self.init(of: read.form, at: url, attachment: attachment)
        } else {
            try self.init(of: read.form, at: url)
        }
    }

    private init(
        of form: FilledForm,
        at url: URL,
        attachment: @escaping (String) throws -> [UInt8]?
    ) throws(AuditErrors) {
        self.form = form
        var (found, absent, size): ([Photo], [String], Int) = ([], [], 0)
        for (name, answer, place) in Self.named(in: form) {
            // A member that cannot be unpacked within its bound is as good as absent: the form says so.
            guard let bytes = try? attachment(name) else {
                absent.append(name)
                continue
            }
            size += bytes.count
            found.append(
                Photo(name: name, answer: answer, place: place) {
                    EvidenceFile(name: name, bytes: try attachment(name) ?? [])
                }
            )
            guard found.count <= PhotoLimits.maximumPerForm, size <= PhotoLimits.maximumFormBytes else {
                throw Self.tooMuch(found.count, size, url)
            }
        }
        (photos, missing) = (found, absent)
    }

    init(of form: FilledForm, at url: URL) throws(AuditErrors) {
        self.form = form
        let folder = url.deletingLastPathComponent()
        var (found, absent, size): ([Photo], [String], Int) = ([], [], 0)
        for (name, answer, place) in Self.named(in: form) {
            let file = folder.appendingPathComponent(name)
            let isInside = !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
            guard isInside, Self.isBelow(file, folder) else { throw Self.outside(name, url) }
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else {
                absent.append(name)
                continue
            }
            size += attributes?[.size] as? Int ?? 0
            found.append(Photo(name: name, answer: answer, place: place) { try EvidenceFile(path: file.path) })
        }
        guard found.count <= PhotoLimits.maximumPerForm, size <= PhotoLimits.maximumFormBytes else {
            throw Self.tooMuch(found.count, size, url)
        }
        (photos, missing) = (found, absent)
    }

    private static func named(in form: FilledForm) -> [(String, Inspection.AnswerPlace, FormPoint?)] {
        form.entries.flatMap { entry in
            entry.answers.sorted { $0.key < $1.key }.flatMap { item, answer in
                answer.photos.map { name in
                    (
                        name, Inspection.AnswerPlace(section: entry.section, entry: entry.name, item: item),
                        entry.point ?? form.subject.point
                    )
                }
            }
        }
    }

    private static func isBelow(_ file: URL, _ folder: URL) -> Bool {
        let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
        return file.resolvingSymlinksInPath().standardizedFileURL.path.hasPrefix(
            root + (root.hasSuffix("/") ? "" : "/")
        )
    }

    // MARK: - Keeping them

    /// What became of the photos of one form.
    struct Kept: Sendable, Equatable {
        var attachments: [Inspection.Attachment] = []
        /// What a person should know: a photo that is missing, damaged, or taken elsewhere.
        var remarks: [LocalizedText] = []
    }

    /// Keeps every original in the store and looks at each for what is odd about it.
    ///
    /// - Parameters:
    ///   - store: Where they are kept.
    ///   - system: What the coordinates in the photos are; cameras write WGS-84.
    ///   - moment: When.
    /// - Returns: What was kept, and what is to be said of it.
    /// - Throws: ``AuditError`` of the store, or where a file cannot be read.
    func keep(in store: any AuditStore, system: CoordinateSystem, at moment: Timestamp) async throws -> Kept {
        var kept = Kept()
        if !missing.isEmpty {
            var seen: Set<String> = []
            let names = missing.filter { seen.insert($0).inserted }.map { $0.quotedForMessage }
            let shown =
                names.prefix(Self.maximumNamed).joined(separator: ", ") + (names.count > Self.maximumNamed ? " …" : "")
            kept.remarks.append(
                LocalizedText(
                    zh: "表格旁没有 \(names.count) 张照片（\(shown)），放好后再导入一次即可补上",
                    en:
                        "photos not found beside the form: \(shown) (\(names.count)); put them there and import again to add them"
                )
            )
        }
        for photo in photos {
            let file = try photo.read()
            guard !file.bytes.isEmpty else {
                kept.remarks.append(remark(photo, "是空文件，没有保存", "is empty and was not kept"))
                continue
            }
            let hash = try await store.storeEvidence(file.bytes, kind: file.kind, mediaType: file.mediaType, at: moment)
            kept.attachments.append(Inspection.Attachment(hash, name: photo.name, answer: photo.answer))
            kept.remarks += remarks(on: photo, file, system)
        }
        return kept
    }

    private func remarks(on photo: Photo, _ file: EvidenceFile, _ system: CoordinateSystem) -> [LocalizedText] {
        guard file.kind == .photo else {
            return [remark(photo, "不是图片，原样保存", "is no image; it was kept as it is")]
        }
        guard file.mediaType == "image/jpeg" else { return [Self.unshown(photo, file.mediaType)] }
        let metadata = PhotoMetadata(file.bytes)
        var remarks: [LocalizedText] = []
        do {
            let isDamaged = try Thumbnail(of: file.bytes, orientation: metadata.orientation).isDamaged
            if isDamaged { remarks.append(remark(photo, "已损坏，原样保存", "is damaged; it was kept as it is")) }
        } catch {
            remarks.append(remark(photo, "无法显示，原样保存", "cannot be shown; it was kept as it is"))
        }
        if let taken = metadata.taken, taken.prefix(10) != form.date {
            remarks.append(
                remark(
                    photo,
                    "拍摄于 \(taken.prefix(10))，不是表格的日期",
                    "was taken on \(taken.prefix(10)), not on the form's date"
                )
            )
        }
        return remarks + distance(photo, metadata, system)
    }

    private static func unshown(_ photo: Photo, _ type: String) -> LocalizedText {
        let name = photo.name.quotedForMessage
        return LocalizedText(
            zh: "照片 \(name) 是 \(type)，原样保存；报告只显示 JPEG，拍摄时间和位置没有读取",
            en:
                "photo \(name) is \(type) and was kept as it is; reports show JPEG only, and its time and place were not read"
        )
    }

    private func distance(_ photo: Photo, _ metadata: PhotoMetadata, _ system: CoordinateSystem) -> [LocalizedText] {
        guard let latitude = metadata.latitude, let longitude = metadata.longitude, let place = photo.place else {
            return []
        }
        func metres(as system: CoordinateSystem) -> Double {
            let point = system.wgs84(latitude: latitude, longitude: longitude)
            return GreatCircle.metres(
                from: (place.latitude, place.longitude),
                to: (point.latitude, point.longitude)
            )
        }
        let away = metres(as: system)
        guard away > Self.maximumDistance else { return [] }
        let other = CoordinateSystem.allCases.first { $0 != system && metres(as: $0) < Self.maximumDistance / 4 }
        let hint = other.map { " (\($0.rawValue)?)" } ?? ""
        let text = Int(away.rounded())
        return [
            remark(
                photo,
                "拍摄位置离登记位置 \(text) m\(hint)",
                "was taken \(text) m from the place of the record\(hint)"
            )
        ]
    }

    private func remark(_ photo: Photo, _ zh: String, _ en: String) -> LocalizedText {
        let shown = photo.name.quotedForMessage
        return LocalizedText(zh: "照片 \(shown) \(zh)", en: "photo \(shown) \(en)")
    }

    // MARK: - Refusals

    private static func outside(_ name: String, _ form: URL) -> AuditErrors {
        AuditErrors([
            AuditError(
                .malformedForm,
                at: form.relativePath,
                LocalizedText(
                    zh: "照片 \(name.quotedForMessage) 不在表格所在的文件夹里",
                    en: "the photo \(name.quotedForMessage) is not in the folder of the form"
                ),
                remedy: LocalizedText(zh: "请把照片放在表格旁边，只写文件名", en: "Put it beside the form and write its name only")
            )
        ])
    }

    private static func tooMuch(_ count: Int, _ size: Int, _ form: URL) -> AuditErrors {
        let (most, mebibytes) = (PhotoLimits.maximumPerForm, PhotoLimits.maximumFormBytes >> 20)
        return AuditErrors([
            AuditError(
                .malformedForm,
                at: form.relativePath,
                LocalizedText(
                    zh: "有 \(count) 张照片、\(size >> 20) MiB，上限是 \(most) 张、\(mebibytes) MiB",
                    en:
                        "has \(count.counted("photo")) of \(size >> 20) MiB; at most \(most) of \(mebibytes) MiB are taken"
                ),
                remedy: LocalizedText(zh: "请减少照片，或分成几份表格", en: "Name fewer photos, or fill several forms")
            )
        ])
    }
}
