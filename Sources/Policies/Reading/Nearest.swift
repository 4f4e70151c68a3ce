/// The name that somebody may have meant; nil if none is near. Cost: the product of the lengths, for each name.
func nearest(_ word: String, of names: [String]) -> String? {
    guard word.count <= PolicyLimits.nameBytesMax else { return nil }
    let lowercased = word.lowercased()
    // Two letters exchanged are two changes; in a short word that would be half of it.
    let limit = word.count < 5 ? 1 : max(2, word.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
        let distance = distance(Array(lowercased), Array(name.lowercased()))
        if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

/// How many characters have to be put in, taken out or exchanged (Levenshtein).
private func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
        var corner = row[0]
        row[0] = line + 1
        for (column, other) in right.enumerated() {
            let exchanged = corner + (character == other ? 0 : 1)
            corner = row[column + 1]
            row[column + 1] = min(exchanged, row[column] + 1, corner + 1)
        }
    }
    return row[right.count]
}
