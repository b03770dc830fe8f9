import CLibXML2
import Customs

/// Why an XML text could not be read to its end.
struct XMLFault {
    var code: String
    var place: XMLPlace
    var problem: String
    var reason: String
    var remedy: String

    /// The fault as a diagnostic about a document.
    var diagnostic: Diagnostic {
        Diagnostic(
            .error, code: code, place: place.words, problem: problem, reason: reason,
            remedy: remedy)
    }

    static var outOfMemory: XMLFault {
        XMLFault(
            code: "xml-no-memory", place: XMLPlace(line: 1, column: 1),
            problem: "there was no memory for a parser",
            reason: "reading XML needs a few hundred kilobytes",
            remedy: "try again when the machine has memory to spare")
    }

    static func documentType(at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-doctype", place: place,
            problem: "the document declares a document type (<!DOCTYPE)",
            reason: "customs messages have none, and entities defined there can exhaust memory "
                + "or reach for files; they are refused without being read",
            remedy: "remove the <!DOCTYPE …> line and write values out instead of entities")
    }

    static func documentTooLong(_ limit: Int, at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-document-too-long", place: place,
            problem: "one document is longer than \(limit) bytes",
            reason: "the reading limit for one document is \(limit) bytes",
            remedy: "split the consignment over several declarations, or raise the limit")
    }

    static func tagTooLong(_ limit: Int, at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-tag-too-long", place: place,
            problem: "a tag that begins here has no end within \(limit) bytes",
            reason: "the reading limit for one tag with its attributes is \(limit) bytes",
            remedy: "check whether a \">\" or a closing quotation mark is missing")
    }

    static func tooManyAttributes(_ limit: Int, at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-too-many-attributes", place: place,
            problem: "a tag has more than \(limit) attributes",
            reason: "the reading limit for one tag is \(limit) attributes",
            remedy: "no customs message has so many; check what wrote the file")
    }

    static func textTooLong(_ limit: Int, at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-text-too-long", place: place,
            problem: "a text or comment here is longer than \(limit) bytes",
            reason: "the reading limit for one text is \(limit) bytes",
            remedy: "shorten it, or send attachments apart from the declaration")
    }

    static func tooDeep(_ limit: Int, at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-too-deep", place: place,
            problem: "elements are nested more than \(limit) deep",
            reason: "the reading limit for nesting is \(limit) elements",
            remedy: "check for end tags that are missing")
    }

    static func tooManyElements(_ limit: Int, at place: XMLPlace) -> XMLFault {
        XMLFault(
            code: "xml-too-many-elements", place: place,
            problem: "one document has more than \(limit) elements",
            reason: "the reading limit for one document is \(limit) elements",
            remedy: "split the consignment over several declarations, or raise the limit")
    }

    /// What libxml2 found, in our words where a rule can be named.
    ///
    /// - Parameter isClosed: true once the root element is behind it.
    static func malformed(
        code: Int32, message: String, isClosed: Bool, at place: XMLPlace
    ) -> XMLFault {
        var place = place
        place.line = max(1, place.line)
        place.column = max(1, place.column)
        let said = message.split(separator: "\n").first.map(String.init) ?? ""
        let found = said.isEmpty ? "" : ": \(Diagnostic.quoted(said, limit: 160))"
        // libxml2 gives wrong bytes inside names and texts the number of forbidden characters.
        let isEncoding = said.hasPrefix("Input is not proper UTF-8")
        switch isEncoding ? XML_ERR_INVALID_ENCODING : xmlParserErrors(UInt32(bitPattern: code)) {
        case XML_ERR_DOCUMENT_END where isClosed:
            return XMLFault(
                code: "xml-more-than-one-root", place: place,
                problem: "something follows the end of the root element",
                reason: "XML 1.0, section 2.1: a document is one element",
                remedy: "send the documents one by one, or put them into one envelope element")
        case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_END, XML_ERR_TAG_NOT_FINISHED:
            return XMLFault(
                code: "xml-truncated", place: place,
                problem: "the document ends before its root element is closed",
                reason: "XML 1.0, section 2.1: a document is one element with its end tag",
                remedy: "send the whole file again; it was probably cut in transfer")
        case XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING,
            XML_ERR_ENCODING_NAME, XML_I18N_NO_NAME, XML_I18N_NO_HANDLER, XML_I18N_CONV_FAILED,
            XML_I18N_NO_OUTPUT:
            return XMLFault(
                code: "xml-encoding", place: place,
                problem: "the bytes do not fit the character encoding\(found)",
                reason: "XML 1.0, section 4.3.3: the encoding is UTF-8 or UTF-16 unless the "
                    + "XML declaration names another",
                remedy: "save the file as UTF-8, or name its real encoding in <?xml encoding=…?>")
        case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_UNDEFINED_NAMESPACE, XML_NS_ERR_QNAME,
            XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON:
            return XMLFault(
                code: "xml-namespace", place: place,
                problem: "a name's namespace is wrong\(found)",
                reason: "Namespaces in XML 1.0: every prefix is declared, every name has one colon "
                    + "at most",
                remedy: "declare the prefix with xmlns:…, or correct the name")
        default:
            return XMLFault(
                code: "xml-not-well-formed", place: place,
                problem: "the text is not well-formed XML\(found)",
                reason: "XML 1.0 (libxml2 error \(code))",
                remedy: "correct the text at this place, or produce the file with an XML library")
        }
    }
}
