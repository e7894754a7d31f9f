/// The version of this program, as `version` and the health endpoint tell it.
package enum Version {
    package static let text: String = "0.1.0"
}
