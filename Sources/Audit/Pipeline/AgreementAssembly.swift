public import Foundation

/// Brings together the forms of places that were inspected twice.
public enum AgreementAssembly {
    /// Pairs the forms of the same place and checklist; the earlier file is the first.
    ///
    /// - Throws: ``AuditErrors`` where a form cannot be read, has no second one or more than one, or both are by one person.
    public static func read(_ files: [URL], library: ChecklistLibrary) throws(AuditErrors) -> DoubleInspection {
        var problems: [AuditError] = []
        var order: [String] = []
        var groups: [String: [FormFile.Read]] = [:]
        for file in files {
            do throws(AuditErrors) {
                for form in try FormFile.read(file, library: library) {
                    let key = "\(form.checklist.id) \(form.checklist.version) \(form.form.subject.id)"
                    if groups[key] == nil { order.append(key) }
                    groups[key, default: []].append(form)
                }
            } catch {
                problems += error.errors
            }
        }
        var pairs: [DoubleInspection.Pair] = []
        for key in order {
            let forms = groups[key] ?? []
            if let problem = problem(forms) {
                problems.append(problem)
            } else {
                pairs.append(.init(checklist: forms[0].checklist, first: forms[0].form, second: forms[1].form))
            }
        }
        guard problems.isEmpty else { throw AuditErrors(problems) }
        return DoubleInspection(pairs)
    }

    private static func problem(_ forms: [FormFile.Read]) -> AuditError? {
        let place = forms[0].form.subject.name.quotedForMessage
        guard forms.count == 2 else {
            return AuditError(
                .usage,
                at: forms[0].path,
                LocalizedText(
                    zh: "\(place) 有 \(forms.count) 份表格，应有两份",
                    en: "there are \(forms.count.counted("form")) of \(place), not two"
                ),
                remedy: LocalizedText(
                    zh: "请给出同一场所、同一核查表同一版本的两份表格",
                    en: "Name the two forms of each place, of the same version of the same checklist"
                )
            )
        }
        guard forms[0].form.inspector != forms[1].form.inspector else {
            return AuditError(
                .usage,
                at: forms[1].path,
                LocalizedText(zh: "\(place) 的两份表格是同一人填的", en: "both forms of \(place) are by the same inspector"),
                remedy: LocalizedText(zh: "复查要由另一人独立进行", en: "A second inspection is done by somebody else")
            )
        }
        return nil
    }
}
