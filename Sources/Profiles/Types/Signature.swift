/// What a function or operator takes and gives, one overload each.
///
/// Written as `receiver.name(arguments) result`; `A` and `B` stand for any type, the same each time.
/// Sources: google/cel-spec, doc/langdef.md, "List of Standard Definitions"; doc/extensions/strings.md;
/// cel-go, ext/README.md (strings, math, optional types).
struct Signature: Sendable {
    indirect enum Shape: Sendable {
        case exactly(ValueType)
        case any(Int)
        case list(Shape)
        case map(Shape, Shape)
        case optional(Shape)
    }

    var arguments: [Shape]
    var result: Shape

    /// Every overload by key; the key of a receiver function begins with a dot.
    static let table: [String: [Signature]] = {
        var table: [String: [Signature]] = [:]
        for line in lines.split(separator: "\n") {
            var reader = SignatureReader(String(line))
            guard let (key, signature) = reader.read() else { continue }
            table[key, default: []].append(signature)
        }
        return table
    }()

    /// Number of overloads written below, for the test that every line is understood.
    static var lineCount: Int { lines.split(separator: "\n").count }

    private static let lines = """
        ==(A,A) bool
        !=(A,A) bool
        <(bool,bool) bool
        <(int,int) bool
        <(uint,uint) bool
        <(double,double) bool
        <(string,string) bool
        <(bytes,bytes) bool
        <(timestamp,timestamp) bool
        <(duration,duration) bool
        <(int,uint) bool
        <(int,double) bool
        <(uint,int) bool
        <(uint,double) bool
        <(double,int) bool
        <(double,uint) bool
        +(int,int) int
        +(uint,uint) uint
        +(double,double) double
        +(string,string) string
        +(bytes,bytes) bytes
        +(list(A),list(A)) list(A)
        +(timestamp,duration) timestamp
        +(duration,timestamp) timestamp
        +(duration,duration) duration
        -(int,int) int
        -(uint,uint) uint
        -(double,double) double
        -(timestamp,timestamp) duration
        -(timestamp,duration) timestamp
        -(duration,duration) duration
        *(int,int) int
        *(uint,uint) uint
        *(double,double) double
        /(int,int) int
        /(uint,uint) uint
        /(double,double) double
        %(int,int) int
        %(uint,uint) uint
        -(int) int
        -(double) double
        !(bool) bool
        in(A,list(A)) bool
        in(A,map(A,B)) bool
        size(string) int
        size(bytes) int
        size(list(A)) int
        size(map(A,B)) int
        string.size() int
        bytes.size() int
        list(A).size() int
        map(A,B).size() int
        bool(bool) bool
        bool(string) bool
        int(int) int
        int(uint) int
        int(double) int
        int(string) int
        int(timestamp) int
        uint(uint) uint
        uint(int) uint
        uint(double) uint
        uint(string) uint
        double(double) double
        double(int) double
        double(uint) double
        double(string) double
        string(string) string
        string(bool) string
        string(int) string
        string(uint) string
        string(double) string
        string(bytes) string
        string(timestamp) string
        string(duration) string
        bytes(bytes) bytes
        bytes(string) bytes
        timestamp(timestamp) timestamp
        timestamp(string) timestamp
        timestamp(int) timestamp
        duration(duration) duration
        duration(string) duration
        type(A) type
        dyn(A) dyn
        matches(string,string) bool
        string.matches(string) bool
        string.contains(string) bool
        string.startsWith(string) bool
        string.endsWith(string) bool
        timestamp.getFullYear() int
        timestamp.getFullYear(string) int
        timestamp.getMonth() int
        timestamp.getMonth(string) int
        timestamp.getDate() int
        timestamp.getDate(string) int
        timestamp.getDayOfMonth() int
        timestamp.getDayOfMonth(string) int
        timestamp.getDayOfWeek() int
        timestamp.getDayOfWeek(string) int
        timestamp.getDayOfYear() int
        timestamp.getDayOfYear(string) int
        timestamp.getHours() int
        timestamp.getHours(string) int
        duration.getHours() int
        timestamp.getMinutes() int
        timestamp.getMinutes(string) int
        duration.getMinutes() int
        timestamp.getSeconds() int
        timestamp.getSeconds(string) int
        duration.getSeconds() int
        timestamp.getMilliseconds() int
        timestamp.getMilliseconds(string) int
        duration.getMilliseconds() int
        string.charAt(int) string
        string.indexOf(string) int
        string.indexOf(string,int) int
        string.lastIndexOf(string) int
        string.lastIndexOf(string,int) int
        string.lowerAscii() string
        string.upperAscii() string
        string.replace(string,string) string
        string.replace(string,string,int) string
        string.split(string) list(string)
        string.split(string,int) list(string)
        string.substring(int) string
        string.substring(int,int) string
        string.trim() string
        string.reverse() string
        string.format(list(dyn)) string
        list(string).join() string
        list(string).join(string) string
        strings.quote(string) string
        math.ceil(double) double
        math.floor(double) double
        math.round(double) double
        math.trunc(double) double
        math.abs(int) int
        math.abs(uint) uint
        math.abs(double) double
        math.sign(int) int
        math.sign(uint) uint
        math.sign(double) double
        math.sqrt(int) double
        math.sqrt(uint) double
        math.sqrt(double) double
        math.isNaN(double) bool
        math.isInf(double) bool
        math.isFinite(double) bool
        math.bitAnd(int,int) int
        math.bitAnd(uint,uint) uint
        math.bitOr(int,int) int
        math.bitOr(uint,uint) uint
        math.bitXor(int,int) int
        math.bitXor(uint,uint) uint
        math.bitNot(int) int
        math.bitNot(uint) uint
        math.bitShiftLeft(int,int) int
        math.bitShiftLeft(uint,int) uint
        math.bitShiftRight(int,int) int
        math.bitShiftRight(uint,int) uint
        optional.of(A) optional(A)
        optional.ofNonZeroValue(A) optional(A)
        optional.none() optional(dyn)
        optional.unwrap(list(optional(A))) list(A)
        list(optional(A)).unwrapOpt() list(A)
        optional(A).hasValue() bool
        optional(A).value() A
        optional(A).or(optional(A)) optional(A)
        optional(A).orValue(A) A
        list(A).first() optional(A)
        list(A).last() optional(A)
        """

