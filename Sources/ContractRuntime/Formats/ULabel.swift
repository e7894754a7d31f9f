/// An internationalised label in its Unicode form.
enum ULabel {
    /// True where RFC 5891 § 4.2.3 and the code point rules of RFC 5892 admit the label.
    static func isValid(_ label: UnsafeBufferPointer<UInt32>) -> Bool {
        guard let initial = label.first, let first = Unicode.Scalar(initial) else {
            return false
        }
        switch first.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return false
        default: break
        }
        let hyphen: UInt32 = 0x2D
        if initial == hyphen || label[label.count - 1] == hyphen { return false }
        if label.count >= 4, label[2] == hyphen, label[3] == hyphen { return false }
        var index = 0
        while index < label.count {
            guard isAdmitted(label, at: index) else { return false }
            index += 1
        }
        return true
    }

    private static func isAdmitted(_ label: UnsafeBufferPointer<UInt32>, at index: Int) -> Bool {
        let code = label[index]
        let next: UInt32? = index + 1 < label.count ? label[index + 1] : nil
        let previous: UInt32? = index > 0 ? label[index - 1] : nil
        switch code {
        // RFC 5892 § 2.6: exceptions, then appendix A: rules that look at the context.
        case 0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007: return true
        case 0x0640, 0x07FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
        case 0x200C: return isVirama(previous) || joinsAround(label, index)
        case 0x200D: return isVirama(previous)
        case 0x00B7: return previous == 0x6C && next == 0x6C
        case 0x0375: return next.map(isGreek) ?? false
        case 0x05F3, 0x05F4: return previous.map(isHebrew) ?? false
        case 0x30FB: return label.contains(where: isJapanese)
        case 0x0660...0x0669: return !label.contains { (other: UInt32) -> Bool in (0x06F0...0x06F9).contains(other) }
        case 0x06F0...0x06F9: return !label.contains { (other: UInt32) -> Bool in (0x0660...0x0669).contains(other) }
        case 0x2D, 0x30...0x39, 0x61...0x7A: return true
        default: return isProtocolValid(code)
        }
    }

    /// RFC 5892 § 3 without its exceptions: letters, digits and marks that case folding and NFKC leave alone.
    private static func isProtocolValid(_ code: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(code) else { return false }
        let properties = scalar.properties
        if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint { return false }
        switch code {
        // Marks for symbols, musical symbols and conjoining jamo (§ 2.4 and § 2.9).
        case 0x20D0...0x20FF, 0x1D100...0x1D24F, 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return false
        default: break
        }
        switch properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .nonspacingMark,
            .spacingMark:
            return true
        default:
            return false
        }
    }

    private static func isVirama(_ code: UInt32?) -> Bool {
        guard let code, let scalar = Unicode.Scalar(code) else { return false }
        return scalar.properties.canonicalCombiningClass.rawValue == 9
    }

    /// RFC 5892 appendix A.1 for Arabic: a letter that joins forward, marks, the non-joiner, marks, a letter that
    /// joins.
    private static func joinsAround(_ label: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var before = index - 1
        while before >= 0, isMark(label[before]) { before -= 1 }
        var after = index + 1
        while after < label.count, isMark(label[after]) { after += 1 }
        guard before >= 0, after < label.count else { return false }
        return joinsForward(label[before]) && isArabicLetter(label[after])
    }

    private static func isMark(_ code: UInt32) -> Bool {
        Unicode.Scalar(code)?.properties.generalCategory == .nonspacingMark
    }

    private static func isArabicLetter(_ code: UInt32) -> Bool {
        switch code {
        case 0x0621, 0x0674, 0x06D5...0x06ED: code == 0x06D5
        case 0x0620...0x064A, 0x066E...0x06D3, 0x06EE...0x06EF, 0x06FA...0x06FC, 0x06FF, 0x0750...0x077F: true
        default: false
        }
    }

    /// Arabic letters of joining type D: those that are not right-joining only.
    private static func joinsForward(_ code: UInt32) -> Bool {
        switch code {
        case 0x0622...0x0625, 0x0627, 0x0629, 0x062F...0x0632, 0x0648, 0x0671...0x0673, 0x0675...0x0677,
            0x0688...0x0699, 0x06C0, 0x06C3...0x06CB, 0x06CD, 0x06CF, 0x06D2, 0x06D3, 0x06D5, 0x06EE, 0x06EF,
            0x0759...0x075B, 0x076B, 0x076C, 0x0771, 0x0773, 0x0774, 0x0778, 0x0779:
            false
        default:
            isArabicLetter(code)
        }
    }

    private static func isGreek(_ code: UInt32) -> Bool {
        switch code {
        case 0x0370...0x0373, 0x0375...0x0377, 0x037A...0x037D, 0x037F, 0x0384, 0x0386, 0x0388...0x03E1,
            0x03F0...0x03FF, 0x1F00...0x1FFE:
            true
        default:
            false
        }
    }

    private static func isHebrew(_ code: UInt32) -> Bool {
        (0x0591...0x05F4).contains(code) || (0xFB1D...0xFB4F).contains(code)
    }

    /// Hiragana, Katakana or Han.
    private static func isJapanese(_ code: UInt32) -> Bool {
        switch code {
        case 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA,
            0x30FD...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9, 0x1B000...0x1B167,
            0x20000...0x323AF:
            true
        default:
            false
        }
    }
}
