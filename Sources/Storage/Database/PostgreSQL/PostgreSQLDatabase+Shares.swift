extension PostgreSQLDatabase.Options {
    /// Connections of all loops together.
    package func connections(ofLoops loops: Int, hasWork: Bool) -> Int {
        (poolSize ?? max(8, 2 * loops) + (hasWork ? 4 : 0)) + poolOverflow
    }

    /// The connections of each loop, the work loop's last where there is one: a third for that, and the only one where
    /// there is one; 0 for those that they do not go round to.
    func shares(loops: Int, hasWork: Bool) -> [Int] {
        let all = connections(ofLoops: loops, hasWork: hasWork)
        let work = hasWork ? max(1, all / 3) : 0
        // The first ones get what is left over.
        let shares = (0..<loops).map { (all - work) / loops + ($0 < (all - work) % loops ? 1 : 0) }
        return hasWork ? shares + [work] : shares
    }
}
