import Glibc

extension String {
    /// Whether both have the same code points, without normalisation.
    func hasSameBytes(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        let answer = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                guard let left = left.baseAddress, let right = right.baseAddress else {
                    return true
                }
                return memcmp(left, right, count) == 0
            }
        }
        if let answer, let answer { return answer }
        return utf8.elementsEqual(other.utf8)
    }

    /// The order by code points, which is the order of the UTF-8 bytes: -1, 0 or 1.
    func order(_ other: String) -> Int {
        var left = utf8.makeIterator()
        var right = other.utf8.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            case (let one?, let two?) where one != two: return one < two ? -1 : 1
            default: continue
            }
        }
    }
}

/// Comparisons of numbers of different types.
///
/// A double beyond the integer type's range is larger or smaller than every integer; within it both
/// are compared as doubles, so that neighbours near the ends of the range may be equal.
/// Source: google/cel-spec conformance data, section "comparisons".
enum NumberOrder {
    /// -1, 0, 1; nil when not a number takes part.
    static func order(_ left: Int64, _ right: Double) -> Int? {
        guard !right.isNaN else { return nil }
        if right < -0x1p63 { return 1 }
        if right > 0x1p63 { return -1 }
        return order(Double(left), right)
    }

    static func order(_ left: UInt64, _ right: Double) -> Int? {
        guard !right.isNaN else { return nil }
        if right < 0 { return 1 }
        if right > 0x1p64 { return -1 }
        return order(Double(left), right)
    }

    static func order(_ left: Int64, _ right: UInt64) -> Int {
        left < 0 ? -1 : order(UInt64(left), right)
    }

    static func order(_ left: Double, _ right: Double) -> Int? {
        if left < right { return -1 }
        if left > right { return 1 }
        return left == right ? 0 : nil
    }

    static func order<Number: FixedWidthInteger>(_ left: Number, _ right: Number) -> Int {
        left < right ? -1 : left > right ? 1 : 0
    }

    private static func flip(_ order: Int?) -> Int? { order.map { -$0 } }

    /// The order of two numbers of any type; `.some(nil)` when not a number takes part, nil when
    /// one of both is no number.
    static func order(_ left: Value, _ right: Value) -> Int?? {
        switch (left, right) {
        case (.int(let one), .int(let two)): .some(order(one, two))
        case (.int(let one), .uint(let two)): .some(order(one, two))
        case (.int(let one), .double(let two)): .some(order(one, two))
        case (.uint(let one), .int(let two)): .some(-order(two, one))
        case (.uint(let one), .uint(let two)): .some(order(one, two))
        case (.uint(let one), .double(let two)): .some(order(one, two))
        case (.double(let one), .int(let two)): .some(flip(order(two, one)))
        case (.double(let one), .uint(let two)): .some(flip(order(two, one)))
        case (.double(let one), .double(let two)): .some(order(one, two))
        default: nil
        }
    }
}

extension Value {
    /// Equality of the language: numbers by value whatever their type, other values of different
    /// types unequal, never an error.
    ///
    /// `steps` is lowered by one for each pair of elements and each 16 bytes looked at; when it falls
    /// below zero the answer is false and the caller reports the exhausted budget.
    static func areEqual(_ left: Value, _ right: Value, steps: inout Int) -> Bool {
        steps -= 1
        guard steps >= 0 else { return false }
        switch (left, right) {
        case (.string(let one), .string(let two)):
            steps -= min(one.utf8.count, two.utf8.count) >> 4
            return one.hasSameBytes(as: two)
        case (.int(let one), .int(let two)): return one == two
        case (.null, .null): return true
        case (.bool(let one), .bool(let two)): return one == two
        case (.bytes(let one), .bytes(let two)):
            steps -= min(one.count, two.count) >> 4
            return one == two
        case (.timestamp(let one), .timestamp(let two)): return one == two
        case (.duration(let one), .duration(let two)): return one == two
        case (.type(let one), .type(let two)): return one == two
        case (.list(let one), .list(let two)):
            guard one.count == two.count else { return false }
            for place in one.indices
            where !areEqual(one[place], two[place], steps: &steps) { return false }
            return true
        case (.map(let one), .map(let two)): return areEqual(one, two, steps: &steps)
        case (.record(let one), .record(let two)):
            return one.shape === two.shape && areEqual(one.values, two.values, steps: &steps)
        case (.optional(let one), .optional(let two)):
            guard let first = one.value, let second = two.value else {
                return one.value == nil && two.value == nil
            }
            return areEqual(first, second, steps: &steps)
        case (.missing, .missing): return true
        default:
            guard let order = NumberOrder.order(left, right) else { return false }
            return order == 0
        }
    }

    private static func areEqual(
        _ left: ContiguousArray<Value>, _ right: ContiguousArray<Value>, steps: inout Int
    ) -> Bool {
        for place in left.indices
        where !areEqual(left[place], right[place], steps: &steps) { return false }
        return true
    }

    private static func areEqual(_ left: MapValue, _ right: MapValue, steps: inout Int) -> Bool {
        guard left.count == right.count else { return false }
        for place in left.keys.indices {
            guard let other = right[left.keys[place]],
                areEqual(left.values[place], other, steps: &steps)
            else { return false }
        }
        return true
    }

    /// The order of two values of the language: -1, 0, 1, `.some(nil)` for not-a-number, nil when
    /// there is no order between values of these types.
    static func order(_ left: Value, _ right: Value) -> Int?? {
        switch (left, right) {
        case (.string(let one), .string(let two)): .some(one.order(two))
        case (.bool(let one), .bool(let two)):
            .some(one == two ? 0 : two ? -1 : 1)
        case (.bytes(let one), .bytes(let two)):
            .some(
                one == two ? 0 : one.lexicographicallyPrecedes(two) ? -1 : 1)
        case (.timestamp(let one), .timestamp(let two)):
            .some(one == two ? 0 : one < two ? -1 : 1)
        case (.duration(let one), .duration(let two)):
            .some(NumberOrder.order(one.nanoseconds, two.nanoseconds))
        default: NumberOrder.order(left, right)
        }
    }
}
