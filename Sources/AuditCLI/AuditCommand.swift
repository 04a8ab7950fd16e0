import ArgumentParser

@main
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Audit web pages and places for accessibility."
    )
}
