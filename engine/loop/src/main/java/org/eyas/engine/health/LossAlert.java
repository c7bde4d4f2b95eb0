package org.eyas.engine.health;

import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.engine.alert.InternalAlert;
import org.jspecify.annotations.Nullable;

/** The alert about events lost within a second. */
final class LossAlert {
  private static final String RULE = "Falco internal: syscall event drop";

  private LossAlert() {}

  static String message(CaptureStats second) {
    return RULE + ". " + second.dropped() + " system calls dropped in last second.";
  }

  /**
   * @param all the events lost since the source was opened
   * @param trees the process trees that lost most of these events; empty if none is known
   * @param ebpf whether the events come from an eBPF probe
   */
  static Alert of(long nanos, CaptureStats second, long all, String trees, boolean ebpf) {
    SortedMap<String, @Nullable Object> fields = fields(second, ebpf);
    fields.put("eyas.lost_since_start", Long.toString(all));
    if (!trees.isEmpty()) {
      fields.put("eyas.lost_by", trees);
    }
    return InternalAlert.of(nanos, Priority.DEBUG, RULE, message(second), fields);
  }

  // All of these are texts in Falco too.
  private static SortedMap<String, @Nullable Object> fields(CaptureStats second, boolean ebpf) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    long full = 0;
    for (LossCause cause : LossCause.values()) {
      fields.put("n_drops_" + cause.label(), Long.toString(second.lost(cause)));
      full += cause.isBuffer() ? second.lost(cause) : 0;
    }
    fields.put("n_drops_buffer_total", Long.toString(full));
    fields.put("n_evts", Long.toString(second.events() + second.dropped()));
    fields.put("n_drops", Long.toString(second.dropped()));
    fields.put("ebpf_enabled", ebpf ? "1" : "0");
    return fields;
  }
}
