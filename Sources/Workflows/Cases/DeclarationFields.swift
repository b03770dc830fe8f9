import Customs
package import Exchange
import Formats
package import Seal
package import Store

/// Takes from a stored declaration what an agreement permits a partner to be told.
package enum DeclarationFields {
    /// Adds the declaration's data to a content; fields the agreement does not name stay behind,
    /// and what the content says already is not overwritten.
    ///
    /// - Throws: ``ExchangeFailure/Code/unknown`` when no declaration has the number.
    package static func adding(
        _ number: String, to content: JSONTree, permitted: Set<FieldPath>,
        from store: any Store
    ) throws -> JSONTree {
        guard let declaration = try store.read({ try stored(number, in: $0) }) else {
            throw ExchangeFailure(
                .unknown, problem: "no declaration \(number) is stored here",
                remedy: "see: tamga explain \(number)")
        }
        return merged(content, fields(of: declaration, number: number), permitted, path: "")
    }

    /// The newest version of the declaration that people call by this number; nil when there is
    /// none.
    static func stored(_ number: String, in reader: any StoreReader) throws -> Declaration? {
        let document =
            try reader.document(registration: number)
            ?? reader.documents(reference: number).last
        guard let document, let version = try reader.versions(of: document.id).last,
            case .declaration(let declaration)? = CanonicalJSON.read(version.content).document
        else { return nil }
        return declaration
    }

    /// As much of a declaration as an agreement's list of fields permits.
    static func permitted(
        _ permitted: Set<FieldPath>, of declaration: Declaration, number: String
    ) -> JSONTree {
        merged(
            .object(JSONObject()), fields(of: declaration, number: number), permitted, path: "")
    }

    /// As much of a content as an agreement's list of fields permits.
    static func cut(_ content: JSONTree, to permitted: Set<FieldPath>) -> JSONTree {
        merged(.object(JSONObject()), content, permitted, path: "")
    }

    /// The declaration in the words of agreements.
    static func fields(of declaration: Declaration, number: String) -> JSONTree {
        let goods = declaration.items.prefix(99).map { item -> JSONTree in
            .object([
                "description": item.description.map { .string($0) },
                "hsCode": item.commodityCode.map { .string($0) },
                "origin": item.origins.first?.countryCode.map { .string($0) },
                "grossMassKg": item.grossMass.map { .string($0.value.written) },
                "quantity": item.supplementary.map { .string($0.value.written) },
                "unit": item.supplementary?.unit.map { .string($0) },
                "value": item.price.map { .string($0.amount.written) },
                "currency": item.price?.currency.map { .string($0) },
            ])
        }
        let containers = declaration.equipment.compactMap(\.id).prefix(99).map {
            JSONTree.string($0)
        }
        return .object([
            "declaration": .object([
                "number": .string(number),
                "office": declaration.offices.first?.id.map { .string($0) },
                "date": day(of: declaration).map { .string($0.description) },
                "procedure": procedure(of: declaration).map { .string($0) },
            ]),
            "goods": goods.isEmpty ? nil : .array(Array(goods)),
            "transport": .object([
                "container": containers.isEmpty ? nil : .array(Array(containers)),
                "vehicle": declaration.transportMeans.first?.id.map { .string($0) },
                "mode": declaration.modeCode.map { .string($0) },
            ]),
            "arrival": .object([
                "estimated": declaration.arrivalDateTime.map { .string($0.text) }
            ]),
        ])
    }

    private static func day(of declaration: Declaration) -> CalendarDay? {
        declaration.acceptanceDateTime?.day ?? declaration.issueDateTime?.day
    }

    /// Requested and previous procedure of the first goods item, such as `1000`.
    private static func procedure(of declaration: Declaration) -> String? {
        let procedures = declaration.items.lazy.flatMap(\.procedures)
        guard let first = procedures.first(where: { $0.currentCode != nil }) else {
            return declaration.procedureTypeCode
        }
        return first.currentCode.map { $0 + (first.previousCode ?? "") }
    }

    static func merged(
        _ content: JSONTree, _ more: JSONTree, _ permitted: Set<FieldPath>, path: String
    ) -> JSONTree {
        guard let added = more.object else { return content }
        var object = content.object ?? JSONObject()
        for (name, value) in added.members {
            let place = path.isEmpty ? name : "\(path).\(name)"
            switch value {
            case .object:
                let inner = merged(
                    object[name] ?? .object(JSONObject()), value, permitted, path: place)
                if inner.object?.names.isEmpty == false { object[name] = inner }
            case .array(let elements):
                guard object[name] == nil else { continue }
                let kept = elements.compactMap { element -> JSONTree? in
                    guard element.object != nil else {
                        return permits(permitted, place) ? element : nil
                    }
                    let inner = merged(.object(JSONObject()), element, permitted, path: place)
                    return inner.object?.names.isEmpty == false ? inner : nil
                }
                if !kept.isEmpty { object[name] = .array(kept) }
            default:
                if object[name] == nil, permits(permitted, place) { object[name] = value }
            }
        }
        return .object(object)
    }

    private static func permits(_ permitted: Set<FieldPath>, _ place: String) -> Bool {
        FieldPath(place).map { permitted.contains($0) } ?? false
    }
}
