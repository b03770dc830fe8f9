import ArgumentParser
import Customs
import Foundation
import Glibc
import Reconciliation
import Reference
import Seal
import Store
import Workflows

/// Whole registers of a node and its partners, reconciled.
struct ReconcileNode {
    let open: OpenNode
    let out: String
    let days: ClosedRange<CalendarDay>
    let settings: ReconciliationSettings
    /// Writes the results of one pair of registers into a directory.
    let save: (ReconciliationResult, String) throws -> Void

    /// "2026-03..2026-05" or "2026-03" as days.
    static func days(_ period: String?) throws -> ClosedRange<CalendarDay> {
        guard let period else {
            return CalendarDay(number: 0)...CalendarDay(number: 40_000)
        }
        let ends = period.components(separatedBy: "..")
        func month(_ text: String, next: Bool) -> CalendarDay? {
            guard text.utf8.count == 7, let day = CalendarDay(text + "-01") else { return nil }
            guard next else { return day }
            let (year, month) = day.month == 12 ? (day.year + 1, 1) : (day.year, day.month + 1)
            return CalendarDay(year: year, month: month, day: 1)?.adding(days: -1)
        }
        guard ends.count <= 2, let first = month(ends[0], next: false),
            let last = month(ends[ends.count - 1], next: true), first <= last
        else {
            throw ValidationError("--period takes YYYY-MM or YYYY-MM..YYYY-MM, first month first")
        }
        return first...last
    }

    /// Reconciles both ways of the trade with each partner; returns what was compared.
    func run(partner: String?) throws -> [String] {
        try MirrorIntake.catchUp(open.store, now: Clock.now())
        let known = try open.store.read { try $0.mirrorPartners() }
        let partners = partner.map { [$0] } ?? known
        guard partners.allSatisfy(known.contains), !partners.isEmpty else {
            throw CommandFailure(
                code: 66,
                what: partner.map { "no mirror records with \($0) here" }
                    ?? "no mirror records here",
                whatToDo:
                    "order the agreement's schedule of mirror-records, and let the partner order its own"
            )
        }
        var compared: [String] = []
        for partner in partners {
            let directions = NodeRegisters.Direction.both(
                node: open.configuration.administration, partner: partner)
            for direction in directions {
                if try reconcile(direction) { compared.append("\(direction.from)-\(direction.to)") }
            }
        }
        guard !compared.isEmpty else {
            throw CommandFailure(
                code: 66, what: "no lines in these months", whatToDo: "choose another --period")
        }
        try join(compared)
        try note(partners)
        return compared
    }

    /// False when neither register has a line.
    private func reconcile(_ direction: NodeRegisters.Direction) throws -> Bool {
        let folder = out + "/\(direction.from)-\(direction.to)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                code: 73, what: "\(folder) cannot be made: \(error.localizedDescription)",
                whatToDo: "choose a directory that can be written")
        }
        // Goods that left in the period arrive later; an import after it answers an export within.
        let later = days.lowerBound...days.upperBound.adding(days: MirrorRules.arrivalDaysMax)
        let names = (folder + "/exports.register", folder + "/imports.register")
        defer { for name in [names.0, names.1] { unlink(name) } }
        let (left, arrived, rates) = try open.store.read { reader in
            let registers = NodeRegisters(reader, now: Clock.now())
            return (
                try write(registers, direction.exports, days, names.0),
                try write(registers, direction.imports, later, names.1),
                try registers.rates(days: later)
            )
        }
        guard left + arrived > 0 else {
            rmdir(folder)
            return false
        }
        let result: ReconciliationResult
        do {
            result = try Reconciler(settings: settings).reconcile(
                exports: .file(names.0), imports: .file(names.1), rates: rates)
        } catch {
            throw CommandFailure(
                code: 74, what: "\(error.name) cannot be read: \(error.problem)",
                whatToDo: "check the disk and run the command again")
        }
        DiagnosticText.show(result.diagnostics, of: "\(direction.from)-\(direction.to)")
        try save(result, folder)
        say(
            "tamga: \(direction.from) to \(direction.to): \(left) export and \(arrived) import lines, "
                + "\(result.links.count) links, \(result.findings.count) findings")
        return true
    }

    private func write(
        _ registers: NodeRegisters, _ register: MirrorRegister, _ days: ClosedRange<CalendarDay>,
        _ path: String
    ) throws -> Int {
        // A partner's records lie here for the length of the run, for our own eyes.
        let before = umask(0o077)
        defer { umask(before) }
        let file = try OutputFile(path)
        let count = try registers.write(register, days: days) { try file.write($0) }
        try file.close()
        return count
    }

    /// The tables of all directions as one, under the names of a single comparison.
    private func join(_ compared: [String]) throws {
        for name in ["matches.csv", "findings.csv", "waterfall.csv", "residuals.csv"] {
            let file = try OutputFile(out + "/" + name)
            for (place, direction) in compared.enumerated() {
                let text = try Self.text(out + "/\(direction)/\(name)")
                let head = text.firstIndex(of: "\n").map { text.index(after: $0) } ?? text.endIndex
                try file.write(place == 0 ? text : String(text[head...]))
            }
            try file.close()
        }
        let file = try OutputFile(out + "/summary.json")
        let parts = try compared.map { direction in
            "\"\(direction)\":"
                + (try Self.text(out + "/\(direction)/summary.json"))
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        try file.write("{\"directions\":{" + parts.joined(separator: ",") + "}}\n")
        try file.close()
    }

    private static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                code: 74, what: "\(path) cannot be read again",
                whatToDo: "check the disk and run the command again")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// What partners told was used: the ledger says when and for which days.
    private func note(_ partners: [String]) throws {
        let exchange = try OpenExchange(open).exchange
        try exchange.commit { transaction in
            for partner in partners {
                try transaction.record(
                    "registers-reconciled",
                    [
                        "partner": partner, "from": days.lowerBound.iso,
                        "through": days.upperBound.iso,
                    ])
            }
        }
    }
}
