/// Why nothing could be sent at all.
package struct DriverError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
