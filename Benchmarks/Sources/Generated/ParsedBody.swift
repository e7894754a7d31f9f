import ContractRuntime

/// The decoders behind the operations' inputs, for measuring them without the parser. It stands beside the generated
/// files, which `scripts/bench` puts into the folder `Contract`, since no other module sees their decoders.
package enum ParsedBody {
    package static func saveTest(_ root: JSONValue, _ validation: inout Validation) -> Bool {
        decodeSaveTestRequest(root, &validation) != nil
    }

    package static func logIn(_ root: JSONValue, _ validation: inout Validation) -> Bool {
        decodeLoginRequest(root, &validation) != nil
    }

    package static func setApplicationStatus(_ root: JSONValue, _ validation: inout Validation) -> Bool {
        decodeStatusChange(root, &validation) != nil
    }

    package static func receiveUpdate(_ root: JSONValue, _ validation: inout Validation) -> Bool {
        decodeUpdate(root, &validation) != nil
    }
}
