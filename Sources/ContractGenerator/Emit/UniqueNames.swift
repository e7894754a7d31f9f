/// Swift names of one declaration's parts, each of them once.
struct UniqueNames {
    private var taken: Set<String>

    /// `taken` are names that the declaration has already.
    init(taken: Set<String>) {
        // A parameter of this name would hide the value that an initialiser makes, back-ticks or not.
        self.taken = taken.union(["self"])
    }

    /// The name in lower camel case for a text of the contract, with "_" behind it until it is free.
    mutating func take(_ text: String) -> String {
        var name: String = SchemaNames.lowerCamel(text)
        while !taken.insert(name).inserted { name += "_" }
        return name
    }
}
