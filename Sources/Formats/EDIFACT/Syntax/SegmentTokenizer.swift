/// Cuts an interchange into segments, elements and components, on bytes alone.
///
/// One segment is in hand at a time; its parts are valid until the next is asked for, and a `String` is made only when a value is asked for. Memory is
/// one buffer of a fixed size, whatever the length of the input. Line ends between segments, and
/// those that a line-wrapping transport put inside one, mean nothing.
struct SegmentTokenizer: ~Copyable {
    /// What ``next()`` found.
    enum Outcome {
        case segment
        /// A segment longer than allowed; its bytes were passed over.
        case oversize
        /// The input ends inside a segment.
        case unterminated
        /// More bytes than one interchange may have.
        case overLimit
        case end
    }

    /// Most components one segment may have; the directories' longest has fewer than 60.
    static let componentsMax = 1024

    private let source: any ByteSource
    private let bytesMax: Int
    private let segmentBytesMax: Int
    private let capacity: Int
    private let buffer: UnsafeMutablePointer<UInt8>
    private let scratch: UnsafeMutablePointer<UInt8>
    private let bounds: UnsafeMutablePointer<Int32>
    private let starts: UnsafeMutablePointer<Int32>
    private let classes: UnsafeMutablePointer<UInt8>
    private var filled = 0
    private var position = 0
    private var sourceEnded = false
    /// Bytes of the input that left the buffer.
    private var passed = 0
    private var segmentStart = 0

    private(set) var characters = ServiceCharacters.standard
    var repertoire = CharacterRepertoire.ascii
    /// The segment's tag, three bytes packed; 0 when it is no tag at all.
    private(set) var tag: UInt32 = 0
    /// Elements after the tag.
    private(set) var elementCount = 0
    private(set) var componentCount = 0
    private var flags: UInt8 = 0
    /// Offset within the segment of a byte no text may hold, or of a repetition mark.
    private(set) var controlOffset: Int?
    private(set) var repetitionOffset: Int?
    /// The segment has release characters.
    var hasRelease: Bool { flags & Flag.release != 0 }
    /// The segment has bytes above 0x7F.
    var hasHighBytes: Bool { flags & Flag.high != 0 }
    var hasTooManyComponents: Bool { flags & Flag.tooMany != 0 }
    /// Nothing in the segment needs a second look: no control, high or repetition byte.
    var isPlain: Bool {
        flags & (Flag.high | Flag.tooMany) == 0 && controlOffset == nil && repetitionOffset == nil
    }
    /// Line ends were found inside a segment.
    private(set) var sawWrapping = false

    private enum Class {
        static let plain: UInt8 = 0
        static let component: UInt8 = 1
        static let element: UInt8 = 2
        static let release: UInt8 = 3
        static let terminator: UInt8 = 4
        static let high: UInt8 = 5
        static let control: UInt8 = 6
        static let lineEnd: UInt8 = 7
        static let repetition: UInt8 = 8
    }

    private enum Flag {
        static let release: UInt8 = 1
        static let high: UInt8 = 2
        static let tooMany: UInt8 = 4
        static let wrapped: UInt8 = 8
    }

    init(source: any ByteSource, bytesMax: Int, segmentBytesMax: Int) {
        self.source = source
        self.bytesMax = bytesMax
        self.segmentBytesMax = max(64, min(segmentBytesMax, 1 << 24))
        capacity = max(256 << 10, 2 * self.segmentBytesMax)
        buffer = .allocate(capacity: capacity)
        scratch = .allocate(capacity: capacity)
        bounds = .allocate(capacity: Self.componentsMax + 2)
        starts = .allocate(capacity: Self.componentsMax + 2)
        classes = .allocate(capacity: 256)
        setCharacters(.standard)
    }

    deinit {
        buffer.deallocate()
        scratch.deallocate()
        bounds.deallocate()
        starts.deallocate()
        classes.deallocate()
    }

    /// Offset in the input of the segment in hand, from 0.
    var offset: Int { passed + segmentStart }

    // MARK: Start

    /// The first bytes of the input, at most `count`, without moving on.
    mutating func head(_ count: Int) throws -> UnsafeBufferPointer<UInt8> {
        if filled - position < count { try fill() }
        return UnsafeBufferPointer(
            start: buffer + position, count: min(count, filled - position))
    }

    mutating func skip(_ count: Int) { position = min(position + count, filled) }

