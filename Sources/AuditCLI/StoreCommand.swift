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
            StoreCopyCommand.self, StoreRetainCommand.self, StoreHistoryCommand.self,
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
        if !common.quiet { print(Interface.text("完好，\(size) 字节", "sound, \(size.counted("byte"))")) }
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
        if !common.quiet { print(Interface.text("已备份，\(size) 字节", "backed up, \(size.counted("byte"))")) }
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
            print(
                Interface.text(
                    "\(sizes.before) → \(sizes.after) 字节",
                    "\(sizes.before) → \(sizes.after.counted("byte"))"
                )
            )
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
        if !common.quiet { print(Interface.text("已复制，\(size) 字节", "copied, \(size.counted("byte"))")) }
    }
}

struct StoreRetainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: Interface.text(
            "清除旧检测的页面源码和代码片段，保留数量、问题和历史。",
            "Remove page sources and snippets of old runs; counts, findings and history stay."
        ),
        discussion: Interface.text(
            "每个对象（每份检查表）保留最新几次检测的依据；现存问题的依据和直接附在缺陷上的照片不动。清除后用 store vacuum 收回空间。",
            "Of each subject and checklist the newest runs keep their evidence, and so does all that stands or that a defect itself was given. "
                + "Give the space back with store vacuum afterwards."
        )
    )

    @Option(help: ArgumentHelp(Interface.text("保留最新几次检测。", "Newest runs to keep."), valueName: "runs"))
    var keep: Int
    @Flag(help: ArgumentHelp(Interface.text("连照片和文件一起清除。", "Remove photos and documents too.")))
    var photos = false
    @Flag(help: ArgumentHelp(Interface.text("只说明会清除多少，不改动。", "Say what would go and change nothing.")))
    var dryRun = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard keep > 0 else { throw ValidationError(Interface.text("--keep 至少为 1。", "--keep is 1 or more.")) }
    }

    func run() async throws {
        let result = try await StoreCare(path: storeOptions.path).retain(
            RetentionPolicy(keptRuns: keep, removesAttachments: photos),
            isPreview: dryRun
        )
        if common.quiet { return }
        let head = dryRun ? Interface.text("将清除", "would remove") : Interface.text("已清除", "removed")
        print(
            Interface.text(
                "\(head)：\(result.runs) 次检测的 \(result.snippets) 个代码片段、\(result.pages) 个页面源码、"
                    + "\(result.attachments) 份照片和文件，\(result.bytes) 字节",
                "\(head) of \(result.runs.counted("run")): \(result.snippets.counted("snippet")), \(result.pages.counted("page source")), "
                    + "\(result.attachments.counted("photo or document", "photos or documents")), \(result.bytes.counted("byte"))"
            )
        )
    }
}
