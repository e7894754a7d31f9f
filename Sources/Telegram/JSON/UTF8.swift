/// True where the bytes are well-formed UTF-8 (Unicode 3.9, table 3-7: no overlong forms, no surrogates).
func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
}
