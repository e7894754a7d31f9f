/// Swift names of one declaration's parts, each of them once.
struct UniqueNames {
    private var taken: Set<String>

    /// `taken` are names that the declaration has already.
    init(taken: Set<String>) {
        // A parameter of this name would hide the value that an initialiser makes, back-ticks or not.
        self.taken = taken.union(["self"])
    }

    /// The name in lower camel case for a text of the contract; where that is taken, with a number behind it.
    ///
    /// - Parameter suffix: the name with this behind it is taken with it.
    mutating func take(_ text: String, suffix: String = "") -> String {
        let wanted = SchemaNames.lowerCamel(text)
        var name = wanted
        var count = 2
        while !taken.isDisjoint(with: [name, name + suffix]) {
            name = wanted + String(count)
            count += 1
        }
        taken.formUnion([name, name + suffix])
        return name
    }
}
