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
import org.apache.flink.api.common.typeinfo.Types;
import org.eyas.fleet.rule.FleetRule;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.fleet.rule.RefusedRulesException;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one instance of an operator: those that the topic had when the job was submitted, until the first change arrives as
 * broadcast state. They are compiled once for each change. For the thread of the operator.
 */
final class RulesInForce implements Serializable {
  /** The contents of the files, by their names. */
  static final MapStateDescriptor<String, String> FILES = new MapStateDescriptor<>("rule-files", Types.STRING, Types.STRING);
  /** When each rule came, by its id. */
  static final MapStateDescriptor<String, Long> SINCE = new MapStateDescriptor<>("rules-since", Types.STRING, Types.LONG);

  private static final long serialVersionUID = 1;
  /** In {@link #SINCE} after the first change; no rule has this id. */
  private static final String CHANGED = "";

  private final List<RuleFile> initial;
  private transient @Nullable FleetRules rules;

  RulesInForce(List<RuleFile> initial) {
    this.initial = List.copyOf(initial);
  }

  /** The broadcast state, which only a change may write. */
  record State(ReadOnlyBroadcastState<String, String> files, ReadOnlyBroadcastState<String, Long> since) {}

  FleetRules get(State state) throws Exception {
    FleetRules known = rules;
    if (known == null) {
      known = FleetRules.load(contents(state));
      rules = known;
    }
    return known;
  }

  private SortedMap<String, String> contents(State state) throws Exception {
    SortedMap<String, String> contents = new TreeMap<>();
    if (state.since().contains(CHANGED)) {
      state.files().immutableEntries().forEach(file -> contents.put(file.getKey(), file.getValue()));
    } else {
      initial.forEach(file -> put(file, contents));
    }
    return contents;
  }

  private static void put(RuleFile file, Map<String, String> contents) {
    String content = file.content();
    if (content == null) {
      contents.remove(file.name());
    } else {
      contents.put(file.name(), content);
    }
  }

  /** When a rule came, in milliseconds since the epoch. */
  long since(String id, State state) throws Exception {
    Long known = state.since().get(id);
    return known == null ? initial.stream().mapToLong(RuleFile::millis).max().orElse(0) : known;
  }

  /**
   * A rule file changes. If the rules cannot be used together with it, those before stay.
   *
   * @return the report about the faults; empty if there are none
   */
  String change(RuleFile file, BroadcastState<String, String> files, BroadcastState<String, Long> since) throws Exception {
    State state = new State(files, since);
    SortedMap<String, String> contents = contents(state);
    put(file, contents);
    FleetRules next;
    try {
      next = FleetRules.load(contents);
    } catch (RefusedRulesException e) {
      return String.valueOf(e.getMessage());
    }
    Map<String, Long> times = new HashMap<>(Map.of(CHANGED, 0L));
    FleetRules before = get(state);
    for (FleetRule rule : next.all()) {
      times.put(rule.id(), before.rule(rule.id()) == null ? file.millis() : since(rule.id(), state));
    }
    files.clear();
    files.putAll(contents);
    since.clear();
    since.putAll(times);
    rules = next;
    return "";
  }
}
