import ContractGenerator
import Platform

/// A parsed command line.
enum Command {
    case generate(api: String, output: String, tests: Bool)
    case generateClient(api: String, output: String)
    case lint(api: String, profile: LintProfile)
    case rules(output: String?)
    case schemaSuite(suite: String, remotes: String?, metaschemas: String?, output: String)
    case bundle(api: String, output: String?)
    case docs(api: String, output: String?)
    case typescript(api: String, output: String)
    case diff(DiffCommand)
    case version
    case help

    static let release = "1.0.0"

    static let usage = """
        contract-generator: turns OpenAPI 3.1 into Swift

          generate --api DIR --output DIR [--tests]   write Swift for the specification in DIR; with --tests, its tests
          generate --client --api DIR --output DIR    write a Swift client of the service that DIR describes
          schema-suite DIR [--remotes DIR] [--metaschemas DIR] --output DIR
                                                      write Swift validators for a folder of JSON Schema tests
          lint DIR [--service]                        say what is wrong with the specification in DIR; with --service, what
                                                      hinders the generator: the document of a service that we call
          rules [--output FILE]                       write what the linter's rules are, as Markdown
          bundle DIR [--output FILE]                  write the specification as one document
          docs --api DIR [--output FILE]              write the specification as one HTML page
          typescript --api DIR --output DIR           write a TypeScript client for the specification in DIR
          diff OLD NEW [--fail-on ERR|WARN|INFO]      say what clients of OLD notice when NEW is served; each is a folder
                                                      or a bundle, and 1 means: something as severe as --fail-on (ERR)
          version                                     print the version
          help                                        print this

        Exit status: 0 done, 1 the specification or a file is at fault, 2 the command line is.

        """

    init(_ arguments: Arguments) throws(ArgumentFault) {
        var arguments = arguments
        guard let name = arguments.next() else { throw ArgumentFault("a command is missing") }
        switch name {
        case "generate":
            let api = try arguments.value(of: "--api")
            let output = try arguments.value(of: "--output")
            let tests = arguments.flag("--tests")
            let client = arguments.flag("--client")
            guard let api else { throw ArgumentFault("generate needs --api DIR") }
            guard let output else { throw ArgumentFault("generate needs --output DIR") }
            guard !(tests && client) else { throw ArgumentFault("generate takes --tests or --client") }
            if client {
                self = .generateClient(api: api, output: output)
            } else {
                self = .generate(api: api, output: output, tests: tests)
            }
        case "schema-suite":
            let remotes = try arguments.value(of: "--remotes")
            let metaschemas = try arguments.value(of: "--metaschemas")
            let output = try arguments.value(of: "--output")
            guard let suite = arguments.next() else { throw ArgumentFault("schema-suite needs the folder of a suite") }
            guard let output else { throw ArgumentFault("schema-suite needs --output DIR") }
            self = .schemaSuite(suite: suite, remotes: remotes, metaschemas: metaschemas, output: output)
        case "lint":
            let isService = arguments.flag("--service")
            guard let api = arguments.next() else { throw ArgumentFault("lint needs the folder of a specification") }
            self = .lint(api: api, profile: isService ? .service : .contract)
        case "rules": self = .rules(output: try arguments.value(of: "--output"))
        case "bundle":
            let output = try arguments.value(of: "--output")
            guard let api = arguments.next() else { throw ArgumentFault("bundle needs the folder of a specification") }
            self = .bundle(api: api, output: output)
        case "docs":
            let api = try arguments.value(of: "--api")
            let output = try arguments.value(of: "--output")
            guard let api else { throw ArgumentFault("docs needs --api DIR") }
            self = .docs(api: api, output: output)
        case "typescript":
            let api = try arguments.value(of: "--api")
            let output = try arguments.value(of: "--output")
            guard let api else { throw ArgumentFault("typescript needs --api DIR") }
            guard let output else { throw ArgumentFault("typescript needs --output DIR") }
            self = .typescript(api: api, output: output)
        case "diff": self = .diff(try DiffCommand(&arguments))
        case "version", "--version": self = .version
        case "help", "--help", "-h": self = .help
        default: throw ArgumentFault("there is no command \"\(name)\"")
        }
        try arguments.end()
    }

    func run() throws(Failure) {
        switch self {
        case .generate(let api, let output, let tests):
            let result = Generator().generate(try Files.specification(in: api), tests: tests)
            try Self.report(result.diagnostics, api: api)
            for file in result.files { try Files.write(file.text, to: output + "/" + file.name) }
        case .generateClient(let api, let output):
            let result = Generator().generateClient(try Files.specification(in: api))
            try Self.report(result.diagnostics, api: api)
            for file in result.files { try Files.write(file.text, to: output + "/" + file.name) }
        case .schemaSuite(let suite, let remotes, let metaschemas, let output):
            let documents = try SchemaSuite.documents(remotes: remotes, metaschemas: metaschemas)
            try SchemaSuite.write(suite: suite, documents: documents, output: output)
        case .lint(let api, let profile):
            _ = try Self.analyse(api, profile)
        case .rules(let output):
            let page = RulesPage.markdown()
            if let output { try Files.write(page, to: output) } else { Terminal.print(page, terminator: "") }
        case .bundle(let api, let output):
            let document = Bundle.document(try Self.analyse(api).registry)
            if let output { try Files.write(document, to: output) } else { Terminal.print(document, terminator: "") }
        case .docs(let api, let output):
            let analysis = try Self.analyse(api)
            let page = DocumentationPage.html(analysis.contract, analysis.registry)
            if let output { try Files.write(page, to: output) } else { Terminal.print(page, terminator: "") }
        case .typescript(let api, let output):
            let result = TypeScriptGenerator().generate(try Files.specification(in: api))
            try Self.report(result.diagnostics, api: api)
            for file in result.files { try Files.write(file.text, to: output + "/" + file.name) }
        case .diff(let command): try command.run()
        case .version: Terminal.print("contract-generator \(Self.release)")
        case .help: Terminal.print(Self.usage, terminator: "")
        }
    }

    private static func analyse(
        _ api: String,
        _ profile: LintProfile = .contract
    ) throws(Failure) -> Analysis {
        let (analysis, diagnostics) = Analysis.of(try Files.specification(in: api), profile: profile)
        try report(diagnostics, api: api)
        guard let analysis else { throw .diagnosed }
        return analysis
    }

    /// Prints the diagnostics, at most 200; throws where one is an error.
    private static func report(_ diagnostics: [Diagnostic], api: String) throws(Failure) {
        let shown = diagnostics.prefix(200)
        for diagnostic in shown { Terminal.complain(DiagnosticRenderer.render(diagnostic, folder: api)) }
        if diagnostics.count > shown.count { Terminal.complain("… and \(diagnostics.count - shown.count) more") }
        if diagnostics.contains(where: { $0.severity == .error }) { throw .diagnosed }
    }
}
