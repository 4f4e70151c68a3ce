internal import CommandHelp
internal import RecordedWork

/// What `paidan import --help` says at length.
enum ImportHelp {
    static var discussion: String { .both(chinese, english) }

    private static var names: String { Mappings.names.joined(separator: ", ") }

    private static var chinese: String {
        """
        每个案件成为一张已关闭的工单，事件带有其真实发生的时间；需要管理员。映射与 `paidan simulate` 相同，随附的有：\
        \(names)。可以随时中断：再次执行同一命令，已有的案件不会重复引入，多久以后都一样。

        人员与类别
        记录中的人若服务里没有，就按记录的名字建立：离线，没有账号，会其接过的类别，直到管理员修改为止。`paidan agents set \
        标识` 以 --skill 列出其今后的全部技能，--skill '' 则全部取消；修改过的人不再从记录中习得技能。记录中的类别应是现\
        行策略的类别的代码或名称，或由映射的 categories 指明；否则指出并拒绝，--write-policy 写出加上这些类别的策略。

        引入的工单不启动时限，不派单，不发通知，也不算作任何人的在办。它们给出的是：谁做过什么、用了多久、是否按时接\
        单、认识哪位客户；今后派单即以此为据。记录没有写完的案件按「记录到此为止」关闭。没有成为事件的内容逐类计数。\
        --json 打印一行报告。
        """
    }

    private static var english: String {
        """
        Each case becomes a ticket that is closed, whose events have the times at which they really happened. It takes \
        an administrator. Mappings are those of `paidan simulate`; these ship: \(names). It may be broken off at any \
        time: the same command once more brings what is missing, and no case twice, however much later.

        PEOPLE AND CATEGORIES
        People of the record who are not there yet are made, by the names that it gives them: off line, without an \
        account, and with the skills of what they took, until an administrator changes them: `paidan agents set ID` \
        with --skill says all that they have from then on, --skill '' takes them all away, and who was changed learns \
        none from records any more. What the record calls categories are codes or names of the policy's in force, or \
        what the mapping's `categories` makes of them; others are named and refused, and --write-policy writes the \
        policy with them.

        Tickets that are brought start no clocks, are offered to nobody, tell nobody anything and are nobody's load. \
        What they give is who did what, how long it took, whether it was taken in time and who knows which customer: \
        later dispatch goes by it. A case that the record leaves open is closed because the record ends. What becomes \
        no event is counted, by its kind. --json prints the report as one line.
        """
    }
}
