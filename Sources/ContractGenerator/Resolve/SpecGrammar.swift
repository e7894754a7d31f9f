/// Which members the objects of OpenAPI 3.1.1 have, our extensions (`x-…`) included.
package enum SpecGrammar {
    package static func shape(of kind: SpecKind) -> SpecShape {
        shapes[kind] ?? SpecShape(members: [:])
    }

    private static let shapes: [SpecKind: SpecShape] = {
        var shapes: [SpecKind: SpecShape] = [:]
        for kind in SpecKind.allCases { shapes[kind] = make(kind) }
        return shapes
    }()

    private static func make(_ kind: SpecKind) -> SpecShape {
        switch kind {
        case .document: document
        case .info: info
        case .contact: SpecShape(members: ["name": .text, "url": .text, "email": .text])
        case .license: SpecShape(members: ["name": .text, "identifier": .text, "url": .text], required: ["name"])
        case .server: server
        case .serverVariable: serverVariable
        case .components: components
        case .paths: SpecShape(members: [:], others: .of(.pathItem))
        case .pathItem: pathItem
        case .operation: operation
        case .externalDocumentation: SpecShape(members: ["description": .text, "url": .text], required: ["url"])
        case .parameter: parameter
        case .header: header
        case .requestBody: requestBody
        case .mediaType: mediaType
        case .encoding: encoding
        case .responses: SpecShape(members: [:], others: .of(.response))
        case .response: response
        case .callback: SpecShape(members: [:], others: .of(.pathItem))
        case .example:
            SpecShape(members: ["summary": .text, "description": .text, "value": .any, "externalValue": .text])
        case .link: link
        case .tag: tag
        case .securityScheme: securityScheme
        case .securityRequirement: SpecShape(members: [:], others: .list(.text))
        case .schema: schema
        case .discriminator:
            SpecShape(members: ["propertyName": .text, "mapping": .map(.text)], required: ["propertyName"])
        case .xml: xml
        }
    }

    private static var document: SpecShape {
        let members: [String: SpecForm] = [
            "openapi": .text, "info": .of(.info), "jsonSchemaDialect": .text, "servers": .list(.of(.server)),
            "paths": .of(.paths), "webhooks": .map(.of(.pathItem)), "components": .of(.components),
            "security": .list(.of(.securityRequirement)), "tags": .list(.of(.tag)),
            "externalDocs": .of(.externalDocumentation),
        ]
        return SpecShape(members: members, required: ["openapi", "info", "paths"])
    }

    private static var info: SpecShape {
        let members: [String: SpecForm] = [
            "title": .text, "summary": .text, "description": .text, "termsOfService": .text, "contact": .of(.contact),
            "license": .of(.license), "version": .text,
        ]
        return SpecShape(members: members, required: ["title", "version"])
    }

    private static var server: SpecShape {
        let members: [String: SpecForm] = [
            "url": .text, "description": .text, "variables": .map(.of(.serverVariable)),
        ]
        return SpecShape(members: members, required: ["url"])
    }

    private static var serverVariable: SpecShape {
        SpecShape(members: ["enum": .list(.text), "default": .text, "description": .text], required: ["default"])
    }

    private static var components: SpecShape {
        let members: [String: SpecForm] = [
            "schemas": .map(.of(.schema)), "responses": .map(.of(.response)), "parameters": .map(.of(.parameter)),
            "examples": .map(.of(.example)), "requestBodies": .map(.of(.requestBody)), "headers": .map(.of(.header)),
            "securitySchemes": .map(.of(.securityScheme)), "links": .map(.of(.link)),
            "callbacks": .map(.of(.callback)), "pathItems": .map(.of(.pathItem)),
        ]
        return SpecShape(members: members)
    }

    /// The members of a path item that are operations, in the order of the specification.
    package static let methods: [String] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    private static var pathItem: SpecShape {
        var members: [String: SpecForm] = [
            "$ref": .text, "summary": .text, "description": .text, "servers": .list(.of(.server)),
            "parameters": .list(.of(.parameter)), "x-optional-trailing-slash": .flag,
        ]
        for method in methods { members[method] = .of(.operation) }
        return SpecShape(members: members)
    }

    private static var operation: SpecShape {
        let members: [String: SpecForm] = [
            "tags": .list(.text), "summary": .text, "description": .text, "externalDocs": .of(.externalDocumentation),
            "operationId": .text, "parameters": .list(.of(.parameter)), "requestBody": .of(.requestBody),
            "responses": .of(.responses), "callbacks": .map(.of(.callback)), "deprecated": .flag,
            "security": .list(.of(.securityRequirement)), "servers": .list(.of(.server)), "x-max-body-bytes": .count,
            "x-keep-raw-body": .flag, "x-max-depth": .count, "x-max-response-bytes": .count, "x-swift-name": .text,
            "x-rate-limit": .choice(Operation.rateLimits),
        ]
        return SpecShape(members: members, required: ["responses"])
    }

    private static var parameter: SpecShape {
        let members: [String: SpecForm] = [
            "name": .text, "in": .choice(["path", "query", "header", "cookie"]), "description": .text,
            "required": .flag, "deprecated": .flag, "allowEmptyValue": .flag, "style": .text, "explode": .flag,
            "allowReserved": .flag, "schema": .of(.schema), "example": .any, "examples": .map(.of(.example)),
            "content": .map(.of(.mediaType)), "x-swift-name": .text,
        ]
        return SpecShape(members: members, required: ["name", "in"])
    }

    private static var header: SpecShape {
        let members: [String: SpecForm] = [
            "description": .text, "required": .flag, "deprecated": .flag, "style": .choice(["simple"]),
            "explode": .flag, "schema": .of(.schema), "example": .any, "examples": .map(.of(.example)),
            "content": .map(.of(.mediaType)), "x-swift-name": .text,
        ]
        return SpecShape(members: members)
    }

    private static var requestBody: SpecShape {
        SpecShape(
            members: ["description": .text, "content": .map(.of(.mediaType)), "required": .flag],
            required: ["content"]
        )
    }

    private static var mediaType: SpecShape {
        let members: [String: SpecForm] = [
            "schema": .of(.schema), "example": .any, "examples": .map(.of(.example)), "encoding": .map(.of(.encoding)),
        ]
        return SpecShape(members: members)
    }

    private static var encoding: SpecShape {
        let members: [String: SpecForm] = [
            "contentType": .text, "headers": .map(.of(.header)), "style": .text, "explode": .flag,
            "allowReserved": .flag,
        ]
        return SpecShape(members: members)
    }

    private static var response: SpecShape {
        let members: [String: SpecForm] = [
            "description": .text, "headers": .map(.of(.header)), "content": .map(.of(.mediaType)),
            "links": .map(.of(.link)), "x-swift-name": .text,
        ]
        return SpecShape(members: members, required: ["description"])
    }

    private static var link: SpecShape {
        let members: [String: SpecForm] = [
            "operationRef": .text, "operationId": .text, "parameters": .map(.any), "requestBody": .any,
            "description": .text, "server": .of(.server),
        ]
        return SpecShape(members: members)
    }

    private static var tag: SpecShape {
        let members: [String: SpecForm] = [
            "name": .text, "description": .text, "externalDocs": .of(.externalDocumentation),
        ]
        return SpecShape(members: members, required: ["name"])
    }

    private static var securityScheme: SpecShape {
        let members: [String: SpecForm] = [
            "type": .choice(["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]), "description": .text,
            "name": .text, "in": .choice(["query", "header", "cookie"]), "scheme": .text, "bearerFormat": .text,
            "flows": .any, "openIdConnectUrl": .text, "x-authorization-scheme": .text,
            "x-unauthorized-status": .count,
        ]
        return SpecShape(members: members, required: ["type"])
    }

    private static var xml: SpecShape {
        let members: [String: SpecForm] = [
            "name": .text, "namespace": .text, "prefix": .text, "attribute": .flag, "wrapped": .flag,
        ]
        return SpecShape(members: members)
    }
}
