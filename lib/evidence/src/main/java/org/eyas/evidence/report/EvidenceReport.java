package org.eyas.evidence.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eyas.evidence.chain.ChainCheckResult;

/**
 * The report for an auditor about a span of time, as the members of its JSON; docs/how-to/report.md describes them. It reads the
 * records on disk, and needs no running engine.
 */
public final class EvidenceReport {
  /** Changes with the meaning of members raise it. */
  private static final int VERSION = 1;

  private final Instant from;
  private final Instant to;
  private final Instant made;

  /** @param made when the report is made */
  public EvidenceReport(Instant from, Instant to, Instant made) {
    this.from = from;
    this.to = to.isAfter(made) ? made : to;
    this.made = made;
  }

  /**
   * The members.
   *
   * @param journal the files of the evidence journal, the oldest first
   * @param audit those of the audit log
   * @param checks the checked chains of all records
   */
  public Map<String, Object> members(
      String host, String version, List<Path> journal, List<Path> audit, Collection<ChainCheckResult> checks) throws IOException {
    List<RecordLine> lines = RecordLine.read(journal);
    List<RunningPeriod> periods = RunningPeriod.of(lines, made);
    RuleEvidence rules = new RuleEvidence(lines, from, to);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("report", "eyas evidence");
    report.put("version", VERSION);
    report.put("host", host);
    report.put("eyas_version", version);
    report.put("made", made);
    report.put("from", from);
    report.put("to", to);
    report.put("integrity", checks.stream().map(EvidenceReport::check).toList());
    report.put("running", periods.stream().filter(this::isInside).map(EvidenceReport::period).toList());
    report.put("gaps", RunningPeriod.gaps(periods, from, to));
    report.put("rules", rules.loads());
    report.put("completeness", rules.completeness());
    report.put("changes", changes(RecordLine.read(audit)));
    report.put("mutes", mutes(lines));
    report.put("controls", ControlMapping.members());
    return report;
  }

  /** A checked chain as members of JSON. */
  public static Map<String, Object> check(ChainCheckResult check) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("record", check.record());
    members.put("entries", check.entries());
    members.put("unchained", check.unchained());
    members.put("head", check.head());
    members.put("intact", !check.isBroken());
    members.put("heads_found", new TreeSet<>(check.found()));
    List<Map<String, Object>> findings = new ArrayList<>();
    check.findings().forEach(finding -> {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("place", finding.place());
      row.put("text", finding.text());
      row.put("broken", finding.isBroken());
      findings.add(row);
    });
    members.put("findings", findings);
    members.put("further_findings", check.furtherFindings());
    return members;
  }

  private boolean isInside(RunningPeriod period) {
    return !period.to().isBefore(from) && !period.from().isAfter(to);
  }

  private boolean isInside(RecordLine line) {
    return !line.time().isBefore(from) && !line.time().isAfter(to);
  }

  private static Map<String, Object> period(RunningPeriod period) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("from", period.from());
    row.put("to", period.to());
    row.put("end", period.end().text);
    return row;
  }

  private List<Map<String, Object>> changes(List<RecordLine> audit) {
    List<Map<String, Object>> changes = new ArrayList<>();
    for (RecordLine line : audit) {
      if (isInside(line)) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", line.time());
        for (String member : List.of("who", "what", "detail")) {
          row.put(member, line.text(member));
        }
        row.put("done", line.text("done").equals("true"));
        changes.add(row);
      }
    }
    return changes;
  }

  // A mute is in force from the first line that names it until a line that does not, or its end.
  private List<Map<String, Object>> mutes(List<RecordLine> journal) {
    Map<String, Map<String, Object>> mutes = new LinkedHashMap<>();
    List<Map<String, Object>> ended = new ArrayList<>();
    for (RecordLine line : journal) {
      if (!line.kind().equals("mutes") || line.time().isAfter(to)) {
        continue;
      }
      Map<String, Map<String, Object>> now = new LinkedHashMap<>();
      for (Map<String, Object> mute : line.maps("mutes")) {
        String id = String.valueOf(mute.get("id"));
        now.put(id, mutes.getOrDefault(id, row(mute, line.time())));
      }
      mutes.forEach((id, mute) -> {
        if (!now.containsKey(id) && !line.time().isBefore(from)) {
          mute.put("ended", line.time());
          ended.add(mute);
        }
      });
      mutes = now;
    }
    ended.addAll(mutes.values());
    return ended.stream().filter(mute -> !until(mute).isBefore(from)).toList();
  }

  private static Map<String, Object> row(Map<String, Object> mute, Instant seen) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String member : List.of("id", "rule", "fields", "owner", "reason", "until")) {
      row.put(member, mute.getOrDefault(member, ""));
    }
    row.put("in_force_since", seen);
    row.put("ended", "");
    return row;
  }

  private static Instant until(Map<String, Object> mute) {
    try {
      return Instant.parse(String.valueOf(mute.get("until")));
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }
}