    mutating func setCharacters(_ characters: ServiceCharacters) {
        self.characters = characters
        for byte in 0..<256 {
            classes[byte] =
                byte < 0x20 || byte == 0x7F ? Class.control : byte < 0x80 ? Class.plain : Class.high
        }
        classes[0x0A] = Class.lineEnd
        classes[0x0D] = Class.lineEnd
        if let repetition = characters.repetition {
            classes[Int(repetition)] = Class.repetition
        }
        classes[Int(characters.component)] = Class.component
        classes[Int(characters.element)] = Class.element
        if let release = characters.release { classes[Int(release)] = Class.release }
        classes[Int(characters.terminator)] = Class.terminator
    }

    /// True when bytes 0x80…0x9F, which are control characters of ISO 8859-1, were met in the segment.
    func c1ControlOffset() -> Int? {
        guard hasHighBytes, repertoire == .latin1 else { return nil }
        let end = Int(bounds[componentCount]) - 1
        for index in segmentStart..<end where (0x80...0x9F).contains(buffer[index]) {
            return index - segmentStart
        }
        return nil
    }

    /// True when the segment's bytes are text in the repertoire in force.
    var isWellEncoded: Bool {
        guard hasHighBytes else { return true }
        switch repertoire {
        case .ascii: return false
        case .latin1: return c1ControlOffset() == nil
        case .utf8:
            let end = Int(bounds[componentCount]) - 1
            let bytes = UnsafeBufferPointer(start: buffer + segmentStart, count: end - segmentStart)
            return String(validating: bytes, as: UTF8.self) != nil
        }
    }

    // MARK: Segments

    /// Moves to the next segment.
    mutating func next() throws -> Outcome {
        guard try skipLineEnds() else { return .end }
        segmentStart = position
        if passed + position > bytesMax { return .overLimit }
        while true {
            if let end = scan() {
                position = end + 1
                readTag()
                if end - segmentStart > segmentBytesMax { return .oversize }
                return .segment
            }
            if sourceEnded {
                position = filled
                return .unterminated
            }
            if filled - segmentStart > segmentBytesMax { return try passOver() }
            try fill()
        }
    }

    /// What is left after the last segment: true when only line ends, blanks and SUB follow.
    mutating func isAtEnd() throws -> Bool {
        while true {
            if position == filled {
                if sourceEnded { return true }
                try fill()
                continue
            }
            switch buffer[position] {
            case 0x0A, 0x0D, 0x20, 0x09, 0x1A: position += 1
            default:
                segmentStart = position
                return false
            }
        }
    }

    private mutating func skipLineEnds() throws -> Bool {
        while true {
            while position < filled {
                let byte = buffer[position]
                guard byte == 0x0A || byte == 0x0D else { return true }
                position += 1
            }
            if sourceEnded { return false }
            try fill()
        }
    }

    /// Scans from the segment's start; the place of its terminator, or nil when more bytes are needed.
    private mutating func scan() -> Int? {
        let end = filled
        let buffer = buffer
        let classes = classes
        let bounds = bounds
        let starts = starts
        let start = segmentStart
        var index = start
        var components = 0
        var elements = 0
        var flags: UInt8 = 0
        controlOffset = nil
        repetitionOffset = nil
        bounds[0] = Int32(truncatingIfNeeded: index)
        starts[0] = 0
        while index < end {
            let kind = classes[Int(buffer[index])]
            index += 1
            if kind == Class.plain { continue }
            switch kind {
            case Class.component, Class.element:
                guard components < Self.componentsMax else {
                    flags |= Flag.tooMany
                    continue
                }
                components += 1
                bounds[components] = Int32(truncatingIfNeeded: index)
                if kind == Class.element {
                    elements += 1
                    starts[elements] = Int32(truncatingIfNeeded: components)
                }
            case Class.terminator:
                self.flags = flags
                if flags & Flag.wrapped != 0 { return unwrap(upTo: index - 1) }
                bounds[components + 1] = Int32(truncatingIfNeeded: index)
                starts[elements + 1] = Int32(truncatingIfNeeded: components + 1)
                componentCount = components + 1
                elementCount = elements
                return index - 1
            case Class.release:
                flags |= Flag.release
                while index < end, classes[Int(buffer[index])] == Class.lineEnd {
                    flags |= Flag.wrapped
                    index += 1
                }
                if index < end {
                    let freed = classes[Int(buffer[index])]
                    if freed == Class.high { flags |= Flag.high }
                    if freed == Class.control { controlOffset = controlOffset ?? index - start }
                    index += 1
                }
            case Class.high: flags |= Flag.high
            case Class.control: controlOffset = controlOffset ?? index - 1 - start
            case Class.repetition: repetitionOffset = repetitionOffset ?? index - 1 - start
            default: flags |= Flag.wrapped
            }
        }
        return nil
    }

