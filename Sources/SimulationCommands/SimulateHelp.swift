internal import CommandHelp
internal import RecordedWork

/// What `paidan simulate --help` says at length.
enum SimulateHelp {
    static var discussion: String { .both(chinese, english) }

    private static var names: String { Mappings.names.joined(separator: ", ") }

    private static var chinese: String {
        """
        案件按记录的时间到来，处理时长如记录所示，时钟是虚拟的，数年只需数秒。每张工单都经过引擎自己的命令，写入真正的\
        日志 DIR/log，可用 `paidan tail --data DIR` 与 `paidan log verify DIR/log` 查看。DIR/report.html 是图表，\
        DIR/report.json 供程序使用，DIR/blemishes.csv 逐行列出记录的瑕疵，DIR/policy.yaml 是所用的规则：方案本身，加上\
        记录中每个类别各一项。

        映射说明哪些列是什么，写法见 schemas/mapping。随附的有：\(names)。--agents 用 YAML 指明人员，代替对他们的推断：\
        `agents: [{code: lin, capacity: 3, skills: [...], days: [monday, ...], hours: ["09:00-18:00"]}]`。

        记录所缺者，按规则推断
        人员是接过或解决过案件的人；接过一次的类别就算会。在线是每天从第一件到最后一件事，前后各加两件事之间间隔的中位\
        数。容量是同时在手的最大件数。处理时长是有人在手的全部时间；没有写明的取同类中位数。被派到的人立即接单。

        指标
        只计记录写明由谁、何时接手的案件。等待是从需要人到派出；实际记录则到接手。按时以方案的首次联系时限为准。负荷是\
        有案件到来时在线者的在办数：其标准差与基尼系数。得分取五分钟内到来的全部工单，与同一批工单的最优分配相比。轮流\
        与最少在办使用相同的人员、班次与队列。第一次运行即记录本身；其后每个种子将到来时间前后移动至多十分钟，并重新\
        抽取处理时长；区间为 95%。
        """
    }

    private static var english: String {
        """
        Arrivals come at their recorded times and take as long as they were recorded to, under a virtual clock; years \
        take seconds. Every ticket goes through the engine's own commands into a real log, DIR/log, which `paidan tail \
        --data DIR` and `paidan log verify DIR/log` read. DIR/report.html shows the figures, DIR/report.json has them \
        for programs, DIR/blemishes.csv what is wrong with the record, row by row, and DIR/policy.yaml the rules that \
        held: the profile, and a category for each of the record's.

        A mapping says which columns are what; schemas/mapping describes it. These ship: \(names). --agents names \
        people in YAML, in place of what is inferred of them: `agents: [{code: lin, capacity: 3, skills: [...], days: \
        [monday, ...], hours: ["09:00-18:00"]}]`.

        WHAT A RECORD LACKS IS INFERRED
        People are whoever took or resolved a case; each can take what they took once. They are on line from the first \
        to the last thing that they did on a day, and the median pause between two things before and after. Their \
        capacity is the most that they had at once. A case takes as long as people had it; where that is not told, the \
        median of its kind. Whoever is offered a ticket accepts it at once.

        MEASURES
        Measured are the cases of which the record says who took them and when. Waiting is from asking to the offer; \
        in the record, to being taken. On time is within the policy's time for a first contact. Load is what people on \
        line have open, at the moments when cases come: its standard deviation and Gini's coefficient. Scores are \
        those of all tickets that came within five minutes, beside the best assignment of the same tickets at once. \
        Round robin and fewest open have the same people, shifts and queue. The first run is the record itself; each \
        further seed moves arrivals by up to ten minutes and draws services anew, and intervals are of 95%.
        """
    }
}
