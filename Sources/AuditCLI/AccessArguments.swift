import ArgumentParser
import Audit

/// How the network is reached and what is shown to hosts that ask for it; nothing of this is stored.
struct AccessArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "代理服务器（默认取环境变量 http_proxy、https_proxy）；含密码时写 env:变量名 或 @文件。",
                "Proxy (default: http_proxy and https_proxy); with a password write env:NAME or @file."
            ),
            valueName: "url"
        )
    )
    var proxy: String?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "只对此主机用 Basic 认证，可多次给出：主机=env:变量名 或 主机=@文件，其中内容为 用户:密码。",
                "Basic authentication for one host, may be repeated: host=env:NAME or host=@file, which hold user:password."
            ),
            valueName: "host=source"
        )
    )
    var login: [String] = []
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "只发给此主机的请求头，可多次给出：主机=env:变量名 或 主机=@文件，其中每行一个“名称: 值”。",
                "Headers for one host, may be repeated: host=env:NAME or host=@file, which hold one 'Name: value' a line."
            ),
            valueName: "host=source"
        )
    )
    var header: [String] = []
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "只发给此主机的 Cookie，可多次给出：主机=@文件（Netscape 格式，或一行 name=value; …）或 主机=env:变量名。",
                "Cookies for one host, may be repeated: host=@file (Netscape format, or a line name=value; …) or host=env:NAME."
            ),
            valueName: "host=source"
        )
    )
    var cookies: [String] = []

    /// What is sent, by host.
    func byHost() throws -> [String: FetchOptions.Access] {
        try HostSecrets.access(logins: login, headers: header, cookies: cookies)
    }

    func proxyURL() throws -> String? { try proxy.map(HostSecrets.proxy) }
}