    /// Takes the line ends out of the segment (its bytes move towards its terminator) and scans again.
    private mutating func unwrap(upTo end: Int) -> Int? {
        sawWrapping = true
        var target = end
        var index = end
        while index >= segmentStart {
            let byte = buffer[index]
            if index == end || classes[Int(byte)] != Class.lineEnd {
                buffer[target] = byte
                target -= 1
            }
            index -= 1
        }
        segmentStart = target + 1
        return scan()
    }

    private mutating func readTag() {
        let start = Int(bounds[0])
        guard Int(bounds[1]) - 1 - start == 3 else {
            tag = 0
            return
        }
        tag =
            UInt32(buffer[start]) << 16 | UInt32(buffer[start + 1]) << 8 | UInt32(buffer[start + 2])
    }

    /// Passes over a segment that is too long, up to its terminator.
    private mutating func passOver() throws -> Outcome {
        componentCount = 0
        elementCount = 0
        tag = 0
        let start = offset
        var index = position
        var released = false
        while true {
            while index < filled {
                let kind = classes[Int(buffer[index])]
                index += 1
                if released {
                    released = kind == Class.lineEnd
                } else if kind == Class.release {
                    released = true
                } else if kind == Class.terminator {
                    position = index
                    segmentStart = start - passed
                    return .oversize
                }
            }
            position = index
            segmentStart = index
            if sourceEnded || passed + position > bytesMax {
                segmentStart = start - passed
                return sourceEnded ? .unterminated : .overLimit
            }
            try fill()
            index = position
        }
    }

    /// Moves what is left to the buffer's start and reads until it is full or the source ends.
    private mutating func fill() throws {
        let keep = min(segmentStart, position)
        if keep > 0 {
            buffer.update(from: buffer + keep, count: filled - keep)
            passed += keep
            filled -= keep
            position -= keep
            segmentStart -= keep
        }
        while filled < capacity {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(
                    start: buffer + filled, count: capacity - filled))
            guard count > 0 else {
                sourceEnded = true
                return
            }
            filled += count
        }
    }

    // MARK: Values

    /// Index of a component (element and component from 1), or nil when the segment does not have it.
    @inline(__always)
    func index(_ element: Int, _ component: Int) -> Int? {
        guard element <= elementCount else { return nil }
        let index = Int(starts[element]) + component - 1
        return index < Int(starts[element + 1]) ? index : nil
    }

    /// Indices of an element's components.
    @inline(__always)
    func components(of element: Int) -> Range<Int> {
        element <= elementCount ? Int(starts[element])..<Int(starts[element + 1]) : 0..<0
    }

    /// A component's bytes as they stand in the input, release characters included.
    @inline(__always)
    func raw(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(bounds[index])
        return UnsafeBufferPointer(
            start: buffer + start, count: Int(bounds[index + 1]) - 1 - start)
    }

    /// Bytes of a component by its place; empty when the segment does not have it.
    @inline(__always)
    func raw(_ element: Int, _ component: Int) -> UnsafeBufferPointer<UInt8> {
        guard let index = index(element, component) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return raw(index)
    }

    /// A component's bytes without release characters; valid until the next call.
    @inline(__always)
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let raw = raw(index)
        return hasRelease ? freed(raw) : raw
    }

    private func freed(_ raw: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let release = characters.release, raw.contains(release) else { return raw }
        var count = 0
        var index = 0
        while index < raw.count {
            if raw[index] == release, index + 1 < raw.count { index += 1 }
            scratch[count] = raw[index]
            count += 1
            index += 1
        }
        return UnsafeBufferPointer(start: scratch, count: count)
    }

    /// A component as text, trimmed of blanks at both ends; nil when empty.
    @inline(__always)
    func text(_ index: Int) -> String? {
        var bytes = bytes(index)
        while let last = bytes.last, last == 0x20 { bytes = .init(rebasing: bytes.dropLast()) }
        while let first = bytes.first, first == 0x20 { bytes = .init(rebasing: bytes.dropFirst()) }
        guard !bytes.isEmpty else { return nil }
        return hasHighBytes && repertoire == .latin1
            ? latin1Text(bytes) : String(decoding: bytes, as: UTF8.self)
    }

    func text(_ element: Int, _ component: Int) -> String? {
        guard let index = index(element, component) else { return nil }
        return text(index)
    }

    private func latin1Text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text = String()
        text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return text
    }

    /// Number of characters of a component.
    func characterCount(_ index: Int) -> Int {
        let bytes = bytes(index)
        guard hasHighBytes, repertoire == .utf8 else { return bytes.count }
        return bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
