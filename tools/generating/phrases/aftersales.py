"""Goods that are broken, wrong or not wanted: to be given back, exchanged or mended."""

_ALL = {
    "bought": ["上周买", "活动时买", "前天刚买", "上个月在门店买", "假期里买", "朋友推荐买", "给父母买", "公司团购"],
    "arrival": ["外壳已经裂了", "少了一个配件", "发错了颜色", "型号不对", "包装破损", "有使用痕迹", "说明书都没有"],
    "waited": ["三天", "一个星期", "五天", "十来天"],
    "detail": [
        "请问运费谁承担？", "发票和包装都在。", "照片已经拍好，需要可以发过来。", "请先电话联系我。", "最好周末上门。",
        "平时白天不在家，晚上七点以后可以。", "不着急，按流程来就行。", "", "",
    ],
    "matter": ["{product}{want}的申请"],
    "again": [
        "{earlier}提的{matter}到现在还没人联系我，麻烦催一下。", "催一下，{matter}处理得怎么样了？",
        "{matter}{earlier}就提交了，一直没有消息。{detail}",
    ],
    "note": [
        "已核对订单和购买日期，符合{want}条件", "已联系客户，约定了时间", "请客户补充{product}的照片", "与客户协商，运费由我方承担",
    ],
}

RETURN = _ALL | {
    "text": [
        "{bought}的{product}{defect}，想{want}。{detail}",
        "订单里的{product}收到时{arrival}，要求{want}。{detail}",
        "我要{want}，{product}{reason}。{detail}",
        "申请{want}已经{waited}了，{state}，{product}还放在家里。{detail}",
        "{product}{defect}，在家试了好几次都不行。能{want}吗？{detail}",
    ],
    "want": ["退货", "退款", "退货退款"],
    "reason": ["尺寸不合适", "家里老人用不惯", "和页面描述不一致", "买重复了", "颜色不喜欢", "比实体店还贵"],
    "state": ["页面一直显示审核中", "钱还没到账", "也没有人上门取件", "客服说在催"],
    "expected": ["三天内上门取件并退款。", "退款原路退回。"],
    "solution": [
        "{product}已取回检测，退款原路退回，预计三个工作日到账", "已办理{want}，运费补偿券同时发放", "客户已将{product}退到门店，当场退款",
        "与客户沟通使用方法后，客户决定留下，不再{want}",
    ],
}
EXCHANGE = _ALL | {
    "text": [
        "{bought}的{product}{defect}，想{want}。{detail}",
        "订单里的{product}收到时{arrival}，要求{want}。{detail}",
        "{bought}的{product}{arrival}，请给我{want}。{detail}",
        "申请{want}已经{waited}了，新的{product}还没寄出来。{detail}",
    ],
    "want": ["换货", "换新"],
    "expected": ["换一台同型号的新机。", "补发缺少的配件。"],
    "solution": [
        "为客户更换新的{product}，已签收", "补发了缺少的配件，客户已收到", "门店当面更换，{product}试机正常",
        "原型号缺货，征得客户同意换为新款，差价由我方承担",
    ],
}
REPAIR = _ALL | {
    "text": [
        "{product}用了{used}就{defect}，还在保修期内，请安排{service}。{detail}",
        "{product}{defect}，需要{want}。{detail}",
        "{product}上次{want}完没几天又{defect}，请安排{service}。{detail}",
        "{bought}的{product}{defect}，门店让我联系你们{want}。{detail}",
    ],
    "want": ["维修"],
    "used": ["三天", "不到一个月", "两周", "半年", "一个多月", "一年不到"],
    "service": ["上门维修", "寄修", "上门检测", "师傅来看一下"],
    "expected": ["免费维修，不收上门费。", "修不好就换新。"],
    "solution": [
        "师傅上门更换配件，{product}试机正常", "寄修完成并寄回，快递单号已发短信", "指导客户重置{product}后恢复正常，客户不再要求{want}",
        "{product}主板损坏，保修期内免费更换，客户确认正常",
    ],
}
