internal import EventRendering
internal import JSONText

/// Tickets, one a row.
enum TicketTable {
    static func lines(_ tickets: [JSON], _ style: PageStyle, isQueue: Bool = false) -> [String] {
        let language = style.language
        var columns: [(title: String, side: Table.Side)] = [
            (language("工单", "ticket"), .left), (language("提交时间", "submitted"), .left),
            (language("优先级", "priority"), .left), (language("类别", "category"), .left),
            (language("渠道", "channel"), .left), (language("状态", "standing"), .left),
            (language("执行人员", "agent"), .left),
        ]
        if isQueue {
            columns.removeLast()
            columns.insert((language("顺位", "place"), .right), at: 0)
        }
        var table = Table(columns)
        for json in tickets {
            let ticket = TicketText(json, style)
            var cells: [(text: String, paint: Paint?)] = [
                (ticket.number, nil), (ticket.submittedAt, nil), ticket.priority, (ticket.category, nil),
                (ticket.channel, nil), (ticket.standing, nil), (ticket.agent, nil),
            ]
            if isQueue {
                cells.removeLast()
                cells.insert((ticket.position, nil), at: 0)
            }
            table.add(cells)
        }
        return table.lines(hasColours: style.hasColours)
    }
}
