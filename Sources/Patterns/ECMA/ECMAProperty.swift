/// The names that ECMA-262 admits in `\p{…}` (its tables 67–70), as far as Unicode 14 and PCRE2 10.40 know them.
enum ECMAProperty {
    /// The content of a PCRE2 bracket expression for the property; nil for a name that ECMA-262 does not have.
    static func set(_ text: String, negated: Bool) -> String? {
        let escape = negated ? "\\P" : "\\p"
        guard let equals = text.firstIndex(of: "=") else {
            switch text {
            case "Any": return negated ? "" : "\\x{0}-\\x{10ffff}"
            case "ASCII": return negated ? "\\x{80}-\\x{10ffff}" : "\\x{0}-\\x{7f}"
            case "Assigned": return negated ? "\\p{Cn}" : "\\P{Cn}"
            default: break
            }
            if let category = categories[text] { return "\(escape){\(category)}" }
            return binary.contains(text) ? "\(escape){\(text)}" : nil
        }
        let name = text[..<equals]
        let value = String(text[text.index(after: equals)...])
        switch name {
        case "General_Category", "gc":
            return categories[value].map { (category: String) -> String in "\(escape){\(category)}" }
        case "Script", "sc":
            return scripts.contains(value) ? "\(escape){sc:\(value)}" : nil
        case "Script_Extensions", "scx":
            return scripts.contains(value) ? "\(escape){scx:\(value)}" : nil
        default:
            return nil
        }
    }

