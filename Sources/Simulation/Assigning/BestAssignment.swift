/// The assignment problem, exactly: each row gets a column of its own so that the values together are the greatest.
///
/// Shortest augmenting paths with potentials, after Kuhn (1955) and Munkres (1957), in the form that Jonker and
/// Volgenant (1987) describe: O(rows² · columns).
package enum BestAssignment {
    /// - Parameters:
    ///   - rows: how many.
    ///   - columns: how many; not fewer than rows.
    ///   - cost: of giving a row a column.
    /// - Returns: for each row its column; the sum of the costs is the least that there is.
    package static func cheapest(rows: Int, columns: Int, cost: (_ row: Int, _ column: Int) -> Int64) -> [Int] {
        precondition(rows <= columns, "each row has a column of its own")
        let far = Int64.max / 4
        // Rows and columns count from 1; column 0 is where a row begins to look for its own.
        var rowPotential = [Int64](repeating: 0, count: rows + 1)
        var columnPotential = [Int64](repeating: 0, count: columns + 1)
        var rowOf = [Int](repeating: 0, count: columns + 1)
        var before = [Int](repeating: 0, count: columns + 1)
        for row in 0..<rows {
            rowOf[0] = row + 1
            var column = 0
            var least = [Int64](repeating: far, count: columns + 1)
            var isDone = [Bool](repeating: false, count: columns + 1)
            repeat {
                isDone[column] = true
                let current = rowOf[column]
                var (step, next) = (far, 0)
                for other in 1...columns where !isDone[other] {
                    let reduced = cost(current - 1, other - 1) - rowPotential[current] - columnPotential[other]
                    if reduced < least[other] { (least[other], before[other]) = (reduced, column) }
                    if least[other] < step { (step, next) = (least[other], other) }
                }
                for other in 0...columns {
                    if isDone[other] {
                        rowPotential[rowOf[other]] += step
                        columnPotential[other] -= step
                    } else {
                        least[other] -= step
                    }
                }
                column = next
            } while rowOf[column] != 0
            while column != 0 {
                let previous = before[column]
                rowOf[column] = rowOf[previous]
                column = previous
            }
        }
        var chosen = [Int](repeating: 0, count: rows)
        for column in 1...max(columns, 1) where column <= columns && rowOf[column] > 0 {
            chosen[rowOf[column] - 1] = column - 1
        }
        return chosen
    }
}
