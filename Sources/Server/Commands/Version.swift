import Generated

/// The version of this program, as `version` and the health endpoint tell it: that of its contract.
package enum Version {
    package static let text: String = "\(OpenAPIDocument.version)"
}
