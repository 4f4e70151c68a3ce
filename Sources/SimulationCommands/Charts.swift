internal import EventRendering
internal import Simulation

/// One figure for each who chose, as bars with their intervals.
struct BarChart {
    private let account: SimulationAccount
    private let language: Language
    private let measured: Measured

    init(_ account: SimulationAccount, _ measured: Measured, _ language: Language) {
        self.account = account
        self.measured = measured
        self.language = language
    }

    private static let width = 640.0
    private static let left = 130.0
    private static let rowHeight = 28.0

    var svg: String {
        let bars = Chooser.allCases.enumerated().compactMap { index, chooser in
            account.report.estimate(measured, chooser).map { (index, chooser, $0) }
        }
        let most = bars.map { $0.2.high ?? $0.2.mean }.max() ?? 0
        let title = SimulationAccount.name(measured, language)
        let height = Self.rowHeight * Double(bars.count) + 24
        let rows = bars.enumerated().map { place, bar in
            row(bar.0, bar.1, bar.2, top: 24 + Double(place) * Self.rowHeight, most: max(most, 1e-9), measured.unit)
        }
        return """
            <svg viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" role="img" \
            aria-label="\(HTML.escaped(title))">
            <text x="0" y="14">\(HTML.escaped(title))</text>\(rows.joined())</svg>
            """
    }

    private func row(
        _ index: Int, _ chooser: Chooser, _ estimate: Estimate, top: Double, most: Double, _ unit: Measured.Unit
    ) -> String {
        let scale = (Self.width - Self.left - 130) / most
        let end = Self.left + max(0, estimate.mean) * scale
        let middle = top + 10
        var marks = """
            <text x="0" y="\(top + 14)">\(HTML.escaped(SimulationAccount.name(chooser, language)))</text>\
            <rect x="\(Self.left)" y="\(top)" width="\(Figures.decimal(end - Self.left, 1))" height="20" \
            fill="\(Markup.colours[index])"/>
            """
        if let low = estimate.low, let high = estimate.high {
            let from = Figures.decimal(Self.left + max(0, low) * scale, 1)
            let to = Figures.decimal(Self.left + high * scale, 1)
            marks += "<line x1=\"\(from)\" x2=\"\(to)\" y1=\"\(middle)\" y2=\"\(middle)\" stroke=\"#222\"/>"
        }
        let label = HTML.escaped(SimulationAccount.amount(estimate, unit))
        let x = Figures.decimal(Self.left + (estimate.high ?? estimate.mean) * scale + 6, 1)
        return marks + "<text x=\"\(x)\" y=\"\(top + 14)\">\(label)</text>"
    }
}

/// How many were offered within what time, for each who chose; time on a logarithmic scale.
struct WaitDistributionChart {
    private let account: SimulationAccount
    private let language: Language

    init(_ account: SimulationAccount, _ language: Language) {
        self.account = account
        self.language = language
    }

    private static let (width, height) = (640.0, 260.0)
    private static let (left, top, bottom) = (44.0, 12.0, 60.0)

    private func x(_ mark: Int) -> Double {
        Self.left + 10 + Double(mark) * (Self.width - Self.left - 30) / Double(Measures.marks.count - 1)
    }

    private func y(_ share: Double) -> Double { Self.top + (1 - share) * (Self.height - Self.top - Self.bottom) }

    var svg: String {
        var parts: [String] = []
        for share in [0.0, 0.25, 0.5, 0.75, 1] {
            let y = Figures.decimal(y(share), 1)
            parts.append("<line x1=\"\(Self.left)\" x2=\"\(Self.width)\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"#ddd\"/>")
            parts.append("<text x=\"0\" y=\"\(y)\">\(Int(share * 100))%</text>")
        }
        for (mark, (_, label)) in Measures.marks.enumerated() {
            let x = Figures.decimal(x(mark), 1)
            parts.append("<text x=\"\(x)\" y=\"\(y(0) + 16)\" text-anchor=\"middle\">\(label)</text>")
        }
        var legend = Self.left
        for (index, chooser) in Chooser.allCases.enumerated() {
            guard let all = account.report.measures[chooser], !all.isEmpty else { continue }
            let points = Measures.marks.indices.map { mark in
                let share = Statistics.mean(all.map { $0.within[mark] })
                return "\(Figures.decimal(x(mark), 1)),\(Figures.decimal(y(share), 1))"
            }
            let colour = Markup.colours[index]
            let line = points.joined(separator: " ")
            parts.append("<polyline points=\"\(line)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2.5\"/>")
            let base = Self.height - 10
            parts.append("<rect x=\"\(legend)\" y=\"\(base - 10)\" width=\"12\" height=\"12\" fill=\"\(colour)\"/>")
            let name = HTML.escaped(SimulationAccount.name(chooser, language))
            parts.append("<text x=\"\(legend + 18)\" y=\"\(base)\">\(name)</text>")
            legend += 140
        }
        let label = language("等待时间的分布", "distribution of waiting")
        return """
            <svg viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" role="img" aria-label="\(label)">\
            \(parts.joined())</svg>
            """
    }
}
