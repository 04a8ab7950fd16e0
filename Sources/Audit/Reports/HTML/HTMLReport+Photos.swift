import Foundation

// Small pictures as evidence, inside the file.

extension HTMLReport {
    func photo(_ photo: SubjectReport.Photo, _ html: inout HTMLWriter) {
        let type = photo.kind == .jpeg ? "image/jpeg" : "image/png"
        html.element("p", [("class", "photo")]) { html in
            html.startTag(
                "img",
                [
                    ("src", "data:\(type);base64," + Data(photo.bytes).base64EncodedString()),
                    ("alt", photo.text[language]),
                ]
            )
        }
    }
}
