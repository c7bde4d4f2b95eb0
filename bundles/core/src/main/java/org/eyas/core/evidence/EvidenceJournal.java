package org.eyas.core.evidence;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.evidence.chain.ChainedFile;
import org.eyas.json.write.CompactJson;
import org.jspecify.annotations.Nullable;

/**
 * Writes the facts that a report for auditors needs and that no other record has: starts and stops, the digest of the rules, the
 * mutes, and how complete the rules were. One thread at a time uses it. A line costs a disk flush; there is one for each change, one
 * for each minute in which a rule missed something, and otherwise one in ten minutes, by which a kill can be recognized. Each file
 * contains the rules and mutes of its begin, because the file before it may be dropped.
 */
final class EvidenceJournal {
  private static final Duration SILENCE = Duration.ofMinutes(10);
  /** The engine counts an event within a second of its minute. */
  private static final Duration UNTIL_COUNTED = Duration.ofSeconds(5);
  private final ChainedFile file;
  private final Completeness completeness;
  private final Supplier<RuleDigests> rules;
  private final Supplier<Instant> published;
  private final Supplier<List<MuteStatus>> mutes;
  private final InstantSource clock;
  private Instant counted = Instant.MIN;
  private Instant checked = Instant.MIN;
  private Instant knownLoad = Instant.MIN;
  private RuleDigests knownRules = RuleDigests.NONE;
  private @Nullable List<Mute> knownMutes; // null if the file does not contain them

  EvidenceJournal(
      ChainedFile file, Completeness completeness, Supplier<RuleDigests> rules, Supplier<Instant> published,
      Supplier<List<MuteStatus>> mutes, InstantSource clock) {
    this.file = file;
    this.completeness = completeness;
    this.rules = rules;
    this.published = published;
    this.mutes = mutes;
    this.clock = clock;
  }

  /** Writes that a run begins. Called before the other methods. */
  void writeStart(String version) throws IOException {
    counted = clock.instant();
    checked = counted;
    Map<String, Object> line = line("start");
    line.put("eyas_version", version);
    line.put("pid", ProcessHandle.current().pid());
    write(line);
  }

  /** Writes the changes since the last call. */
  void writeChanges() throws IOException {
    boolean isLoaded = !published.get().equals(knownLoad);
    Instant minute = clock.instant().minus(UNTIL_COUNTED).truncatedTo(ChronoUnit.MINUTES);
    if (minute.isAfter(checked) || isLoaded) {
      checked = minute;
      writeCompleteness(minute, isLoaded || !minute.isBefore(counted.plus(SILENCE))); // the counts of the rules before a load
    }
    if (isLoaded) {
      writeRules();
    }
    writeMutes();
  }

  /** Writes that a run ends in order. */
  void writeStop() throws IOException {
    writeCompleteness(clock.instant(), true);
    write(line("stop"));
  }

  private void writeRules() throws IOException {
    Instant load = published.get();
    RuleDigests digests = rules.get();
    if (!digests.equals(knownRules)) {
      Map<String, Object> line = line("rules");
      line.put("digest", digests.all());
      line.put("rules", digests.byRule());
      write(line);
    }
    knownLoad = load;
    knownRules = digests;
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
    if (!to.isAfter(counted) || knownRules == RuleDigests.NONE) {
      return;
    }
    List<RuleCompleteness> all = completeness.rules(counted, to);
    if (always || all.stream().anyMatch(rule -> !rule.total().isWhole())) {
      Map<String, Object> line = line("completeness");
      line.put("from", counted);
      line.put("to", to);
      line.put("counts", counts(all));
      write(line);
      counted = to;
    }
  }

  // Events are counted by type, so many rules have the same counts. A rule is named by its place in the line about rules.
  private List<Map<String, Object>> counts(List<RuleCompleteness> all) {
    List<String> names = List.copyOf(knownRules.byRule().keySet());
    Map<SeenEvents, List<Integer>> groups = new LinkedHashMap<>();
    for (RuleCompleteness rule : all) {
      SeenEvents total = rule.total();
      int place = Collections.binarySearch(names, rule.rule());
      if (place >= 0) { // otherwise it was loaded a moment ago
        groups.computeIfAbsent(
            new SeenEvents(total.seen(), total.lost(), total.undecided(), 0, total.blindSeconds()), counts -> new ArrayList<>())
            .add(place);
      }
    }
    return groups.entrySet().stream().map(group -> row(group.getKey(), group.getValue())).toList();
  }

  private static Map<String, Object> row(SeenEvents counts, List<Integer> rules) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("rules", rules);
    row.put("expected", counts.expected());
    row.put("seen", counts.seen());
    if (!counts.isWhole()) {
      row.put("lost", counts.allLost());
      row.put("undecided", counts.undecided());
      row.put("blind_seconds", counts.blindSeconds());
      row.put("causes", counts.lost());
    }
    return row;
  }

  private Map<String, Object> line(String kind) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant());
    line.put("kind", kind);
    return line;
  }

  private void write(Map<String, Object> line) throws IOException {
    if (file.append(CompactJson.of(line))) {
      knownLoad = Instant.MIN;
      knownRules = RuleDigests.NONE;
      knownMutes = null;
    }
  }
}