    /// The result type for arguments of these types, or nil when they do not fit.
    func result(for types: [ValueType]) -> ValueType? {
        guard types.count == arguments.count else { return nil }
        var bound: [Int: ValueType] = [:]
        for (shape, type) in zip(arguments, types)
        where !Self.match(shape, type, &bound) { return nil }
        return Self.type(of: result, bound)
    }

    private static func match(
        _ shape: Shape, _ type: ValueType, _ bound: inout [Int: ValueType]
    ) -> Bool {
        switch (shape, type) {
        case (.exactly(let wanted), _): return wanted.fits(type)
        case (.any(let letter), _):
            guard let before = bound[letter] else {
                bound[letter] = type
                return true
            }
            guard before.fits(type) else { return false }
            bound[letter] = before.joined(type)
            return true
        case (.list(let element), .list(let type)): return match(element, type, &bound)
        case (.list(let element), .dyn): return match(element, .dyn, &bound)
        case (.map(let key, let value), .map(let keyType, let valueType)):
            return match(key, keyType, &bound) && match(value, valueType, &bound)
        case (.map(let key, let value), .dyn):
            return match(key, .dyn, &bound) && match(value, .dyn, &bound)
        case (.optional(let inner), .optional(let type)): return match(inner, type, &bound)
        case (.optional(let inner), .dyn): return match(inner, .dyn, &bound)
        default: return false
        }
    }

    private static func type(of shape: Shape, _ bound: [Int: ValueType]) -> ValueType {
        switch shape {
        case .exactly(let type): type
        case .any(let letter): bound[letter] ?? .dyn
        case .list(let element): .list(type(of: element, bound))
        case .map(let key, let value): .map(type(of: key, bound), type(of: value, bound))
        case .optional(let inner): .optional(type(of: inner, bound))
        }
    }
}

/// Reads one line of the table of signatures.
struct SignatureReader {
    private var rest: Substring

    init(_ line: String) { rest = Substring(line) }

    mutating func read() -> (key: String, Signature)? {
        guard let space = rest.lastIndex(of: " ") else { return nil }
        var resultReader = SignatureReader(String(rest[rest.index(after: space)...]))
        guard let result = resultReader.shape() else { return nil }
        var head = rest[..<space]
        // The arguments are the last pair of parentheses.
        guard head.last == ")", let open = Self.opening(of: head) else { return nil }
        var arguments = SignatureReader(
            String(head[head.index(after: open)..<head.index(before: head.endIndex)]))
        guard var shapes = arguments.shapes() else { return nil }
        head = head[..<open]
        guard let dot = head.lastIndex(of: "."), let first = head.first, first.isLetter else {
            return (String(head), Signature(arguments: shapes, result: result))
        }
        let receiver = String(head[..<dot])
        var receiverReader = SignatureReader(receiver)
        // `optional` alone is the name space of optional.of(), with a type it is a receiver.
        guard receiver != "optional", let shape = receiverReader.shape() else {
            return (String(head), Signature(arguments: shapes, result: result))
        }
        shapes.insert(shape, at: 0)
        return (
            "." + head[head.index(after: dot)...], Signature(arguments: shapes, result: result)
        )
    }

    private static func opening(of head: Substring) -> Substring.Index? {
        var depth = 0
        for place in head.indices.reversed() {
            if head[place] == ")" { depth += 1 }
            if head[place] == "(" {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        return nil
    }

    private mutating func shapes() -> [Signature.Shape]? {
        var all: [Signature.Shape] = []
        while !rest.isEmpty {
            guard let next = shape() else { return nil }
            all.append(next)
            if rest.first == "," { rest.removeFirst() }
        }
        return all
    }

    private mutating func shape() -> Signature.Shape? {
        let word = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(word.count)
        switch word {
        case "A": return .any(0)
        case "B": return .any(1)
        case "list":
            guard let inner = inner(1) else { return nil }
            return .list(inner[0])
        case "map":
            guard let inner = inner(2) else { return nil }
            return .map(inner[0], inner[1])
        case "optional":
            guard let inner = inner(1) else { return nil }
            return .optional(inner[0])
        default:
            let simple: [ValueType] = [
                .dyn, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
            ]
            return simple.first { $0.description == word }.map { .exactly($0) }
        }
    }

    private mutating func inner(_ count: Int) -> [Signature.Shape]? {
        guard rest.first == "(" else { return nil }
        rest.removeFirst()
        var all: [Signature.Shape] = []
        while all.count < count {
            guard let next = shape() else { return nil }
            all.append(next)
            guard let mark = rest.first, mark == "," || mark == ")" else { return nil }
            rest.removeFirst()
        }
        return all
    }
}
