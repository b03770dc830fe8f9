import Customs
import Formats
import Store

extension PlanMaking {
    /// Declarations that may be of the day, as they are stored.
    struct Page {
        struct Row: Sendable {
            var version: VersionRow
            var assessment: AssessmentRow?
            /// Received on the day; else the day's digits stand somewhere in the content.
            var isOfToday: Bool
        }

        var rows: [Row] = []
        var inspected = 0
        /// The last version looked at; nil when there are no more.
        var last: Int64?
    }

    static func page(
        of day: CalendarDay, from start: Int64, after: Int64, in reader: any StoreReader
    ) throws -> Page {
        let isoDay = Array(day.iso.utf8)
        let versions = try reader.declarations(
            receivedFrom: .min, until: .max, after: after, limit: batch)
        var page = Page(last: versions.last?.id)
        for version in versions {
            let isOfToday =
                version.receivedAt >= start && version.receivedAt < start + millisecondsPerDay
            // The day's digits must stand in the content of what is dated on it.
            guard isOfToday || contains(version.content, isoDay) else { continue }
            guard try reader.inspectionResults(of: version.document).isEmpty else {
                if isOfToday || Standing.day(of: version) == day { page.inspected += 1 }
                continue
            }
            page.rows.append(
                Page.Row(
                    version: version, assessment: try reader.assessments(of: version.id).last,
                    isOfToday: isOfToday))
        }
        return page
    }

    /// A declaration of the day that nobody has inspected.
    struct Standing: Sendable {
        let row: Page.Row
        let declaration: Declaration
        let signals: StoredSignals

        /// Nil for a declaration of another day.
        init?(_ row: Page.Row, on day: CalendarDay) {
            guard let declaration = Self.declaration(row.version),
                row.isOfToday || declaration.referenceDay == day
            else { return nil }
            self.row = row
            self.declaration = declaration
            signals = StoredSignals(row.assessment?.content ?? [])
        }

        static func day(of version: VersionRow) -> CalendarDay? {
            declaration(version)?.referenceDay
        }

        private static func declaration(_ version: VersionRow) -> Declaration? {
            if case .declaration(let declaration)? = CanonicalJSON.read(version.content).document {
                declaration
            } else {
                nil
            }
        }
    }

    private static func contains(_ content: [UInt8], _ word: [UInt8]) -> Bool {
        content.withUnsafeBufferPointer { bytes in
            guard let first = word.first, bytes.count >= word.count else { return false }
            for start in 0...bytes.count - word.count where bytes[start] == first {
                var place = 1
                while place < word.count, bytes[start + place] == word[place] { place += 1 }
                if place == word.count { return true }
            }
            return false
        }
    }
}
