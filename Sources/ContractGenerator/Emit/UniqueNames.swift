/// Swift names of one declaration's parts, each of them once.
struct UniqueNames {
    private var taken: Set<String>

    /// `taken` are names that the declaration has already.
    init(taken: Set<String>) {
        // A parameter of this name would hide the value that an initialiser makes, back-ticks or not.
        self.taken = taken.union(["self"])
    }

    /// The name in lower camel case for a text of the contract; where that is taken, with a number behind it.
    mutating func take(_ text: String) -> String {
        let wanted = SchemaNames.lowerCamel(text)
        var name = wanted
        var count = 2
        while !taken.insert(name).inserted {
            name = wanted + String(count)
            count += 1
        }
        return name
    }
}
