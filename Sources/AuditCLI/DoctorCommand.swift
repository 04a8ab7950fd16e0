import ArgumentParser
import Audit
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: Interface.text(
            "检查安装：库、字体、数据库、限制、时钟。",
            "Examine the installation: libraries, fonts, store, limits, clock."
        ),
        discussion: Interface.text(
            "退出码：0 一切可用，2 有必须处理的问题。",
            "Exits with 0 if all can be used, 2 if something must be mended."
        )
    )

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let examinations = await Doctor(storePath: storeOptions.path).examine()
        for examination in examinations {
            print(line(examination))
            if let remedy = examination.remedy { print("    → " + remedy[Interface.language]) }
        }
        if examinations.contains(where: { $0.state == .bad }) { throw ExitCode(2) }
    }

    private func line(_ examination: Doctor.Examination) -> String {
        let state =
            switch examination.state {
            case .good: Interface.text("正常", "ok")
            case .warning: Interface.text("注意", "note")
            case .bad: Interface.text("有问题", "problem")
            }
        return "[\(state)] \(examination.name[Interface.language]): \(examination.found)"
    }
}
