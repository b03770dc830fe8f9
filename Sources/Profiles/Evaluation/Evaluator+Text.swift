import Glibc

/// Functions over texts. Positions count Unicode scalars from zero.
///
/// Source: cel-go, ext/README.md, "Strings".
extension Evaluator {
    /// The scalars of a text, paid for.
    private mutating func scalars(
        _ text: String, _ operation: Operation
    ) throws(EvaluationFailure) -> [Unicode.Scalar] {
        try charge(text.utf8.count >> 2, operation)
        return Array(text.unicodeScalars)
    }

    private func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    // MARK: One argument

    mutating func text1(
        _ function: Function, _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        if function == .join { return try join(value, .string(""), operation) }
        guard case .string(let text) = value else {
            throw noOverload("\(function.rawValue)()", operation, value)
        }
        let scalars = try scalars(text, operation)
        switch function {
        case .lowerAscii: return .string(Self.mapASCII(text, 65...90) { $0 | 0x20 })
        case .upperAscii: return .string(Self.mapASCII(text, 97...122) { $0 & 0xDF })
        case .trim:
            let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
            var rest = scalars[...].drop(while: isSpace)
            while let last = rest.last, isSpace(last) { rest.removeLast() }
            return .string(joined(rest))
        case .reverse: return .string(joined(scalars.reversed()))
        default: return .string(Self.quoted(scalars))
        }
    }

    private static func mapASCII(
        _ text: String, _ range: ClosedRange<UInt8>, _ change: (UInt8) -> UInt8
    ) -> String {
        String(decoding: text.utf8.map { range.contains($0) ? change($0) : $0 }, as: UTF8.self)
    }

