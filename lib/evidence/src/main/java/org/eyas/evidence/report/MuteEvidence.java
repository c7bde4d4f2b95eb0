package org.eyas.evidence.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mutes that were in force: each from the first line of the journal that names it until a line that does not, or its end. */
final class MuteEvidence {
  private final Instant from;
  private Map<String, Map<String, Object>> current = new LinkedHashMap<>();
  private final List<Map<String, Object>> ended = new ArrayList<>();

  /** @param from the begin of the report: mutes that ended before it are left out */
  MuteEvidence(Instant from) {
    this.from = from;
  }

  /** Adds a line with all mutes of its time. */
  void add(RecordLine line) {
    Map<String, Map<String, Object>> now = new LinkedHashMap<>();
    for (Map<String, Object> mute : line.maps("mutes")) {
      String id = String.valueOf(mute.get("id"));
      now.put(id, current.getOrDefault(id, row(mute, line.time())));
    }
    current.forEach((id, mute) -> {
      if (!now.containsKey(id) && !line.time().isBefore(from)) {
        mute.put("ended", line.time());
        ended.add(mute);
      }
    });
    current = now;
  }

  private static Map<String, Object> row(Map<String, Object> mute, Instant since) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String member : List.of("id", "rule", "fields", "owner", "reason", "until")) {
      row.put(member, mute.getOrDefault(member, ""));
    }
    row.put("in_force_since", since);
    row.put("ended", "");
    return row;
  }

  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>(ended);
    rows.addAll(current.values());
    return rows.stream().filter(mute -> !until(mute).isBefore(from)).toList();
  }

  private static Instant until(Map<String, Object> mute) {
    try {
      return Instant.parse(String.valueOf(mute.get("until")));
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }
}
