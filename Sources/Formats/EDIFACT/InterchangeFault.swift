import Customs

/// The kinds of faults an interchange can have; the diagnostic's code is "edifact-" and the kind.
enum InterchangeFault: String, CaseIterable {
    case segmentCount = "segment-count"
    case messageCount = "message-count"
    case controlReference = "control-ref"
    case messageReference = "message-ref"
    case missingMandatory = "missing-mandatory"
    case unknownSegment = "unknown-segment"
    case truncated
    case order
    case tooLong = "too-long"
    case tooManyRepeats = "too-many-repeats"
    case tooManyElements = "too-many-elements"
    case notNumeric = "not-numeric"
    case notAnInterchange = "not-an-interchange"
    case teletype = "teletype-wrapper"
    case serviceAdvice = "service-string-advice"
    case syntax
    case encoding
    case controlCharacter = "control-character"
    case unsupportedMessage = "unsupported-message"
    case secondInterchange = "second-interchange"
    case tooLarge = "too-large"
    case changed = "changed-while-reading"

    var code: String { "edifact-" + rawValue }

    /// The rule that is broken.
    var reason: String {
        switch self {
        case .segmentCount:
            "UNT 0074 counts the message's segments from UNH to UNT, both included (ISO 9735)"
        case .messageCount:
            "UNE 0060 counts the group's messages, UNZ 0036 the interchange's groups or, without groups, its messages (ISO 9735)"
        case .controlReference:
            "the reference at the end repeats the one at the start: UNZ 0020 that of UNB, UNE 0048 that of UNG (ISO 9735)"
        case .messageReference: "UNT 0062 repeats the reference of UNH (ISO 9735)"
        case .missingMandatory:
            "the message's directory marks it as mandatory (status M) at this place"
        case .unknownSegment: "the message's segment table does not have this segment"
        case .truncated: "an interchange ends with UNZ and its segment terminator (ISO 9735)"
        case .order: "segments stand in the order of the message's segment table"
        case .tooLong:
            "the directory bounds the length of every element and the reader that of a segment"
        case .tooManyRepeats: "the directory bounds how often a segment, group or element repeats"
        case .tooManyElements: "the directory lists the elements and components of every segment"
        case .notNumeric: "the directory marks the element as numeric (n)"
        case .notAnInterchange: "an interchange begins with UNA or UNB (ISO 9735)"
        case .teletype:
            "an interchange begins with UNA or UNB, without a telegram around it (ISO 9735)"
        case .serviceAdvice:
            "UNA names six different characters, none a letter or digit, the third a point or comma (ISO 9735)"
        case .syntax:
            "the reader knows UNOA, UNOB, UNOC, UNOW and UNOY in syntax versions 1 to 4 (ISO 9735)"
        case .encoding: "text keeps to the character repertoire named in UNB S001 (ISO 9735)"
        case .controlCharacter: "control characters belong to no text (ISO 9735)"
        case .unsupportedMessage: "the reader knows CUSDEC D.96B and CUSCAR D.95B"
        case .secondInterchange:
            "a file holds one interchange, so that it is taken whole or not at all"
        case .tooLarge: "the reader bounds the bytes of one interchange"
        case .changed: "the input is read twice, first checked and then taken in"
        }
    }

    /// What the reader of the diagnostic can do.
    var remedy: String {
        switch self {
        case .segmentCount, .messageCount:
            "compare with the sender's copy; if nothing is lost, have the count corrected and sent again"
        case .controlReference, .messageReference:
            "have the interchange made anew; parts of two may have been joined"
        case .missingMandatory: "have the sender supply it"
        case .unknownSegment:
            "have the sender leave it out or name the right message type and release"
        case .truncated: "have the whole interchange sent again"
        case .order: "have the sender put the segments in the table's order"
        case .tooLong: "have the sender shorten the value or check for a lost separator"
        case .tooManyRepeats: "have the sender remove the repeated part"
        case .tooManyElements: "check for separators in the text that lack a release character"
        case .notNumeric: "have the sender write digits, with the decimal mark that UNA names"
        case .notAnInterchange: "check that the file is EDIFACT and has nothing before UNA or UNB"
        case .teletype: "take the telegram's heading and ending off and read again"
        case .serviceAdvice: "have the sender correct the UNA or leave it out"
        case .syntax: "have the sender use UNOC (ISO 8859-1) or UNOY (UTF-8)"
        case .encoding: "have the sender name the right syntax identifier or convert the text"
        case .controlCharacter: "have the sender remove it; check the transfer for binary damage"
        case .unsupportedMessage: "have the sender use a message type and release that is read here"
        case .secondInterchange: "split the file and read each interchange by itself"
        case .tooLarge: "split the interchange, or raise the limit"
        case .changed: "wait until the file is complete and read it again"
        }
    }
}

/// Collects faults in the order of their places, at most ``Diagnostic/countMax`` and a last one that says there are more.
struct InterchangeFaults {
    /// After so many errors reading stops: what is worth saying has been said.
    static let errorsMax = 10_000

    private(set) var diagnostics: [Diagnostic] = []
    /// Places in ``diagnostics`` of left-out segments that may yet turn up out of order.
    private var missing: [(tag: UInt32, index: Int)] = []
    private(set) var errorCount = 0
    private var more = 0

    mutating func add(
        _ fault: InterchangeFault, place: String, problem: String,
        severity: Diagnostic.Severity = .error
    ) {
        if severity == .error { errorCount += 1 }
        guard diagnostics.count < Diagnostic.countMax - 1 else {
            more += 1
            return
        }
        diagnostics.append(
            Diagnostic(
                severity, code: fault.code, place: place, problem: problem, reason: fault.reason,
                remedy: fault.remedy))
    }

    /// Notes a mandatory segment left out, until ``turnedUp(_:)`` tells otherwise.
    mutating func addMissing(_ tag: UInt32, place: String, problem: String) {
        if diagnostics.count < Diagnostic.countMax - 1 { missing.append((tag, diagnostics.count)) }
        add(.missingMandatory, place: place, problem: problem)
    }

    /// A segment thought missing came later: it is out of order, not missing.
    mutating func turnedUp(_ tag: UInt32) {
        guard let found = missing.firstIndex(where: { $0.tag == tag }) else { return }
        let index = missing[found].index
        diagnostics.remove(at: index)
        errorCount -= 1
        missing.remove(at: found)
        for later in missing.indices where missing[later].index > index {
            missing[later].index -= 1
        }
    }

    /// A message has ended: what is missing in it stays missing.
    mutating func settle() { missing.removeAll(keepingCapacity: true) }

    /// All faults, with the last one telling how many were left out.
    var collected: [Diagnostic] {
        guard more > 0 else { return diagnostics }
        return diagnostics + [
            Diagnostic(
                .note, code: "more-diagnostics", place: "after the last place named",
                problem: errorCount >= Self.errorsMax
                    ? "reading stopped after \(errorCount) faults"
                    : "\(more) more faults or remarks were found",
                reason: "at most \(Diagnostic.countMax) are kept for one document",
                remedy: "correct those named and read again")
        ]
    }
}
