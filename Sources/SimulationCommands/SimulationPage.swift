internal import EventRendering
internal import Events
internal import PaidanCommands
internal import Policies
internal import RecordedWork
internal import Simulation

/// The figures as a page that needs nothing else: charts are drawn in it, and both languages are in it.
struct SimulationPage {
    private let account: SimulationAccount
    private let language: Language

    /// - Parameter language: what it shows first.
    init(_ account: SimulationAccount, _ language: Language) {
        self.account = account
        self.language = language
    }

    var html: String {
        let mapping = account.sources.mapping.name
        let title = "\(mapping.chinese) · \(mapping.english)"
        return """
            <!doctype html>
            <html lang="\(language("zh", "en"))">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTML.escaped(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <input type="radio" name="language" id="zh"\(language(" checked", ""))><label for="zh">中文</label>
            <input type="radio" name="language" id="en"\(language("", " checked"))><label for="en">English</label>
            \(body(.chinese, "zh"))
            \(body(.english, "en"))
            </body>
            </html>

            """
    }

    private func body(_ language: Language, _ code: String) -> String {
        let parts = [
            "<h1>\(language("模拟", "Simulation"))</h1>", "<p>\(HTML.escaped(account.summary(language)))</p>",
            "<h2>\(language("目标", "Targets"))</h2>", targets(language),
            "<p>\(HTML.escaped(account.promptnessLine(language)))</p>",
            "<h2>\(language("指标", "Measures"))</h2>", Markup.table(account.titles(language), account.rows(language)),
            "<p class=\"note\">\(HTML.escaped(intervals(language)))</p>",
            "<h2>\(language("多久派出", "How soon offered"))</h2>", WaitDistributionChart(account, language).svg,
            "<h2>\(language("在办数的均衡", "Balance of open load"))</h2>",
            BarChart(account, .openDeviation, language).svg, BarChart(account, .openGini, language).svg,
            BarChart(account, .utilisationDeviation, language).svg,
            "<h2>\(language("每小时接单的均衡", "Balance of cases an hour"))</h2>",
            BarChart(account, .takenDeviation, language).svg,
            "<h2>\(language("总得分占最优", "Total score, of the best assignment"))</h2>", scores(language),
            "<h2>\(language("记录的瑕疵", "Blemishes of the record"))</h2>", blemishes(language),
            "<h2>\(language("推断", "What was inferred"))</h2>", inference(language),
        ]
        return "<main class=\"\(code)\" lang=\"\(code)\">\n\(parts.joined(separator: "\n"))\n</main>"
    }

    private func intervals(_ language: Language) -> String {
        account.report.seeds > 1
            ? language("± 为 95% 置信区间的一半。", "± is half of the 95% interval.")
            : language("只运行一次，没有置信区间。", "One run: there are no intervals.")
    }

    private func targets(_ language: Language) -> String {
        let rows = account.report.verdicts.map { verdict in
            let kind = verdict.isReached.map { $0 ? "yes" : "no" } ?? "open"
            let figure = verdict.figure.map { account.figure(verdict.target, $0) } ?? ""
            return Markup.row([account.text(verdict.target, language), figure]).dropLast("</tr>".count)
                + "<td class=\"\(kind)\">\(account.reached(verdict.isReached, language))</td></tr>"
        }
        let caveats = account.caveats(language).map { "<p class=\"note\">\(HTML.escaped($0))</p>" }
        return "<table>\(rows.joined())</table>\(caveats.joined())"
    }

    private func scores(_ language: Language) -> String {
        let rows = account.scoreShares.map { chooser, share in
            Markup.row([
                SimulationAccount.name(chooser, language), share.map { Figures.decimal($0.mean * 100, 3) + "%" } ?? "—",
            ])
        }
        return "<table>\(rows.joined())</table>"
    }

    private func blemishes(_ language: Language) -> String {
        let kinds = account.sources.record.blemishes.byKind
        guard !kinds.isEmpty else { return "<p>\(language("没有", "none"))</p>" }
        return "<table>\(kinds.map { Markup.row([$0.kind.rawValue, String($0.count)]) }.joined())</table>"
    }

    private func inference(_ language: Language) -> String {
        let inference = account.workload.inference
        let padding = Figures.seconds(Double(inference.padding.milliseconds) / 1_000)
        let rows = [
            (language("未及排队即放弃，不计", "gave up before any queue, left out"), String(inference.leftOut)),
            (language("处理时长取同类中位数", "services taken from the median of their kind"), String(inference.servicesImputed)),
            (
                language("无人接过该类，改按接手者", "kinds that nobody took, by whoever took the case"),
                String(inference.skillsReplaced)
            ),
            (language("合并的少见技能", "rare skills put together"), String(inference.skillsMerged)),
            (language("在线时段前后各加", "added to a day's first and last action"), padding),
        ]
        return "<table>\(rows.map { Markup.row([$0.0, $0.1]) }.joined())</table>"
    }

    private static let style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222;background:#fff}
        table{border-collapse:collapse;margin:.5em 0}td,th{padding:.2em .8em}
        td,th{border-bottom:1px solid #ddd;text-align:right}
        td:first-child,th:first-child{text-align:left}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
        .yes{color:#166534}.no{color:#b91c1c}.open,.note{color:#666}main{display:none}svg{max-width:100%;height:auto}
        #zh:checked~main.zh,#en:checked~main.en{display:block}svg text{font:12px system-ui,sans-serif;fill:#333}
        """
}