    /// True for names that ECMA-262 has and PCRE2 10.40 does not: one property, and scripts after Unicode 14.
    static func isUnsupported(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "=") else {
            return text == "Changes_When_NFKC_Casefolded" || text == "CWKCF"
        }
        return ["Script", "sc", "Script_Extensions", "scx"].contains(text[..<equals])
            && recentScripts.contains(String(text[text.index(after: equals)...]))
    }

    /// Every name of a general category, with PCRE2's name of it.
    static let categories: [String: String] = {
        var names: [String: String] = [:]
        for line in categoryLines.split(separator: "\n") {
            let words = line.split(separator: " ")
            for word in words.dropFirst() { names[String(word)] = String(words[0]) }
            if words[0] != "L&" { names[String(words[0])] = String(words[0]) }
        }
        return names
    }()

    static let scripts: Set<String> = words(scriptNames)

    static let binary: Set<String> = words(binaryNames)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split { (character: Character) -> Bool in character == " " || character == "\n" }.map(String.init))
    }

    private static let categoryLines: String = """
        L& LC Cased_Letter
        Cc Control cntrl
        Cf Format
        Cn Unassigned
        Co Private_Use
        Cs Surrogate
        C Other
        Ll Lowercase_Letter
        Lm Modifier_Letter
        Lo Other_Letter
        Lt Titlecase_Letter
        Lu Uppercase_Letter
        L Letter
        Mc Spacing_Mark
        Me Enclosing_Mark
        Mn Nonspacing_Mark
        M Mark Combining_Mark
        Nd Decimal_Number digit
        Nl Letter_Number
        No Other_Number
        N Number
        Pc Connector_Punctuation
        Pd Dash_Punctuation
        Pe Close_Punctuation
        Pf Final_Punctuation
        Pi Initial_Punctuation
        Po Other_Punctuation
        Ps Open_Punctuation
        P Punctuation punct
        Sc Currency_Symbol
        Sk Modifier_Symbol
        Sm Math_Symbol
        So Other_Symbol
        S Symbol
        Zl Line_Separator
        Zp Paragraph_Separator
        Zs Space_Separator
        Z Separator
        """

    private static let binaryNames: String = """
        ASCII_Hex_Digit AHex Alphabetic Alpha Bidi_Control Bidi_C Bidi_Mirrored Bidi_M Case_Ignorable CI Cased
        Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL
        Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash
        Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia Emoji Emoji_Component EComp Emoji_Modifier EMod
        Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic ExtPict Extender Ext Grapheme_Base
        Gr_Base Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST ID_Continue
        IDC ID_Start IDS Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE Lowercase Lower Math
        Noncharacter_Code_Point NChar Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical
        Regional_Indicator RI Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph
        UIdeo Uppercase Upper Variation_Selector VS White_Space space XID_Continue XIDC XID_Start XIDS
        """

    private static let recentScripts: Set<String> = words(
        """
        Gara Garay Gukh Gurung_Khema Kawi Kirat_Rai Krai Nag_Mundari Nagm Ol_Onal Onao Sunu Sunuwar Todhri Todr
        Tulu_Tigalari Tutg
        """
    )

    private static let scriptNames: String = """
        Adlam Adlm Aghb Ahom Anatolian_Hieroglyphs Arab Arabic Armenian Armi Armn Avestan Avst Bali Balinese Bamu
        Bamum Bass Bassa_Vah Batak Batk Beng Bengali Bhaiksuki Bhks Bopo Bopomofo Brah Brahmi Brai Braille Bugi
        Buginese Buhd Buhid Cakm Canadian_Aboriginal Cans Cari Carian Caucasian_Albanian Chakma Cham Cher Cherokee
        Chorasmian Chrs Common Copt Coptic Cpmn Cprt Cuneiform Cypriot Cypro_Minoan Cyrillic Cyrl Deseret Deva
        Devanagari Diak Dives_Akuru Dogr Dogra Dsrt Dupl Duployan Egyp Egyptian_Hieroglyphs Elba Elbasan Elym Elymaic
        Ethi Ethiopic Geor Georgian Glag Glagolitic Gong Gonm Goth Gothic Gran Grantha Greek Grek Gujarati Gujr
        Gunjala_Gondi Gurmukhi Guru Han Hang Hangul Hani Hanifi_Rohingya Hano Hanunoo Hatr Hatran Hebr Hebrew Hira
        Hiragana Hluw Hmng Hmnp Hung Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Ital
        Java Javanese Kaithi Kali Kana Kannada Katakana Kayah_Li Khar Kharoshthi Khitan_Small_Script Khmer Khmr Khoj
        Khojki Khudawadi Kits Knda Kthi Lana Lao Laoo Latin Latn Lepc Lepcha Limb Limbu Lina Linb Linear_A Linear_B
        Lisu Lyci Lycian Lydi Lydian Mahajani Mahj Maka Makasar Malayalam Mand Mandaic Mani Manichaean Marc Marchen
        Masaram_Gondi Medefaidrin Medf Meetei_Mayek Mend Mende_Kikakui Merc Mero Meroitic_Cursive
        Meroitic_Hieroglyphs Miao Mlym Modi Mong Mongolian Mro Mroo Mtei Mult Multani Myanmar Mymr Nabataean Nand
        Nandinagari Narb Nbat New_Tai_Lue Newa Nko Nkoo Nshu Nushu Nyiakeng_Puachue_Hmong Ogam Ogham Ol_Chiki Olck
        Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic
        Old_Uyghur Oriya Orkh Orya Osage Osge Osma Osmanya Ougr Pahawh_Hmong Palm Palmyrene Pau_Cin_Hau Pauc Perm
        Phag Phags_Pa Phli Phlp Phnx Phoenician Plrd Prti Psalter_Pahlavi Qaac Qaai Rejang Rjng Rohg Runic Runr
        Samaritan Samr Sarb Saur Saurashtra Sgnw Sharada Shavian Shaw Shrd Sidd Siddham SignWriting Sind Sinh Sinhala
        Sogd Sogdian Sogo Sora Sora_Sompeng Soyo Soyombo Sund Sundanese Sylo Syloti_Nagri Syrc Syriac Tagalog Tagb
        Tagbanwa Tai_Le Tai_Tham Tai_Viet Takr Takri Tale Talu Tamil Taml Tang Tangsa Tangut Tavt Telu Telugu Tfng
        Tglg Thaa Thaana Thai Tibetan Tibt Tifinagh Tirh Tirhuta Tnsa Toto Ugar Ugaritic Vai Vaii Vith Vithkuqi
        Wancho Wara Warang_Citi Wcho Xpeo Xsux Yezi Yezidi Yi Yiii Zanabazar_Square Zanb Zinh Zyyy
        """
}
