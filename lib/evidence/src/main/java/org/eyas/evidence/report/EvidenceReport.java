package org.eyas.evidence.report;

import java.io.IOException;
import java.nio.file.Path;
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
  private final RunningPeriods periods = new RunningPeriods();
  private final RuleEvidence rules;
  private final CompletenessEvidence completeness = new CompletenessEvidence();
  private final MuteEvidence mutes;

  /** @param made when the report is made */
  public EvidenceReport(Instant from, Instant to, Instant made) {
    this.from = from;
    this.to = to.isAfter(made) ? made : to;
    this.made = made;
    rules = new RuleEvidence(from);
    mutes = new MuteEvidence(from);
  }

  /**
   * The members. Called once.
   *
   * @param journal the files of the evidence journal, the oldest first
   * @param audit those of the audit log
   * @param checks the checked chains of all records
   */
  public Map<String, Object> members(
      String host, String version, List<Path> journal, List<Path> audit, Collection<ChainCheckResult> checks) throws IOException {
    RecordLine.read(journal, this::add);
    periods.end(made);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("report", "eyas evidence");
    report.put("version", VERSION);
    report.put("host", host);
    report.put("eyas_version", version);
    report.put("made", made);
    report.put("from", from);
    report.put("to", to);
    report.put("integrity", checks.stream().map(EvidenceReport::check).toList());
    report.put("running", periods.rows(from, to));
    report.put("gaps", periods.gaps(from, to));
    report.put("losses", completeness.losses());
    report.put("rules", rules.rows());
    report.put("completeness", completeness.rows());
    report.put("changes", changes(audit));
    report.put("mutes", mutes.rows());
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

  private void add(RecordLine line) {
    periods.add(line);
    if (!line.time().isAfter(to)) {
      switch (line.kind()) {
        case "rules" -> rules.add(line);
        case "mutes" -> mutes.add(line);
        case "completeness" -> addCounts(line);
        default -> {} // starts and stops, and lines of later versions
      }
    }
  }

  private void addCounts(RecordLine line) {
    if (line.instant("to").isAfter(from)) {
      completeness.add(line, rules.names());
    }
  }

  private List<Map<String, Object>> changes(List<Path> audit) throws IOException {
    List<Map<String, Object>> changes = new ArrayList<>();
    RecordLine.read(audit, line -> {
      if (!line.time().isBefore(from) && !line.time().isAfter(to)) {
        changes.add(change(line));
      }
    });
    return changes;
  }

  private static Map<String, Object> change(RecordLine line) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("time", line.time());
    for (String member : List.of("who", "what", "detail")) {
      row.put(member, line.text(member));
    }
    row.put("done", line.text("done").equals("true"));
    return row;
  }
}
