package import Customs

/// Who and what can inspect on one day: officers and equipment, by office and shift.
package struct Staff: Hashable, Sendable {
    /// Equipment whose uses are counted.
    package enum Equipment: String, Hashable, Sendable, CaseIterable, Comparable {
        case scanner, canine, laboratory

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package struct Officer: Hashable, Sendable {
        /// A service number, not a name.
        package var id: String
        package var minutes: Int
        package var skills: Set<String>

        package init(id: String, minutes: Int, skills: Set<String> = []) {
            self.id = id
            self.minutes = minutes
            self.skills = skills
        }
    }

    package struct Shift: Hashable, Sendable {
        package var name: String
        package var officers: [Officer]
        /// Uses in the shift.
        package var uses: [Equipment: Int]

        package init(name: String, officers: [Officer], uses: [Equipment: Int] = [:]) {
            self.name = name
            self.officers = officers
            self.uses = uses
        }

        package var minutes: Int { officers.reduce(0) { $0 + $1.minutes } }
    }

    /// Shifts by office, in the order of the file; `*` stands for every office without own rows.
    package var offices: [String: [Shift]]

    package init(offices: [String: [Shift]]) { self.offices = offices }

    package static let anyOffice = "*"

    /// Two officers of eight hours everywhere: what a plan assumes while nobody has said otherwise.
    package static let assumed = Staff(
        offices: [
            anyOffice: [
                Shift(
                    name: "day",
                    officers: [Officer(id: "1", minutes: 480), Officer(id: "2", minutes: 480)])
            ]
        ])

    /// The shifts of an office; none when nobody works there.
    package func shifts(of office: String) -> [Shift] {
        offices[office] ?? offices[Self.anyOffice] ?? []
    }
}

extension Staff {
    /// Larger files are no staff list.
    package static let rowsMax = 100_000
    private static let columns = ["office", "shift", "kind", "id", "capacity", "skills"]

    /// Reads a staff list from the rows of its table, the head first, reporting every fault.
    ///
    /// Columns: office (`*` for all others), shift, kind (officer, scanner, canine, laboratory),
    /// id (an officer's service number), capacity (an officer's minutes, an equipment's uses), skills
    /// (words apart by spaces). Nil when anything is wrong.
    package static func reading(
        rows: [[String]], diagnostics: inout [Diagnostic]
    ) -> Staff? {
        guard let head = rows.first, head.map({ $0.lowercased() }) == columns else {
            diagnostics.append(
                fault(
                    1, "the columns are not those of a staff list",
                    "the head is \"\(columns.joined(separator: ","))\""))
            return nil
        }
        guard rows.count <= rowsMax else {
            diagnostics.append(
                fault(rowsMax, "there are more rows than \(rowsMax)", "split the list"))
            return nil
        }
        var offices: [String: [Shift]] = [:]
        var seen: Set<[String]> = []
        let before = diagnostics.count
        for (place, row) in rows.enumerated().dropFirst() {
            guard diagnostics.count < before + 50 else { break }
            let line = place + 1
            guard row.count == columns.count else {
                diagnostics.append(
                    fault(line, "\(row.count) columns", "give \(columns.count) columns"))
                continue
            }
            add(row, line: line, to: &offices, seen: &seen, &diagnostics)
        }
        return diagnostics.count == before ? Staff(offices: offices) : nil
    }

    private static func add(
        _ row: [String], line: Int, to offices: inout [String: [Shift]],
        seen: inout Set<[String]>, _ diagnostics: inout [Diagnostic]
    ) {
        let (office, name, kind, id) = (row[0], row[1], row[2], row[3])
        guard !office.isEmpty, !name.isEmpty else {
            diagnostics.append(
                fault(line, "office or shift is empty", "name both; * is every other office"))
            return
        }
        let isOfficer = kind == "officer"
        guard let capacity = Int(row[4]), (0...(isOfficer ? 1_440 : 10_000)).contains(capacity)
        else {
            diagnostics.append(
                fault(
                    line, "the capacity is no number that can be",
                    "give an officer 0 to 1440 minutes, equipment 0 to 10000 uses"))
            return
        }
        var shifts = offices[office] ?? []
        var place = shifts.firstIndex { $0.name == name }
        if place == nil {
            shifts.append(Shift(name: name, officers: []))
            place = shifts.count - 1
        }
        guard let place else { return }
        if isOfficer {
            guard !id.isEmpty, seen.insert([office, name, id]).inserted else {
                diagnostics.append(
                    fault(
                        line, "the officer has no id or stands in this shift twice",
                        "give every officer of a shift one row with a service number"))
                return
            }
            shifts[place].officers.append(
                Officer(
                    id: id, minutes: capacity,
                    skills: Set(row[5].split(separator: " ").map(String.init))))
        } else if let equipment = Equipment(rawValue: kind) {
            shifts[place].uses[equipment, default: 0] += capacity
        } else {
            diagnostics.append(
                fault(
                    line, "the kind is not known",
                    "write officer, scanner, canine or laboratory"))
            return
        }
        offices[office] = shifts
    }

    private static func fault(_ line: Int, _ problem: String, _ remedy: String) -> Diagnostic {
        Diagnostic(
            .error, code: "staff-row", place: "line \(line)", problem: problem,
            reason: "a plan needs to know exactly who can inspect when", remedy: remedy)
    }
}
