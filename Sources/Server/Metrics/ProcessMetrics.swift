import Glibc
import Metrics
import Platform

/// The process and its build, by the names that Prometheus' client libraries agree on.
enum ProcessMetrics {
    static func register(in registry: MetricRegistry, environment: DeploymentEnvironment) {
        let start = Double(SystemClock.microseconds()) / 1_000_000
        registry.gauges(
            "telegram_backend_build_info",
            "1; what runs here.",
            by: ["version", "environment"]
        ) { [.init(1, Version.text, environment.rawValue)] }
        registry.gauge("process_start_time_seconds", "When the process started, since 1970.") { start }
        registry.counter("process_cpu_seconds_total", "Processor time, user and system.") {
            var usage = rusage()
            guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
            return seconds(usage.ru_utime) + seconds(usage.ru_stime)
        }
        registry.gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.") {
            memoryPages(1).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
        }
        registry.gauge("process_virtual_memory_bytes", "Addresses that the process has reserved.") {
            memoryPages(0).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
        }
        registry.gauge("process_open_fds", "Descriptors that are open.") {
            // Without the one that lists them.
            (try? FileSystem.names(in: "/proc/self/fd")).map { Double($0.count - 1) }
        }
        registry.gauge("process_max_fds", "Descriptors that may be open.") {
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
            return Double(limit.rlim_cur)
        }
        registry.gauge("process_threads", "Threads.") {
            (try? FileSystem.names(in: "/proc/self/task")).map { Double($0.count) }
        }
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }

    /// A number of /proc/self/statm.
    private static func memoryPages(_ field: Int) -> Double? {
        guard let bytes = try? FileSystem.read("/proc/self/statm").bytes else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return field < fields.count ? Double(fields[field]) : nil
    }
}
