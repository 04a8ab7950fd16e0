import ArgumentParser
import Audit
import Foundation

@main
enum Main {
    /// Gives every error the exit code of the contract; ArgumentParser alone would end with 1 or 64.
    static func main() async {
        FreedMemory.sharePools()
        do {
            var command = try AuditCommand.parseAsRoot()
            // A configuration that cannot be read is told before anything is done.
            _ = try await Interface.reporting { try Interface.configuration.get() }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as AuditError {
            Interface.say("audit: " + error.message(in: Interface.language))
            finish(error.exitCode)
        } catch let code as ExitCode {
            finish(code.rawValue)
        } catch {
            finish(parsing: error)
        }
    }

    /// Help goes to standard output with 0, a usage error to standard error with 2, any other error is our bug.
    private static func finish(parsing error: any Error) -> Never {
        let text = ParserText.text(AuditCommand.fullMessage(for: error), in: Interface.language)
        switch AuditCommand.exitCode(for: error) {
        case .success:
            print(text)
            exit(0)
        case .validationFailure:
            Interface.say(text)
            finish(2)
        default:
            Interface.say("audit: \(error)")
            finish(70)
        }
    }

    private static func finish(_ code: Int32) -> Never {
        if code != 0 { Interface.sayExit(code) }
        exit(code)
    }
}

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: Interface.text("检测网站与场所的无障碍状况。", "Audit web pages and places for accessibility."),
        version: "audit \(AuditVersion.current)",
        subcommands: [
            ScanCommand.self, CheckCommand.self, TreeCommand.self, RulesCommand.self, ChecklistCommand.self,
            RunsCommand.self, PagesCommand.self, FindingsCommand.self, DiffCommand.self, SubjectsCommand.self,
            ImportCommand.self, RoundsCommand.self, StoreCommand.self, ReportCommand.self, ScoreCommand.self,
            SampleCommand.self, TrendCommand.self, DistrictCommand.self, PlacesCommand.self, IndicatorsCommand.self,
            HealthCommand.self, SchemaCommand.self, DoctorCommand.self,
        ]
    )
}
