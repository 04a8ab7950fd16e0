import ArgumentParser
import Audit
import Foundation

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: Interface.text("照看数据库文件。", "Care of the store."),
        discussion: Interface.text(
            "扫描和读取可以同时进行。退出码：0 完成，2 用法有误，5 数据库出错，6 磁盘已满。",
            "All of it works while others read and scan. Exits with 0 when done, 2 on wrong usage, 5 on a store error, 6 if "
                + "the disk is full."
        ),
        subcommands: [
            StoreCheckCommand.self, StoreBackupCommand.self, StoreMigrateCommand.self, StoreVacuumCommand.self,
            StoreCopyCommand.self,
        ]
    )
}

struct StoreCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: Interface.text("读取每一页和每个关联，报告损坏。", "Read every page and every relation; report damage.")
    )

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let care = StoreCare(path: storeOptions.path)
        let size = try await care.check { Interface.say($0) }
        if !common.quiet { print(Interface.text("完好，\(size) 字节", "sound, \(size) bytes")) }
    }
}

struct StoreBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: Interface.text("在使用中复制数据库，并检查副本。", "Copy the store while it is in use, and check the copy.")
    )

    @Argument(help: ArgumentHelp(Interface.text("副本的文件名；不会覆盖。", "Name of the copy; nothing is overwritten.")))
    var file: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let size = try await StoreCare(path: storeOptions.path).backUp(to: file)
        if !common.quiet { print(Interface.text("已备份，\(size) 字节", "backed up, \(size) bytes")) }
    }
}

struct StoreMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: Interface.text("把旧版本的数据库升级到本版本。", "Bring an older store up to this version."),
        discussion: Interface.text(
            "每个命令打开旧数据库时也会升级；升级后旧版本的 audit 不能再用它。先备份。",
            "Every command does so when it opens an older store; older versions of audit cannot use it afterwards. "
                + "Back up first."
        )
    )

    @Flag(help: ArgumentHelp(Interface.text("只列出要做的，不改动。", "List what would be done and change nothing.")))
    var dryRun = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let steps = try StoreCare(path: storeOptions.path).migrate(isPreview: dryRun)
        if common.quiet { return }
        for step in steps { print(step) }
        if steps.isEmpty { print(Interface.text("已是本版本", "up to date")) }
    }
}

struct StoreVacuumCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacuum",
        abstract: Interface.text("把空出的空间还给文件系统。", "Give unused space back to the file system.")
    )

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let sizes = try await StoreCare(path: storeOptions.path).vacuum()
        if !common.quiet {
            print(Interface.text("\(sizes.before) → \(sizes.after) 字节", "\(sizes.before) → \(sizes.after) bytes"))
        }
    }
}

struct StoreCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: Interface.text(
            "写一份紧凑的副本，不带空出的空间。",
            "Write a compact copy, without unused space."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("副本的文件名；不会覆盖。", "Name of the copy; nothing is overwritten.")))
    var file: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let size = try await StoreCare(path: storeOptions.path).copy(to: file)
        if !common.quiet { print(Interface.text("已复制，\(size) 字节", "copied, \(size) bytes")) }
    }
}
