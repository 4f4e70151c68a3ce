internal import PaidanBench

@main
struct Main {
    static func main() async { await Bench.main() }
}
