package org.eyas.core.evidence;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.evidence.chain.ChainedFile;
import org.eyas.json.write.CompactJson;

/**
 * Writes the facts that a report for auditors needs and that no other record has: starts and stops, the digest of the rules, the
 * mutes, and how complete the rules were. One thread at a time uses it. A line costs a disk flush; there is one for each change, one
 * for each minute in which a rule missed something, and otherwise one in ten minutes, by which a kill can be recognized.
 */
final class EvidenceJournal {
  private static final Duration SILENCE = Duration.ofMinutes(10);
  /** The engine counts an event within a second of its minute. */
  private static final Duration UNTIL_COUNTED = Duration.ofSeconds(5);
  /** The rules of which each is named: the line of more rules would be too long for the check of the chain. */
  private static final int MOST_RULES = 5_000;

  private final ChainedFile file;
  private final Completeness completeness;
  private final Supplier<RuleDigests> rules;
  private final Supplier<Instant> published;
  private final Supplier<List<MuteStatus>> mutes;
  private final InstantSource clock;
  private Instant counted;
  private Instant knownRules = Instant.MIN;
  private String knownDigest = "";
  private List<Mute> knownMutes = List.of();

  EvidenceJournal(
      ChainedFile file, Completeness completeness, Supplier<RuleDigests> rules, Supplier<Instant> published,
      Supplier<List<MuteStatus>> mutes, InstantSource clock) {
    this.file = file;
    this.completeness = completeness;
    this.rules = rules;
    this.published = published;
    this.mutes = mutes;
    this.clock = clock;
    counted = clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  /** Writes that a run begins. */
  void writeStart(String version) throws IOException {
    Map<String, Object> line = line("start");
    line.put("eyas_version", version);
    line.put("pid", ProcessHandle.current().pid());
    write(line);
  }

  /** Writes the changes since the last call. */
  void writeChanges() throws IOException {
    writeRules();
    writeMutes();
    Instant now = clock.instant();
    Instant minute = now.minus(UNTIL_COUNTED).truncatedTo(ChronoUnit.MINUTES);
    if (minute.isAfter(counted)) {
      writeCompleteness(minute, !minute.isBefore(counted.plus(SILENCE)));
    }
  }

  /** Writes that a run ends in order. */
  void writeStop() throws IOException {
    writeCompleteness(clock.instant(), true);
    write(line("stop"));
  }

  private void writeRules() throws IOException {
    Instant now = published.get();
    if (now.equals(knownRules)) {
      return;
    }
    RuleDigests digests = rules.get();
    if (!digests.all().equals(knownDigest)) {
      Map<String, Object> line = line("rules");
      line.put("digest", digests.all());
      line.put("enabled", digests.byRule().size());
      line.put("rules", digests.byRule().size() > MOST_RULES ? Map.of() : digests.byRule());
      write(line);
    }
    knownRules = now;
    knownDigest = digests.all();
  }

  private void writeMutes() throws IOException {
    List<Mute> now = mutes.get().stream().map(MuteStatus::mute).toList();
    if (now.equals(knownMutes)) {
      return;
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (Mute mute : now) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", mute.id());
      row.put("rule", mute.rule());
      row.put("fields", mute.fields());
      row.put("owner", mute.owner());
      row.put("reason", mute.reason());
      row.put("until", mute.until());
      all.add(row);
    }
    Map<String, Object> line = line("mutes");
    line.put("mutes", all);
    write(line);
    knownMutes = now;
  }

  private void writeCompleteness(Instant to, boolean always) throws IOException {
    List<Map<String, Object>> incomplete = new ArrayList<>();
    for (RuleCompleteness rule : completeness.rules(counted, to)) {
      if (!rule.total().isWhole()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rule", rule.rule());
        row.put("source", rule.source());
        row.put("expected", rule.total().expected());
        row.put("seen", rule.total().seen());
        row.put("lost", rule.total().allLost());
        row.put("undecided", rule.total().undecided());
        row.put("blind_seconds", rule.total().blindSeconds());
        row.put("causes", rule.total().lost());
        incomplete.add(row);
      }
    }
    if (always || !incomplete.isEmpty()) {
      Map<String, Object> line = line("completeness");
      line.put("from", counted);
      line.put("to", to);
      line.put("incomplete", incomplete);
      write(line);
      counted = to;
    }
  }

  private Map<String, Object> line(String kind) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant());
    line.put("kind", kind);
    return line;
  }

  private void write(Map<String, Object> line) throws IOException {
    file.append(CompactJson.of(line));
  }
}
