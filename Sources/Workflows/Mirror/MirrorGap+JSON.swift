import Reconciliation
import Seal

extension MirrorGap {
    /// Lines, bounds and steps, as they are kept and shown.
    var tree: JSONTree {
        .object([
            "exports": .array(exports.map(Self.tree)), "imports": .array(imports.map(Self.tree)),
            "factor": .number(Self.written(factor, decimals: 3)),
            "usd": dollars.map { .number(Self.written($0, decimals: 2)) },
            "usdLow": dollarsLow.map { .number(Self.written($0, decimals: 2)) },
            "usdHigh": dollarsHigh.map { .number(Self.written($0, decimals: 2)) },
            "rule": rule.isEmpty ? nil : .string(rule),
            "steps": .array(
                steps.map {
                    .object([
                        "step": .string($0.name),
                        "usd": .number(Self.written($0.dollars, decimals: 2)),
                    ])
                }),
        ])
    }

    private static func tree(_ place: Place) -> JSONTree {
        .object([
            "number": .string(place.number), "version": .integer(Int64(place.version)),
            "line": .integer(Int64(place.line)),
        ])
    }

    /// A number with fixed decimals; 0 for what is none.
    static func written(_ number: Double, decimals: Int) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "0" }
        var unit: Int64 = 1
        for _ in 0..<decimals { unit *= 10 }
        let scaled = Int64((number * Double(unit)).rounded())
        let digits = String(scaled.magnitude)
        let filled =
            String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        return (scaled < 0 ? "-" : "") + filled.dropLast(decimals) + "." + filled.suffix(decimals)
    }
}
