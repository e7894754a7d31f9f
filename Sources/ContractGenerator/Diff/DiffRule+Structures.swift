/// The rules over objects, arrays and composition.
extension DiffRule {
    var structures: Facts? {
        switch self {
        case .requiredPropertyAdded:
            .narrowing("A property is new and required.")
        case .propertyAdded:
            .always(.info, "An optional property is new; clients ignore members that they do not know.")
        case .closedPropertyAdded:
            .either(
                .info,
                .warning,
                "A property is new in an object that promised to have no others.",
                "Clients that refuse unknown members must be told; leave objects in responses open to spare them that."
            )
        case .propertyRemoved:
            .always(
                .warning,
                "An optional property is gone: what clients send is ignored, what they look for is missing.",
                "Keep it, deprecated, as long as it has a meaning for clients."
            )
        case .propertyRefused:
            .either(
                .error,
                .warning,
                "A property is gone and the object allows no others.",
                "Keep the property, deprecated, or let the object be open."
            )
        case .requiredPropertyRemoved:
            .either(.warning, .error, "A property that was always there is gone.", "Keep it until no client reads it.")
        case .propertyBecameRequired:
            .narrowing("A property that could be left out is required.")
        case .propertyBecameOptional:
            .widening("A property that was always there may be left out.")
        case .additionalPropertiesClosed:
            .narrowing(
                """
                Members without a declaration are no longer allowed: `additionalProperties` or \
                `unevaluatedProperties` is false.
                """
            )
        case .additionalPropertiesOpened:
            .either(
                .info,
                .warning,
                "Members without a declaration are allowed, in an object that promised to have none.",
                "Clients that refuse unknown members must be told."
            )
        case .propertyCountNarrowed:
            .narrowing("A bound of the number of members is tighter: `minProperties`, `maxProperties`.")
        case .propertyCountWidened:
            .widening("A bound of the number of members is looser.")
        case .patternPropertyAdded:
            .always(
                .warning,
                """
                Members whose names match a pattern have a schema of their own; whether that allows more or less \
                cannot be told.
                """,
                "Compare the two by hand."
            )
        case .patternPropertyRemoved:
            .always(
                .warning,
                "Members whose names match a pattern no longer have a schema of their own.",
                "Compare the two by hand."
            )
        case .dependencyAdded:
            .narrowing("A member asks for others: `dependentRequired`, `dependentSchemas`.")
        case .dependencyRemoved:
            .widening("A member no longer asks for others.")
        case .itemsClosed:
            .narrowing("Elements after the first ones are no longer allowed: `items` or `unevaluatedItems` is false.")
        case .itemsOpened:
            .widening("Elements after the first ones are allowed.")
        case .itemCountNarrowed:
            .narrowing("A bound of the number of elements is tighter: `minItems`, `maxItems`.")
        case .itemCountWidened:
            .widening("A bound of the number of elements is looser.")
        case .uniqueItemsAdded:
            .narrowing("Elements must now differ from each other.")
        case .uniqueItemsRemoved:
            .widening("Elements may now be equal.")
        case .containsAdded:
            .narrowing("An array must hold an element of some kind.")
        case .containsRemoved:
            .widening("An array need no longer hold an element of some kind.")
        case .containsCountNarrowed:
            .narrowing("A bound of the number of matching elements is tighter: `minContains`, `maxContains`.")
        case .containsCountWidened:
            .widening("A bound of the number of matching elements is looser.")
        case .alternativeAdded:
            .widening("`anyOf` or `oneOf` has a new branch.")
        case .alternativeRemoved:
            .narrowing("`anyOf` or `oneOf` lost a branch.")
        case .alternativesAdded:
            .narrowing("The value must also match one of several schemas.")
        case .alternativesRemoved:
            .widening("The value need no longer match one of several schemas.")
        case .anyOfBecameOneOf:
            .narrowing("A value may no longer match several branches at once.")
        case .oneOfBecameAnyOf:
            .widening("A value may now match several branches at once.")
        case .notAdded:
            .narrowing("Values of some kind are excluded.")
        case .notRemoved:
            .widening("Values of some kind are no longer excluded.")
        case .conditionAdded:
            .narrowing("What holds now depends on `if`.")
        case .conditionRemoved:
            .widening("What holds no longer depends on `if`.")
        case .conditionChanged:
            .always(
                .warning,
                "`if` is another condition; whether more or less is allowed cannot be told.",
                "Compare the two by hand."
            )
        case .discriminatorChanged:
            .always(
                .warning,
                "Another member tells the branches apart: generated clients look for it.",
                "Keep the old member."
            )
        case .comparisonIncomplete:
            .always(
                .error,
                "The schemas are too entangled to be compared to the end.",
                "Compare the rest by hand, or give the schemas fewer combinations."
            )
        default: nil
        }
    }
}
