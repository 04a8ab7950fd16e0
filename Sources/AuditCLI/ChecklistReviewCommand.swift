import ArgumentParser
import Audit
import Foundation

struct ChecklistReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: Interface.text("审核已入库的表格：通过或退回。", "Review a stored form: approve or return it."),
        discussion: Interface.text(
            "不带 --approve 或 --return 时显示状态和经过。退回的表格改正后以同一编号重新导入，原来的记录保留。",
            """
            Without --approve or --return it shows the state and the history. A returned form is corrected and imported \
            again under the same id; what it said before is kept.
            """
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("表格编号（instance）。", "The form's id (instance).")))
    var form: String
    @Flag(help: ArgumentHelp(Interface.text("审核通过。", "Approve it.")))
    var approve = false
    @Flag(
        name: .customLong("return"),
        help: ArgumentHelp(Interface.text("退回，要有 --reason。", "Return it; needs --reason."))
    )
    var isReturned = false
    @Option(help: ArgumentHelp(Interface.text("审核人。", "Who reviews."), valueName: "name"))
    var by: String?
    @Option(help: ArgumentHelp(Interface.text("理由。", "Why."), valueName: "text"))
    var reason: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if approve, isReturned {
            throw ValidationError(Interface.text("--approve 与 --return 只能用一个", "--approve excludes --return"))
        }
        if approve || isReturned, by?.isEmpty ?? true {
            throw ValidationError(Interface.text("请用 --by 说明谁审核", "say who reviews: --by"))
        }
        if isReturned, reason?.isEmpty ?? true {
            throw ValidationError(Interface.text("退回要有 --reason", "a return needs --reason"))
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        if approve || isReturned, let by {
            let state = approve ? FormReview.State.approved : .returned
            try await store.review(form, .init(to: state, by: by, reason: reason ?? "", at: .now))
        }
        let listing = try await FormReviewListing(form, in: store)
        for line in listing.lines(in: Interface.language) { print(line) }
    }
}
