package org.eyas.fleet.job;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.eyas.fleet.rule.FleetRule;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.fleet.rule.RefusedRulesException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active rules of one instance of an operator. These are the rules of the topic at the time when the job was
 * submitted, until the first change arrives as broadcast state. They are compiled once for each change. For the thread
 * of the operator.
 */
final class ActiveRules implements Serializable {
  private static final String FILES_STATE = "rule-files";
  private static final String SINCE_STATE = "rules-since";
  /** The files by their names, including removed files. */
  static final MapStateDescriptor<String, RuleFile> FILES =
      new MapStateDescriptor<>(FILES_STATE, Types.STRING, TypeInformation.of(RuleFile.class));
  /** The time at which each rule was added, by the id of the rule. */
  static final MapStateDescriptor<String, Long> SINCE = new MapStateDescriptor<>(SINCE_STATE, Types.STRING, Types.LONG);

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRules.class);
  /** A key in {@link #SINCE} after the first change; no rule has this id. */
  private static final String CHANGED = "";

  private final List<RuleFile> initial;
  private transient @Nullable Compiled current;

  ActiveRules(List<RuleFile> initial) {
    this.initial = List.copyOf(initial);
  }

  /** The broadcast state, which only a change may write. */
  record State(ReadOnlyBroadcastState<String, RuleFile> files, ReadOnlyBroadcastState<String, Long> since) {}

  /** Files and their rules. */
  private record Compiled(SortedMap<String, RuleFile> files, FleetRules rules) {
    static Compiled of(SortedMap<String, RuleFile> files) throws RefusedRulesException {
      return new Compiled(files, FleetRules.load(new RulesTopicContent(List.copyOf(files.values()), Map.of()).contents()));
    }
  }

  FleetRules get(State state) throws Exception {
    return compiled(state).rules();
  }

  private Compiled compiled(State state) throws Exception {
    Compiled known = current;
    if (known == null) {
      known = state.since().contains(CHANGED) ? restored(state) : initial();
      current = known;
    }
    return known;
  }

  /**
   * Compiles the stored files. A later version of the job may refuse rules that an earlier version has stored. The job
   * runs nevertheless, so that the rules can be corrected.
   */
  private Compiled restored(State state) throws Exception {
    SortedMap<String, RuleFile> files = new TreeMap<>();
    state.files().immutableEntries().forEach(file -> files.put(file.getKey(), file.getValue()));
    try {
      return Compiled.of(files);
    } catch (RefusedRulesException e) {
      LOG.error("The rules of the checkpoint cannot be used, so those with which the job was started are in force: {}",
          e.getMessage());
      return initial();
    }
  }

  private Compiled initial() {
    SortedMap<String, RuleFile> files = new TreeMap<>();
    initial.forEach(file -> files.put(file.name(), file));
    try {
      return Compiled.of(files);
    } catch (RefusedRulesException e) {
      LOG.error("No rules are in force, because those with which the job was started cannot be used: {}", e.getMessage());
      return new Compiled(new TreeMap<>(), FleetRules.none());
    }
  }

  /** The time at which a rule was added, in milliseconds since the epoch. */
  long since(String id, State state) throws Exception {
    Long known = state.since().get(id);
    return known == null ? initial.stream().mapToLong(RuleFile::millis).max().orElse(0) : known;
  }

  /**
   * Applies a changed rule file. If the rules cannot be compiled with the change, the previous rules stay active. A
   * version that is older than the known one is ignored, because a restored job can read it again.
   *
   * @return the report about the faults; empty without faults
   */
  String change(RuleFile file, BroadcastState<String, RuleFile> files, BroadcastState<String, Long> since) throws Exception {
    State state = new State(files, since);
    Compiled before = compiled(state);
    RuleFile known = before.files().get(file.name());
    if (known != null && file.isBefore(known)) {
      return "";
    }
    SortedMap<String, RuleFile> changed = new TreeMap<>(before.files());
    changed.put(file.name(), file);
    try {
      put(Compiled.of(changed), file.millis(), files, since);
      return "";
    } catch (RefusedRulesException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void put(Compiled next, long millis, BroadcastState<String, RuleFile> files, BroadcastState<String, Long> since)
      throws Exception {
    State state = new State(files, since);
    FleetRules before = get(state);
    Map<String, Long> times = new HashMap<>(Map.of(CHANGED, 0L));
    for (FleetRule rule : next.rules().all()) {
      times.put(rule.id(), before.rule(rule.id()) == null ? millis : since(rule.id(), state));
    }
    files.clear();
    files.putAll(next.files());
    since.clear();
    since.putAll(times);
    current = next;
  }
}
