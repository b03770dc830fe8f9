import Synchronization

/// What happened at a door, in numbers alone.
package final class DoorCounts: Sendable {
    /// A kind of event that is counted.
    package enum Event: String, CaseIterable, Sendable {
        case connections = "connections_total"
        case connectionsRefused = "connections_refused_total"
        case handshakesFailed = "handshakes_failed_total"
        case requests = "requests_total"
        case refusals = "requests_refused_total"
        case cut = "connections_cut_total"
    }

    private let counts = Mutex<[Event: Int]>([:])
    private let open = Atomic<Int>(0)

    package init() {}

    package func add(_ event: Event) { counts.withLock { $0[event, default: 0] += 1 } }

    package func count(of event: Event) -> Int { counts.withLock { $0[event] ?? 0 } }

    /// Connections that are open now.
    package var openConnections: Int { open.load(ordering: .relaxed) }

    /// The counts of several doors in the text form that monitors read; numbers alone.
    static func exposition(_ doors: [(name: String, counts: DoorCounts)]) -> String {
        var text = ""
        for event in Event.allCases {
            text += "# TYPE tamga_\(event.rawValue) counter\n"
            for door in doors {
                text +=
                    "tamga_\(event.rawValue){door=\"\(door.name)\"} \(door.counts.count(of: event))\n"
            }
        }
        text += "# TYPE tamga_connections_open gauge\n"
        for door in doors {
            text += "tamga_connections_open{door=\"\(door.name)\"} \(door.counts.openConnections)\n"
        }
        return text
    }

    func opened() { open.add(1, ordering: .relaxed) }
    func closed() { open.subtract(1, ordering: .relaxed) }
}
