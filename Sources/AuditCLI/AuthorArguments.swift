import ArgumentParser
import Audit
import Foundation

/// Who changes what is set up, and why; kept in the history of the register.
struct AuthorArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "操作人账号（默认取 AUDIT_ACTOR，再取 USER，再取系统账号）。",
                "Account of whoever does it (default: AUDIT_ACTOR, else USER, else that of the system)."
            )
        )
    )
    var actor: String?
    @Option(help: ArgumentHelp(Interface.text("为什么更改。", "Why it is changed.")))
    var reason = ""

    var author: ChangeAuthor {
        let account = ActorArguments.account(actor)
        return ChangeAuthor(account.isEmpty ? ProcessInfo.processInfo.userName : account, reason: reason, at: .now)
    }
}
