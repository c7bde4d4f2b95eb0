package org.eyas.evidence.report;

import java.util.Map;
import java.util.TreeMap;

/** Events that a rule saw and did not see, in a sum that grows. */
final class SeenCounts {
  private long expected;
  private long seen;
  private long lost;
  private long undecided;
  private long blindSeconds;
  private final Map<String, Long> causes = new TreeMap<>();

  /** Adds the counts of a line of the journal. Members that it lacks are zero. */
  void add(Map<String, Object> members) {
    expected += RecordLine.number(members, "expected");
    seen += RecordLine.number(members, "seen");
    lost += RecordLine.number(members, "lost");
    undecided += RecordLine.number(members, "undecided");
    blindSeconds += RecordLine.number(members, "blind_seconds");
    Map<String, Object> more = RecordLine.asMap(members.get("causes"));
    more.keySet().forEach(cause -> causes.merge(cause, RecordLine.number(more, cause), Long::sum));
  }

  boolean isWhole() {
    return lost == 0 && undecided == 0 && blindSeconds == 0;
  }

  void putEvents(Map<String, Object> row) {
    row.put("expected", expected);
    row.put("seen", seen);
  }

  void putMissed(Map<String, Object> row) {
    row.put("lost", lost);
    row.put("undecided", undecided);
    row.put("blind_seconds", blindSeconds);
    row.put("causes", causes);
  }
}
