import ContractRuntime

/// The answers to checks, as `check` prints them.
package struct CheckReport: Sendable {
    package struct Line: Sendable, Equatable {
        package let id: String
        package let level: DeploymentCheck.Level
        package let isWell: Bool
        /// What holds, or what does not and what to do.
        package let message: String

        package var text: String { "\(isWell ? "✓" : "✗") \(id) (\(level.rawValue)): \(message)" }
    }

    package let lines: [Line]
    /// False where a check of the level that counts failed.
    package let isGo: Bool

    /// Makes the checks; those of whose scope the context is, and that make sense there.
    ///
    /// - Parameters:
    ///   - silenced: ids of checks that are left out.
    ///   - failLevel: the least level that counts.
    package init(
        _ context: CheckContext,
        _ checks: [DeploymentCheck] = DeploymentCheck.all,
        silenced: Set<String> = [],
        failLevel: DeploymentCheck.Level = .error
    ) {
        lines = checks.filter { !silenced.contains($0.id) }.compactMap { check in
            switch context.finding(of: check) {
            case .none: return nil
            case .well(let remark):
                let message = check.subject + (remark.map { " (\($0))" } ?? "")
                return Line(id: check.id, level: check.level, isWell: true, message: message)
            case .fault(let faults):
                let message = "\(faults.map(\.words).joined(separator: "; ")). To do: \(check.remedy)"
                return Line(id: check.id, level: check.level, isWell: false, message: message)
            }
        }
        isGo = !lines.contains { !$0.isWell && $0.level >= failLevel }
    }

    /// `{"go":…,"checks":[{"id":…,"level":…,"ok":…,"message":…},…]}`.
    package var json: String {
        var writer = JSONWriter()
        writer.raw(#"{"go":"#)
        writer.write(isGo)
        writer.raw(#","checks":["#)
        var first = true
        for line in lines {
            writer.separate(&first)
            writer.raw(#"{"id":"#)
            writer.write(line.id)
            writer.raw(#","level":"#)
            writer.write(line.level.rawValue)
            writer.raw(#","ok":"#)
            writer.write(line.isWell)
            writer.raw(#","message":"#)
            writer.write(line.message)
            writer.raw("}")
        }
        writer.raw("]}")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// `GO`, or `NO-GO` with the numbers of what failed.
    package var verdict: String {
        let counts = DeploymentCheck.Level.allCases.reversed().compactMap { level -> String? in
            let count = lines.count { !$0.isWell && $0.level == level }
            return count == 0 ? nil : "\(count) \(level.rawValue)\(count == 1 || level == .info ? "" : "s")"
        }
        return (isGo ? "GO" : "NO-GO") + (counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))")
    }
}

extension CheckContext {
    /// nil where the check is not made.
    fileprivate func finding(of check: DeploymentCheck) -> CheckFinding? {
        let refusals = check.refusals(in: reading)
        guard refusals.isEmpty else {
            // The program does not run with them, whatever it is asked for.
            return check.tellsRefusals ? .fault(refusals.map { CheckFault("", $0.description) }) : nil
        }
        return asks(check) ? check.find(self) : nil
    }

    private func asks(_ check: DeploymentCheck) -> Bool {
        guard reading.isReadable || check.id == DeploymentCheck.settings[0].id else { return false }
        return switch check.scope {
        case .always: true
        case .deployment: isDeployment
        case .online: online != nil
        }
    }
}
