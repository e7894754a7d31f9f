import Generated

extension DeploymentCheck {
    /// What the machine tells.
    static let host: [DeploymentCheck] = [
        DeploymentCheck(
            "routes",
            .error,
            .always,
            "the contract is loaded",
            remedy: "build the program again: this binary has no routes"
        ) { _ in ContractTables.routes.isEmpty ? .fault("no routes") : .well },
        DeploymentCheck(
            "env-file",
            .warning,
            .always,
            "the file with the settings is its owner's alone",
            remedy: "chmod 600 the file"
        ) { context in
            context.host.exposedEnvironmentFile.map { .fault("\($0) can be read or written by others") } ?? .well
        },
        DeploymentCheck(
            "database-files",
            .error,
            .always,
            "the files of SQLite are their owner's alone",
            remedy: "chmod go-rwx the files"
        ) { context in
            guard let files = context.host.exposedDatabaseFiles else { return nil }
            guard !files.isEmpty else { return .well }
            return .fault("others can read or write the database: chmod go-rwx \(files.joined(separator: " "))")
        },
        DeploymentCheck(
            "disk-room",
            .warning,
            .always,
            "the disk of SQLite has room: 1 GiB and 5 %",
            remedy: "make room; when the disk is full, writes are answered 503"
        ) { context in
            guard let room = context.host.diskRoom else { return nil }
            let megabytes = room.free >> 20
            return room.free < 1 << 30 || room.free * 20 < room.size
                ? .fault("\(megabytes) MiB of \(room.size >> 20) MiB are free") : .well("\(megabytes) MiB are free")
        },
        DeploymentCheck(
            "log-files",
            .error,
            .always,
            isForServe: false,
            "the log files can be written, in folders that are there",
            remedy: "make the folder, and let the server's user write there: install -d -m 750 -o USER logs"
        ) { context in
            let files = context.host.logFiles
            guard !files.isEmpty else { return nil }
            let faults = files.compactMap { file in file.fault.map { CheckFault(file.path, $0) } }
            return faults.isEmpty ? .well : .fault(faults)
        },
        DeploymentCheck(
            "log-disk-room",
            .warning,
            .always,
            "the disk of each log file has room for it and those before it, or 1 GiB where it is not rotated",
            remedy: "make room, or lower LOG_MAX_BYTES or LOG_BACKUP_COUNT; when the disk is full, lines are dropped"
        ) { context in
            let files = context.host.logFiles
            guard !files.isEmpty else { return nil }
            let faults = files.compactMap { file -> CheckFault? in
                guard let free = file.free, free < file.growth else { return nil }
                return CheckFault(file.path, "may grow by \(file.growth >> 20) MiB, and \(free >> 20) MiB are free")
            }
            return faults.isEmpty ? .well : .fault(faults)
        },
        DeploymentCheck(
            "descriptors",
            .warning,
            .deployment,
            "the process may open as many files as MAX_CONNECTIONS needs",
            remedy: "raise the limit (LimitNOFILE= of systemd, ulimits of Docker), or lower MAX_CONNECTIONS"
        ) { context in
            guard let limit = context.host.descriptorLimit else { return nil }
            let needed = context.neededDescriptors
            return limit < needed ? .fault("\(limit) may be open, and \(needed) are needed") : .well
        },
        DeploymentCheck(
            "clock",
            .warning,
            .always,
            "the clock is not behind the program's own file",
            remedy: "set the clock, and keep it with NTP; launch data is good for a time only"
        ) { context in
            context.host.now < context.host.programMade ? .fault("it is before the program was installed") : .well
        },
        DeploymentCheck(
            "backup-age",
            .warning,
            .deployment,
            "the newest backup in BACKUP_FOLDER is less than BACKUP_MAX_AGE hours old",
            remedy: "run telegram-backend backup every night; silence this where something else makes backups"
        ) { context in
            let newest: Int
            switch context.newestBackup {
            case nil: return nil
            case .success(nil): return .fault("there is no backup")
            case .success(let seconds?): newest = seconds
            case .failure(.notUnderstood(let reason)): return .fault(reason)
            case .failure(.refused(let reasons)): return .fault(reasons.joined(separator: "; "))
            }
            let hours = (Int(context.host.now) - newest) / 3_600
            let isOld = hours >= context.configuration.backups.maxAgeHours
            return isOld ? .fault("the newest backup is \(hours) hours old") : .well("\(hours) hours old")
        },
    ]
}
