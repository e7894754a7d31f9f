// This module is what the build makes of `api/`: the plugin `GenerateContract` runs `contract-generator generate` and
// adds its files to this target. What appears here:
//
// - for each file of `api/` one Swift file, `schemas/User.json` → `schemas_User.swift`: types with encoders, decoders
//   that validate while they decode, validators; for each operation its input, its output with exactly the declared
//   statuses, and the method of `GeneratedContract` that performs it;
// - `API.swift`: the protocol `API`, one method an operation, which `Impl` fills;
// - `Security.swift`: the protocol `Authenticator`, one method a security scheme, and the roles;
// - `Routes.swift`: the router and `GeneratedContract`, which connects `API` to HTTP;
// - `OpenAPIDocument.swift`: the whole contract as one document, served at `GET /openapi.json`;
// - `DocumentationPage.swift`: the contract as an HTML page, served at `GET /docs`.
//
// To read the files: `make gen` writes them to `.build/generated`.
