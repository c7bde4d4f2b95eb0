package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The engine's settings for lost events, system calls, the thread table and captures. */
final class CaptureKeys {
  private CaptureKeys() {}

  static Map<String, Object> of(ConfigTree tree) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("drops.threshold", tree.decimal("syscall_event_drops.threshold"));
    keys.put("drops.actions", tree.texts("syscall_event_drops.actions").toArray(String[]::new));
    keys.put("drops.rate", tree.decimal("syscall_event_drops.rate"));
    keys.put("drops.burst", tree.decimal("syscall_event_drops.max_burst"));
    keys.put("drops.simulated", tree.flag("syscall_event_drops.simulate_drops"));
    keys.put("timeouts.most", tree.number("syscall_event_timeouts.max_consecutives"));
    keys.put("base.custom", tree.texts("base_syscalls.custom_set").toArray(String[]::new));
    keys.put("base.repair", tree.flag("base_syscalls.repair"));
    keys.put("base.all", tree.flag("base_syscalls.all"));
    keys.put("recording.enabled", tree.flag("capture.enabled"));
    keys.put("recording.mode", tree.text("capture.mode"));
    keys.put("recording.prefix", tree.text("capture.path_prefix"));
    keys.put("recording.millis", tree.number("capture.default_duration"));
    keys.put("recording.megabytes", tree.number("capture.max_file_size_mb"));
    keys.put("threads.most", tree.number("falco_libs.thread_table_size"));
    keys.put("threads.purge.seconds", tree.number("falco_libs.thread_table_auto_purging_interval_s"));
    keys.put("threads.timeout.seconds", tree.number("falco_libs.thread_table_auto_purging_thread_timeout_s"));
    return keys;
  }
}
