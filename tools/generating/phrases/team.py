"""What customers write when nobody answered, what agents say when they decline, and how customers judge."""

# A customer who asked before, and asks again.
FOLLOW_UP = {
    "again": [
        "{earlier}提的{matter}到现在还没人联系我，麻烦催一下。", "{earlier}说会回电的，{matter}有进展吗？",
        "催一下，{matter}处理得怎么样了？{earlier}提交的。", "还是{matter}，{earlier}的单子不知道到哪一步了。",
    ],
    "earlier": ["刚才", "今天早些时候", "前面", "之前"],
}

# Work on what others submitted, about which the team knows nothing beforehand.
ANY_WORK = {
    "note": ["已联系客户了解情况", "已核实情况，正在处理", "已转相关同事协助"],
    "solution": ["已处理完毕，客户确认没有问题", "已电话答复客户，客户认可", "问题已解决并告知客户"],
}

DECLINES = [
    "手头工单已满，请转其他同事", "正在现场处理另一单，下午才能空出来", "这个产品线我不熟，建议给专门的同事", "马上要开会，无法及时响应",
    "客户所在区域太远，赶不过去", "之前和这位客户有过误会，换个人更合适", "正在接待到店客户",
]
# By somebody whose offer has lain too long.
LATE_DECLINES = ["刚才不在座位，没有看到", "电话占线，错过了时间，请转给别人", "外出路上没有信号"]

COMMENTS = {
    "very-satisfied": ["处理得又快又好，师傅很耐心", "超出预期，点赞", "一次就解决了，非常感谢", "态度特别好"],
    "satisfied": ["处理得挺快", "问题解决了，谢谢", "还不错", "服务可以", "沟通顺畅"],
    "fair": ["解决是解决了，就是慢了点", "一般吧", "等了半天", "希望下次快一些"],
    "dissatisfied": ["问题只解决了一半", "来回说了好几遍", "等太久了", "没有主动联系我", "根本没解决就结单了", "态度很差，不会再来", "推来推去，太失望了"],
}
