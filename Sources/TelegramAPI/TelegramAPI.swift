// This module is what the build makes of `api/services/telegram/`: the plugin `GenerateContract` runs
// `contract-generator generate --client` and adds its files to this target. What appears here:
//
// - `ServiceClient.swift`: `ServiceClient`, one method an operation;
// - for each file of the folder one Swift file: types with encoders and lenient decoders; for each method of the Bot
//   API its input, its output with a case for each declared status, and the method of `ServiceClient` that calls it.
//
// `scripts/telegram-contract` makes the folder. To read the files: `make gen` writes them to `.build/generated`.
