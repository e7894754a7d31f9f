extension LintRule {
    /// Why a rule is there.
    package enum Kind: String, Sendable {
        /// Without it no right code comes out of a document, be it one that we serve or one that we call.
        case generator
        /// The house's wishes for the contract that it serves: words, examples, statuses, limits, no contradictions.
        case style
    }

    /// The facts of a rule beside its name.
    struct Entry: Sendable {
        /// The language of an example, as Markdown names it.
        enum Language: String, Sendable { case json, text, yaml }

        let kind: Kind
        let severity: Diagnostic.Severity
        /// The fault that the rule finds, and why that is a fault, in Markdown.
        let meaning: String
        let language: Language
        /// The smallest part of a specification that breaks the rule.
        let example: String
        /// How the fault is mended, in Markdown.
        let fix: String

        init(
            _ kind: Kind,
            _ severity: Diagnostic.Severity,
            _ meaning: String,
            language: Language,
            example: String,
            fix: String
        ) {
            self.kind = kind
            self.severity = severity
            self.meaning = meaning
            self.language = language
            self.example = example
            self.fix = fix
        }
    }

    package var kind: Kind { entry.kind }
    package var severity: Diagnostic.Severity { entry.severity }

    /// The entries stand by subject in the files beside this one.
    var entry: Entry {
        switch self {
        case .ambiguousRoute: .ambiguousRoute
        case .atMostOne: .atMostOne
        case .bodyNotAllowed: .bodyNotAllowed
        case .byteOrderMark: .byteOrderMark
        case .closedComposition: .closedComposition
        case .conflictingExamples: .conflictingExamples
        case .defaultResponse: .defaultResponse
        case .duplicateAnchor: .duplicateAnchor
        case .duplicateID: .duplicateID
        case .duplicateMember: .duplicateMember
        case .duplicateOperationID: .duplicateOperationID
        case .duplicateParameter: .duplicateParameter
        case .duplicateValue: .duplicateValue
        case .emptyFile: .emptyFile
        case .emptyList: .emptyList
        case .endlessReference: .endlessReference
        case .errorWithoutProblem: .errorWithoutProblem
        case .fileTooLarge: .fileTooLarge
        case .impossibleRange: .impossibleRange
        case .impossibleRequired: .impossibleRequired
        case .impossibleValue: .impossibleValue
        case .ineffectiveKeyword: .ineffectiveKeyword
        case .integerRange: .integerRange
        case .invalidDefault: .invalidDefault
        case .invalidHeader: .invalidHeader
        case .invalidID: .invalidID
        case .invalidOperationID: .invalidOperationID
        case .invalidPath: .invalidPath
        case .invalidPattern: .invalidPattern
        case .invalidStatus: .invalidStatus
        case .invalidSwiftName: .invalidSwiftName
        case .invalidUTF8: .invalidUTF8
        case .invalidValue: .invalidValue
        case .missingBodyLimit: .missingBodyLimit
        case .missingDescription: .missingDescription
        case .missingDocument: .missingDocument
        case .missingExample: .missingExample
        case .missingMember: .missingMember
        case .missingOperationID: .missingOperationID
        case .missingStatus: .missingStatus
        case .missingSuccess: .missingSuccess
        case .missingSummary: .missingSummary
        case .notJSON: .notJSON
        case .nulInName: .nulInName
        case .nullRefused: .nullRefused
        case .numberOutOfRange: .numberOutOfRange
        case .optionalPathParameter: .optionalPathParameter
        case .outputNameCollision: .outputNameCollision
        case .reservedParameter: .reservedParameter
        case .syntax: .syntax
        case .tooDeep: .tooDeep
        case .tooManyRoles: .tooManyRoles
        case .unboundedInteger: .unboundedInteger
        case .undeclaredParameter: .undeclaredParameter
        case .undeclaredTag: .undeclaredTag
        case .unknownExtension: .unknownExtension
        case .unknownFormat: .unknownFormat
        case .unknownKeyword: .unknownKeyword
        case .unknownLinkParameter: .unknownLinkParameter
        case .unknownOperation: .unknownOperation
        case .unknownSecurityScheme: .unknownSecurityScheme
        case .unknownType: .unknownType
        case .unreachableStatus: .unreachableStatus
        case .unresolvedReference: .unresolvedReference
        case .unsupportedKeyword: .unsupportedKeyword
        case .unsupportedMediaType: .unsupportedMediaType
        case .unsupportedParameter: .unsupportedParameter
        case .unsupportedPattern: .unsupportedPattern
        case .unsupportedSecurityScheme: .unsupportedSecurityScheme
        case .unsupportedVersion: .unsupportedVersion
        case .unusedComponent: .unusedComponent
        case .unusedFile: .unusedFile
        case .unusedParameter: .unusedParameter
        case .wrongReference: .wrongReference
        case .wrongType: .wrongType
        }
    }
}
