internal import PaidanBench

@main
struct Main {
    static func main() { Bench.main() }
}
