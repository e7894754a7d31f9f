extension DiffCase {
    private static let query: String = #""name": "q", "in": "query", "schema": {"type": "string"}"#
    private static let json: String = #""content": {"application/json": {"schema": {"type": "object"}}}"#

    /// Operations, parameters and request bodies.
    static let operations: [DiffCase] = [
        operation(#""operationId": "a", "summary": "A""#, #""operationId": "a", "summary": "B", "tags": ["x"]"#, ""),
        operation(#""operationId": "a""#, #""operationId": "b""#, "WARN operation-id-changed"),
        operation("", #""deprecated": true"#, "INFO deprecated"),
        operation(#""deprecated": true"#, "", "INFO undeprecated"),
        operation("", #""servers": [{"url": "https://b"}]"#, "INFO server-added, WARN server-removed"),
        operation(#""servers": [{"url": "https://a/"}]"#, #""servers": [{"url": "https://a"}]"#, ""),
        operation("", #""parameters": [{\#(query)}]"#, "INFO optional-parameter-added"),
        operation("", #""parameters": [{\#(query), "required": true}]"#, "ERR required-parameter-added"),
        operation(#""parameters": [{\#(query)}]"#, "", "WARN parameter-removed"),
        operation(
            #""parameters": [{\#(query)}]"#,
            #""parameters": [{\#(query), "required": true}]"#,
            "ERR parameter-became-required"
        ),
        operation(
            #""parameters": [{\#(query), "required": true}]"#,
            #""parameters": [{\#(query)}]"#,
            "INFO parameter-became-optional"
        ),
        operation(
            #""parameters": [{\#(query)}]"#,
            #""parameters": [{"name": "q", "in": "header", "schema": {"type": "string"}}]"#,
            "ERR parameter-moved"
        ),
        operation(
            #""parameters": [{"name": "X-A", "in": "header", "schema": {"type": "string"}}]"#,
            #""parameters": [{"name": "x-a", "in": "header", "schema": {"type": "string"}}]"#,
            ""
        ),
        operation(
            #""parameters": [{\#(query)}]"#,
            #""parameters": [{\#(query), "style": "form", "explode": true}]"#,
            ""
        ),
        operation(
            #""parameters": [{\#(query)}]"#,
            #""parameters": [{\#(query), "explode": false}]"#,
            "ERR parameter-style-changed"
        ),
        operation(
            #""parameters": [{\#(query), "allowEmptyValue": true}]"#,
            #""parameters": [{\#(query)}]"#,
            "ERR parameter-style-changed"
        ),
        operation(
            #""parameters": [{\#(query)}]"#,
            #""parameters": [{"name": "q", "in": "query", \#(json)}]"#,
            "ERR parameter-style-changed"
        ),
        operation(
            #""parameters": [{\#(query)}]"#,
            #""parameters": [{"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 5}}]"#,
            "ERR length-narrowed"
        ),
        operation(
            #""parameters": [{"name": "q", "in": "query", "schema": {"type": "integer", "default": 1}}]"#,
            #""parameters": [{"name": "q", "in": "query", "schema": {"type": "integer", "default": 2}}]"#,
            "WARN default-changed"
        ),
        operation("", #""requestBody": {\#(json)}"#, "INFO optional-body-added"),
        operation("", #""requestBody": {"required": true, \#(json)}"#, "ERR required-body-added"),
        operation(#""requestBody": {\#(json)}"#, "", "ERR body-removed"),
        operation(
            #""requestBody": {\#(json)}"#,
            #""requestBody": {"required": true, \#(json)}"#,
            "ERR body-became-required"
        ),
        operation(
            #""requestBody": {"required": true, \#(json)}"#,
            #""requestBody": {\#(json)}"#,
            "INFO body-became-optional"
        ),
        operation(
            #""requestBody": {\#(json)}, "x-max-body-bytes": 100"#,
            #""requestBody": {\#(json)}, "x-max-body-bytes": 99"#,
            "ERR body-limit-lowered"
        ),
        operation(
            #""requestBody": {\#(json)}, "x-max-body-bytes": 100"#,
            #""requestBody": {\#(json)}"#,
            "INFO body-limit-raised"
        ),
        operation(
            #""requestBody": {\#(json)}"#,
            #""requestBody": {\#(json)}, "x-max-depth": 63"#,
            "ERR depth-limit-lowered"
        ),
        operation(
            #""requestBody": {\#(json)}"#,
            #""requestBody": {\#(json)}, "x-max-depth": 256"#,
            "INFO depth-limit-raised"
        ),
        operation(
            #""requestBody": {"content": {"application/json": {}, "text/plain": {}}}"#,
            #""requestBody": {"content": {"Application/JSON": {}}}"#,
            "ERR media-type-removed"
        ),
        operation(
            #""requestBody": {"content": {"application/json": {}}}"#,
            #""requestBody": {"content": {"application/json": {}, "text/plain": {}}}"#,
            "INFO media-type-added"
        ),
        operation(
            #""requestBody": {"content": {"text/plain": {"schema": {"maxLength": 3}}}}"#,
            #""requestBody": {"content": {"text/*": {"schema": {"maxLength": 4}}}}"#,
            "INFO length-widened"
        ),
    ]

    static let responses: [DiffCase] = [
        operation(
            #""responses": {"200": {"description": "A"}}"#,
            #""responses": {"200": {"description": "B"}}"#,
            ""
        ),
        operation(
            #""responses": {"200": {"description": "A"}}"#,
            #""responses": {"201": {"description": "A"}}"#,
            "ERR success-status-removed, WARN success-status-added"
        ),
        operation(
            #""responses": {"404": {"description": "A"}}"#,
            #""responses": {"409": {"description": "A"}}"#,
            "INFO error-status-added, INFO error-status-removed"
        ),
        // A class and "default" stand for the statuses they cover.
        operation(
            #""responses": {"4XX": {"description": "A"}, "default": {"description": "A"}}"#,
            #""responses": {"404": {"description": "A"}, "503": {"description": "A"}, "4xx": {"description": "A"}}"#,
            "INFO error-status-removed"
        ),
        operation(
            #""responses": {"200": {"description": "A", "headers": {"X": {"required": true}, "Y": {}}}}"#,
            #""responses": {"200": {"description": "A"}}"#,
            "ERR required-header-removed, WARN optional-header-removed"
        ),
        operation(
            #""responses": {"200": {"description": "A", "headers": {"X": {"required": true}}}}"#,
            #""responses": {"200": {"description": "A", "headers": {"x": {}, "Y": {}}}}"#,
            "ERR header-became-optional, INFO header-added"
        ),
        operation(
            #""responses": {"200": {"description": "A", "headers": {"X": {}}}}"#,
            #""responses": {"200": {"description": "A", "headers": {"X": {"required": true}}}}"#,
            "INFO header-became-required"
        ),
        operation(
            #""responses": {"200": {"description": "A", "headers": {"X": {"schema": {"type": "integer"}}}}}"#,
            #""responses": {"200": {"description": "A", "headers": {"X": {"schema": {"type": "number"}}}}}"#,
            "ERR type-widened"
        ),
        operation(
            #""responses": {"200": {"description": "A", \#(json)}}"#,
            #""responses": {"200": {"description": "A", "content": {"text/html": {}}}}"#,
            "ERR media-type-removed, INFO media-type-added"
        ),
        operation(
            #""responses": {"200": {"description": "A", \#(json)}}"#,
            #""responses": {"200": {"description": "A"}}"#,
            "ERR media-type-removed"
        ),
    ]

    static let securities: [DiffCase] = [
        operation("", #""security": [{"a": []}]"#, "ERR security-added"),
        operation(#""security": [{}, {"a": []}]"#, #""security": [{"a": []}]"#, "ERR security-added"),
        operation(#""security": [{"a": []}]"#, #""security": []"#, "WARN security-became-optional"),
        operation(
            #""security": [{"a": []}]"#,
            #""security": [{"a": []}, {}]"#,
            "WARN security-became-optional"
        ),
        operation(
            #""security": [{"a": []}, {"b": []}]"#,
            #""security": [{"a": []}]"#,
            "ERR security-alternative-removed"
        ),
        operation(
            #""security": [{"a": []}]"#,
            #""security": [{"b": []}, {"a": []}]"#,
            "INFO security-alternative-added"
        ),
        operation(
            #""security": [{"a": []}]"#,
            #""security": [{"b": []}]"#,
            "ERR security-alternative-removed, INFO security-alternative-added"
        ),
        operation(
            #""security": [{"a": []}]"#,
            #""security": [{"a": [], "b": []}]"#,
            "ERR security-scheme-added"
        ),
        operation(
            #""security": [{"a": [], "b": []}]"#,
            #""security": [{"a": []}]"#,
            "INFO security-scheme-removed"
        ),
        operation(#""security": [{"a": []}]"#, #""security": [{"a": ["admin"]}]"#, "ERR role-added"),
        operation(#""security": [{"a": ["admin"]}]"#, #""security": [{"a": []}]"#, "INFO role-removed"),
        document(
            #""security": [{"a": []}], "paths": {"/x": {"get": {}}}"#,
            #""security": [{"a": ["admin"]}], "paths": {"/x": {"get": {}}}"#,
            "ERR role-added"
        ),
        document(
            secured(#""type": "apiKey", "in": "header", "name": "X-A""#),
            secured(#""type": "apiKey", "in": "query", "name": "X-A""#),
            "ERR security-scheme-changed"
        ),
        document(
            secured(#""type": "http", "scheme": "bearer", "x-authorization-scheme": "tma""#),
            secured(#""type": "http", "scheme": "Bearer""#),
            "ERR security-scheme-changed"
        ),
        document(
            secured(#""type": "http", "scheme": "bearer""#),
            secured(#""type": "http", "scheme": "bearer", "x-authorization-scheme": "tma", "description": "B""#),
            ""
        ),
        document(
            secured(#""type": "http", "scheme": "bearer""#),
            secured(#""type": "http", "scheme": "bearer", "x-unauthorized-status": 403"#),
            "WARN unauthorized-status-changed"
        ),
        // The name of a scheme is seen by nobody.
        document(
            secured(#""type": "http", "scheme": "bearer""#),
            secured(#""type": "http", "scheme": "bearer""#, name: "session"),
            ""
        ),
    ]

    private static func secured(_ scheme: String, name: String = "token") -> String {
        #"""
        "paths": {"/x": {"get": {"security": [{"\#(name)": []}]}}},
        "components": {"securitySchemes": {"\#(name)": {\#(scheme)}}}
        """#
    }

    /// Paths and what stands above operations.
    static let documents: [DiffCase] = [
        document(
            #""paths": {"/a": {"get": {}}, "/b": {"get": {}}}"#,
            #""paths": {"/a": {"get": {}}}"#,
            "ERR path-removed"
        ),
        document(
            #""paths": {"/a": {"get": {}}}"#,
            #""paths": {"/b": {"get": {}}, "/a": {"get": {}}}"#,
            "INFO path-added"
        ),
        document(
            #""paths": {"/a": {"get": {}, "put": {}}}"#,
            #""paths": {"/a": {"get": {}, "post": {}}}"#,
            "ERR operation-removed, INFO operation-added"
        ),
        document(
            #""paths": {"/a": {"get": {"operationId": "a"}}}"#,
            #""paths": {"/v2/a": {"get": {"operationId": "a"}}}"#,
            "ERR operation-moved"
        ),
        document(
            #""paths": {"/a": {"put": {"operationId": "a"}}}"#,
            #""paths": {"/a": {"post": {"operationId": "a"}}}"#,
            "ERR operation-moved"
        ),
        document(
            #""paths": {"/a/{b}": {"parameters": [\#(path("b"))], "get": {}}}"#,
            #""paths": {"/a/{c}": {"get": {"parameters": [\#(path("c"))]}}}"#,
            "WARN path-parameter-renamed"
        ),
        document(
            #""servers": [{"url": "https://a"}], "paths": {"/a": {"get": {}}, "/b": {"get": {}}}"#,
            #""servers": [{"url": "https://b"}], "paths": {"/a": {"get": {}}, "/b": {"get": {}}}"#,
            "INFO server-added, WARN server-removed"
        ),
        document(
            #""paths": {"/a": {"x-optional-trailing-slash": true}}"#,
            #""paths": {"/a": {}}"#,
            "ERR trailing-slash-required"
        ),
        document(
            #""paths": {"/a": {}}"#,
            #""paths": {"/a": {"x-optional-trailing-slash": true}}"#,
            "INFO trailing-slash-optional"
        ),
        // What two operations share is reported once.
        document(
            shared(#"{"type": "integer"}"#),
            shared(#"{"type": "string"}"#),
            "ERR type-changed"
        ),
    ]

    private static func path(_ name: String) -> String {
        #"{"name": "\#(name)", "in": "path", "required": true, "schema": {"type": "string"}}"#
    }

    private static func shared(_ schema: String) -> String {
        let body: String = ##""content": {"application/json": {"schema": {"$ref": "#/components/schemas/T"}}}"##
        return #"""
            "paths": {"/a": {"put": {"requestBody": {\#(body)}}}, "/b": {"put": {"requestBody": {\#(body)}}}},
            "components": {"schemas": {"T": \#(schema)}}
            """#
    }
}
