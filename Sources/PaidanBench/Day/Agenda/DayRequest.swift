package import JSONText
internal import Seeds

/// What a customer asks for: what `POST /v1/tickets` takes. All words and people are made up.
package enum DayRequest {
    static let regions: KeyValuePairs<String, Int> = [
        "上海": 8, "北京": 6, "广州": 5, "深圳": 5, "杭州": 4, "成都": 4, "武汉": 3, "南京": 3, "西安": 2, "苏州": 2,
    ]
    private static let channels: KeyValuePairs<String, Int> = [
        "phone": 26, "wechat": 20, "mini-program": 14, "in-app": 12, "chat": 10, "form": 6, "email": 5, "store": 4,
        "third-party": 3,
    ]
    /// Where somebody of the house enters what was said.
    private static let spoken: Set<String> = ["phone", "store"]
    /// Of a hundred requests, those of customers who have asked before on the day.
    private static let again = 18

    private struct Kind {
        var category: String
        var weight: Int
        var troubles: [String]
        var details: [String]
    }

    private static let kinds = [
        Kind(
            category: "系统故障", weight: 24,
            troubles: ["收银系统一直报错", "会员系统登录不了", "订单页面打不开", "库存数据对不上", "打印服务断线", "后台加载很慢，总是转圈"],
            details: ["重启过两次还是一样", "今天早上开始的", "影响营业，请尽快处理", "换了电脑也不行", "提示服务异常"]),
        Kind(
            category: "售后", weight: 28,
            troubles: ["空气净化器噪音很大，想退货", "收到的电饭煲有破损，申请换货", "扫地机器人需要维修", "快递显示签收但没收到货", "订单少件，漏发了配件"],
            details: ["包装都还在", "已经拍了照片", "在保修期内", "请问运费谁承担", "希望这周内解决"]),
        Kind(
            category: "投诉", weight: 13,
            troubles: ["投诉上门师傅态度敷衍", "处理太慢，一直没人联系", "被多扣了一笔费用，要投诉", "客服推诿，非常不满"],
            details: ["已经反映过三次", "请给个说法", "再不解决就曝光", "希望主管回电"]),
        Kind(
            category: "建议", weight: 8,
            troubles: ["建议订单列表增加按月份筛选", "希望能支持批量开具凭证", "页面字体建议大一点"],
            details: ["很多同事都这么觉得", "不着急", "谢谢采纳"]),
        Kind(
            category: "咨询", weight: 27,
            troubles: ["请问积分怎么兑换", "想了解会员权益", "请问发票抬头怎么修改", "如何设置子账号", "请问现在有什么优惠"],
            details: ["在页面上没找到入口", "麻烦说明一下步骤", "最好发个教程", "谢谢"]),
    ]
    private static let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧")
    private static let titles = ["先生", "女士", "老师", "建国", "晓燕", "志强", "海霞", "子轩"]

    /// The request of a number, from 0.
    package static func body(_ number: Int, seed: UInt64) -> JSON {
        var draw = SplitMix64.of(seed, .request, UInt64(number))
        var rest = draw.below(kinds.reduce(0) { $0 + $1.weight })
        let kind = kinds.first { kind in
            rest -= kind.weight
            return rest < 0
        }
        guard let kind else { preconditionFailure("it was below the sum of the weights") }
        let channel = draw.weighted(channels)
        let text = "\(draw.pick(kind.troubles))，\(draw.pick(kind.details))。"
        var members: [(name: String, value: JSON)] = [
            ("channel", .string(channel)),
            ("description", .string("\(text)订单 D26\(draw.number(in: 10_000_000...99_999_999))")),
        ]
        let isAgain = number > 0 && draw.chance(again, in: 100)
        members.append(("customer", customer(isAgain ? draw.below(number) : number, seed)))
        if spoken.contains(channel) { members.append(("confirmed", .bool(true))) }
        if draw.chance(25, in: 100) { members.append(("category", .string(kind.category))) }
        if draw.chance(30, in: 100) {
            members.append(("urgency", .string(draw.weighted(["低": 2, "中": 5, "高": 3, "紧急": 1]))))
        }
        if draw.chance(75, in: 100) { members.append(("region", .string(draw.weighted(regions)))) }
        return .object(members)
    }

    /// 1380000 and four digits are nobody's number: where those end, addresses of a domain that is nobody's go on.
    private static func customer(_ number: Int, _ seed: UInt64) -> JSON {
        var draw = SplitMix64.of(seed, .request, ~UInt64(number))
        let contact = number < 10_000 ? "138\(String(100_000_000 + number).dropFirst())" : "kh\(number)@example.com"
        var members: [(name: String, value: JSON)] = [
            ("name", .string("\(draw.pick(surnames))\(draw.pick(titles))")), ("contact", .string(contact)),
        ]
        if draw.chance(10, in: 100) { members.append(("tier", "VIP")) }
        return .object(members)
    }
}