    private static func quoted(_ scalars: [Unicode.Scalar]) -> String {
        var text = "\""
        for scalar in scalars {
            switch scalar {
            case "\u{7}": text += "\\a"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{B}": text += "\\v"
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private mutating func join(
        _ value: Value, _ separator: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        guard case .list(let elements) = value, case .string(let between) = separator else {
            throw noOverload("join()", operation, value, separator)
        }
        var text = ""
        for (number, element) in elements.enumerated() {
            guard case .string(let part) = element else {
                throw noOverload("join()", operation, element)
            }
            try charge(1 + (part.utf8.count + between.utf8.count) >> 4, operation)
            if number > 0 { text += between }
            text += part
        }
        return .string(text)
    }

    // MARK: Finding

    /// Whether a text has a part. Each place where the part may begin costs as much as comparing it.
    mutating func contains(
        _ text: String, _ part: String, _ operation: Operation
    ) throws(EvaluationFailure) -> Bool {
        try charge((text.utf8.count + part.utf8.count) >> 4, operation)
        var budget = budget
        let found = text.utf8.withContiguousStorageIfAvailable { whole -> Bool? in
            part.utf8.withContiguousStorageIfAvailable { wanted -> Bool in
                Self.find(wanted, in: whole, budget: &budget)
            }
        }
        self.budget = budget
        if budget < 0 { throw exhausted(operation) }
        if let found, let found { return found }
        return part.isEmpty || text.contains(part)
    }

    /// Looks at the places where the first byte stands; false when the budget runs out.
    private static func find(
        _ wanted: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>,
        budget: inout Int
    ) -> Bool {
        guard let first = wanted.first, let part = wanted.baseAddress else { return true }
        guard let start = whole.baseAddress, whole.count >= wanted.count else { return false }
        var place = 0
        let last = whole.count - wanted.count
        while place <= last, let hit = memchr(start + place, Int32(first), last - place + 1) {
            if memcmp(hit, part, wanted.count) == 0 { return true }
            place = UnsafeRawPointer(hit) - UnsafeRawPointer(start) + 1
            budget -= wanted.count >> 4
            if budget < 0 { return false }
        }
        return false
    }

    private mutating func index(
        _ part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int, isLast: Bool,
        _ operation: Operation
    ) throws(EvaluationFailure) -> Int {
        guard part.count <= text.count else { return -1 }
        let places =
            isLast
            ? stride(from: min(start, text.count - part.count), through: 0, by: -1)
            : stride(from: start, through: text.count - part.count, by: 1)
        for place in places {
            var length = 0
            while length < part.count, text[place + length] == part[length] { length += 1 }
            if length > 8 { try charge(length >> 3, operation) }
            if length == part.count { return place }
        }
        return -1
    }

    private mutating func index(
        _ function: Function, _ text: String, _ part: String, _ start: Int64?,
        _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        let whole = try scalars(text, operation)
        let wanted = try scalars(part, operation)
        let isLast = function == .lastIndexOf
        if let start, start < 0 || start > whole.count { throw outside(operation) }
        let from = start.map(Int.init) ?? (isLast ? whole.count : 0)
        if wanted.isEmpty { return .int(Int64(from)) }
        if start != nil, from == whole.count, !whole.isEmpty, isLast { throw outside(operation) }
        return .int(
            Int64(try index(wanted, in: whole, from: from, isLast: isLast, operation)))
    }

    private func outside(_ operation: Operation) -> EvaluationFailure {
        failed(.range, "the position is outside the text", operation)
    }

    // MARK: Two arguments

    mutating func text2(
        _ function: Function, _ one: Value, _ two: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, one, two) {
        case (.charAt, .string(let text), .int(let place)):
            let whole = try scalars(text, operation)
            guard (0...Int64(whole.count)).contains(place) else { throw outside(operation) }
            return .string(place == whole.count ? "" : String(whole[Int(place)]))
        case (.indexOf, .string(let text), .string(let part)),
            (.lastIndexOf, .string(let text), .string(let part)):
            return try index(function, text, part, nil, operation)
        case (.split, .string(let text), .string(let separator)):
            return try split(text, separator, -1, operation)
        case (.substring, .string(let text), .int(let start)):
            return try substring(text, start, nil, operation)
        case (.join, _, _): return try join(one, two, operation)
        case (.format, .string(let form), .list(let values)):
            var writer = FormatWriter(budget: budget)
            defer { budget = writer.budget }
            do {
                return .string(try writer.write(form, values))
            } catch {
                if writer.budget < 0 { throw exhausted(operation) }
                throw failed(error.code, error.problem, operation)
            }
        default: throw noOverload("\(function.rawValue)()", operation, one, two)
        }
    }

    private mutating func substring(
        _ text: String, _ start: Int64, _ end: Int64?, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        let whole = try scalars(text, operation)
        let end = end ?? Int64(whole.count)
        guard start >= 0, end >= start, end <= whole.count else { throw outside(operation) }
        return .string(joined(whole[Int(start)..<Int(end)]))
    }

    private mutating func split(
        _ text: String, _ separator: String, _ limit: Int64, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        if limit == 0 { return .list([]) }
        if limit == 1 { return .list([.string(text)]) }
        let whole = try scalars(text, operation)
        try charge(whole.count, operation)
        let wanted = try scalars(separator, operation)
        var parts: [Value] = []
        var begin = 0
        while limit < 0 || parts.count < limit - 1 {
            if wanted.isEmpty {
                guard begin < whole.count - 1 else { break }
                parts.append(.string(String(whole[begin])))
                begin += 1
                continue
            }
            let found = try index(wanted, in: whole, from: begin, isLast: false, operation)
            guard found >= 0 else { break }
            parts.append(.string(joined(whole[begin..<found])))
            begin = found + wanted.count
        }
        if !(wanted.isEmpty && whole.isEmpty) { parts.append(.string(joined(whole[begin...]))) }
        return .list(parts)
    }

    // MARK: Three and four arguments

    mutating func text3(
        _ function: Function, _ text: String, _ two: Value, _ three: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, two, three) {
        case (.indexOf, .string(let part), .int(let start)),
            (.lastIndexOf, .string(let part), .int(let start)):
            return try index(function, text, part, start, operation)
        case (.split, .string(let separator), .int(let limit)):
            return try split(text, separator, limit, operation)
        case (.substring, .int(let start), .int(let end)):
            return try substring(text, start, end, operation)
        case (.replace, .string(let old), .string(let new)):
            return try replace(text, old, new, -1, operation)
        default:
            throw noOverload("\(function.rawValue)()", operation, .string(text), two, three)
        }
    }

    func isReplacement(_ values: [Value]) -> (String, String, Int64)? {
        guard case .string(let old) = values[1], case .string(let new) = values[2],
            case .int(let limit) = values[3]
        else { return nil }
        return (old, new, limit)
    }

    mutating func text4(
        _ function: Function, _ text: String, _ values: [Value], _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        guard function == .replace, let (old, new, limit) = isReplacement(values) else {
            throw noOverload(
                "\(function.rawValue)()", operation, values[0], values[1], values[2], values[3])
        }
        return try replace(text, old, new, limit, operation)
    }

    /// Replaces from the left; an empty text is found before every character and at the end.
    private mutating func replace(
        _ text: String, _ old: String, _ new: String, _ limit: Int64, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        let whole = try scalars(text, operation)
        let wanted = try scalars(old, operation)
        var result = ""
        var begin = 0
        var count: Int64 = 0
        while limit < 0 || count < limit {
            let found =
                wanted.isEmpty
                ? (count == 0 ? 0 : begin + 1)
                : try index(wanted, in: whole, from: begin, isLast: false, operation)
            guard found >= 0, found <= whole.count else { break }
            try charge(1 + new.utf8.count >> 4, operation)
            result.unicodeScalars.append(contentsOf: whole[begin..<found])
            result += new
            begin = found + wanted.count
            count += 1
        }
        result.unicodeScalars.append(contentsOf: whole[begin...])
        return .string(result)
    }
}
