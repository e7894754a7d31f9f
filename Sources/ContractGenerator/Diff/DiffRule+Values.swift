/// The rules over types, lists of values, numbers and strings.
extension DiffRule {
    var values: Facts? {
        switch self {
        case .typeChanged:
            .always(
                .error,
                "The type is another one: old values are refused, and new ones unknown.",
                "Add a property or an operation with the other type and keep this one."
            )
        case .typeNarrowed:
            .narrowing("A type is no longer allowed, or was none given before.")
        case .typeWidened:
            .widening("A further type is allowed, or none is given any more.")
        case .nullRemoved:
            .narrowing("The value may no longer be null.")
        case .nullAdded:
            .widening("The value may now be null.")
        case .enumAdded:
            .narrowing("Any value was allowed, now only those of a list.")
        case .enumRemoved:
            .widening("Only values of a list were allowed, now any.")
        case .enumValueRemoved:
            .narrowing("A value of the list is no longer allowed.")
        case .enumValueAdded:
            .widening("The list has a new value.")
        case .constAdded:
            .narrowing("Any value was allowed, now exactly one.")
        case .constRemoved:
            .widening("Exactly one value was allowed, now any.")
        case .constChanged:
            .always(
                .error,
                "The only allowed value is another one.",
                "Keep the old value allowed, or offer a new operation beside this one."
            )
        case .valueRefused:
            .narrowing("Any value was allowed here, now none (`false`).")
        case .valueAllowed:
            .widening("No value was allowed here (`false`), now some are.")
        case .defaultChanged:
            .either(
                .warning,
                .info,
                "What is left out means something else.",
                "Keep the default; clients that rely on it do not say so."
            )
        case .rangeNarrowed:
            .narrowing("A bound of numbers is tighter: `minimum`, `exclusiveMinimum`, `maximum`, `exclusiveMaximum`.")
        case .rangeWidened:
            .widening("A bound of numbers is looser.")
        case .multipleOfNarrowed:
            .narrowing("Numbers must be multiples of more than before.")
        case .multipleOfWidened:
            .widening("Numbers need to be multiples of less than before.")
        case .multipleOfChanged:
            .always(
                .error,
                "Numbers must be multiples of something that neither divides the old divisor nor is divided by it.",
                "Keep the old divisor."
            )
        case .lengthNarrowed:
            .narrowing("A bound of the length of strings is tighter: `minLength`, `maxLength`.")
        case .lengthWidened:
            .widening("A bound of the length of strings is looser.")
        case .patternAdded:
            .narrowing("Strings must match a pattern that they did not need to match.")
        case .patternRemoved:
            .widening("Strings need no longer match a pattern.")
        case .patternChanged:
            .always(
                .warning,
                "A pattern is another one; whether it allows more or less cannot be told.",
                "Compare the two by hand."
            )
        case .formatAdded:
            .narrowing("Values must have a format that they did not need to have.")
        case .formatRemoved:
            .widening("Values need no longer have a format.")
        case .formatNarrowed:
            .narrowing("The format is a part of the old one, such as `int32` of `int64`.")
        case .formatWidened:
            .widening("The format includes the old one, such as `uri-reference` does `uri`.")
        case .formatChanged:
            .always(.error, "The format is another one.", "Add a property with the other format and keep this one.")
        case .contentEncodingChanged:
            .always(
                .error,
                "The content of a string is encoded in another way: `contentEncoding`, `contentMediaType`.",
                "Add a property with the other encoding and keep this one."
            )
        default: nil
        }
    }
}
