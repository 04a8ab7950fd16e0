import Audit
import Foundation

/// Engine time a page by its number of elements, on pages that are made up of what portals are made of.
struct GrowthBench {
    private static let sizes = [1_000, 3_400, 10_000, 100_000]

    func run() async {
        for size in Self.sizes {
            let html = Self.page(of: size)
            var times: [Double] = []
            for _ in 0..<rounds {
                times.append(
                    await seconds {
                        _ = try? await CheckRun(rules: .all, width: 1).check(.input(html)) { _ in }
                    }
                )
            }
            let milliseconds = median(times) * 1_000
            print("growth: \(size) elements, \(html.count) bytes: \(milliseconds.short) ms (median of \(rounds))")
        }
        print("growth: peak memory \(peakMemory / 1_000_000) MB")
    }

    /// A page of about this many elements: lists of links, tables, forms and images, styled by a sheet.
    private static func page(of elements: Int) -> [UInt8] {
        var html = """
            <!DOCTYPE html><html lang="zh-CN"><head><title>政务公开</title><style>
            body { font: 14px sans-serif; color: #333 } .list li { float: left } .list li > a { color: #06c }
            .nav .item:nth-child(2n+1) { background: #eef } table.data td { padding: 4px } #main .title { font-weight: 700 }
            </style></head><body><main id="main">
            """
        var count = 5
        var block = 0
        while count < elements {
            html += """
                <div class="nav"><h2 class="title">栏目 \(block)</h2><ul class="list">
                <li class="item"><a href="/n/\(block)">关于召开听证会的公告 \(block)</a></li>
                <li class="item"><a href="/m/\(block)"><img src="a\(block).png" alt="图 \(block)">通知</a></li></ul>
                <table class="data"><tr><th>年度</th><th>数量</th></tr><tr><td>2024</td><td>\(block)</td></tr></table>
                <label for="f\(block)">姓名</label><input id="f\(block)"></div>

                """
            count += 19
            block += 1
        }
        return Array((html + "</main></body></html>").utf8)
    }
}
