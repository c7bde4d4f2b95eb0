package org.eyas.engine.stateful;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a rule fires, by its definition and not by tables: it keeps all events of each group, and looks through them for each
 * event.
 */
final class NaiveRuleState {
  private static final class Group {
    final List<Seen> all = new ArrayList<>();
    /** Of a sequence in order: of each event, what {@link NaiveRuleState#begins} says. */
    final List<int[]> begins = new ArrayList<>();
    long alertNanos = Long.MIN_VALUE / 2;
    int counted;
    int consumed = -1;
    int until;
  }

  /** An alert that waits until something did not happen. */
  private record Waiting(List<Object> name, long nanos, String text) {}

  private record Seen(long nanos, Map<String, Object> values) {
    long number(String field) {
      return (Long) values.get(field);
    }
  }

  private final NaiveRule rule;
  private final long within;
  private final Map<List<Object>, Group> groups = new HashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long latest;
  private boolean restarted;
  private long begin = Long.MIN_VALUE;

  NaiveRuleState(NaiveRule rule) {
    this.rule = rule;
    within = rule.seconds() * StatefulRun.SECOND;
  }

  /** The expected alerts when an event comes. */
  List<String> processEvent(long nanos, Map<String, Object> values) {
    begin = begin == Long.MIN_VALUE ? nanos : begin;
    List<String> alerts = new ArrayList<>(due(nanos));
    List<Object> name = new ArrayList<>();
    rule.by().forEach(field -> name.add(values.get(field)));
    boolean named = !name.contains(null);
    boolean prevents = NaiveRule.matches(rule.without(), values) || NaiveRule.matches(rule.until(), values);
    if (named && prevents) {
      waiting.removeIf(each -> each.name().equals(name));
    }
    Optional<String> alert = fires(name, named, nanos, values);
    if (rule.without().isEmpty()) {
      alert.ifPresent(alerts::add);
    } else if (alert.isPresent() && waiting.stream().noneMatch(each -> each.name().equals(name))) {
      waiting.add(new Waiting(name, latest, alert.get() + " last=" + NaiveRule.last(values)));
    }
    return alerts;
  }

  /** In the order in which they wait; after a restart, all of them wait from the next event on. */
  private List<String> due(long nanos) {
    if (restarted) {
      waitAgain(nanos);
      restarted = false;
    }
    List<String> due = new ArrayList<>();
    long wait = rule.waitSeconds() * StatefulRun.SECOND;
    while (!waiting.isEmpty() && Math.abs(nanos - waiting.element().nanos()) > wait) {
      if (nanos < waiting.element().nanos()) {
        waitAgain(nanos);
      } else {
        due.add(waiting.remove().text());
      }
    }
    return due;
  }

  private void waitAgain(long nanos) {
    List<Waiting> again = waiting.stream().map(each -> new Waiting(each.name(), nanos, each.text())).toList();
    waiting.clear();
    waiting.addAll(again);
  }

  private Optional<String> fires(List<Object> name, boolean named, long nanos, Map<String, Object> values) {
    if (rule.isFirst()) {
      return named ? first(groups.computeIfAbsent(name, key -> new Group()), new Seen(nanos, values)) : Optional.empty();
    }
    boolean counts = rule.isThreshold() ? named && measures(values) : matchesAny(values);
    boolean ignored = rule.isSequence() && !isUseful(groups.get(name), nanos, values);
    long now = counts && !ignored ? clock(nanos) : nanos;
    if (!named || ignored) {
      return Optional.empty();
    }
    Group group = groups.computeIfAbsent(name, key -> new Group());
    Seen seen = new Seen(now, values);
    Optional<String> message = rule.isThreshold() ? threshold(group, seen) : sequence(group, seen);
    return message.map(text -> values.get("t.uint64") + ": " + text.strip());
  }

  /** The engine is stopped and started. */
  void restart() {
    restarted = true;
    if (!rule.isLasting()) {
      waiting.clear();
      groups.clear();
      latest = Long.MIN_VALUE / 2;
    }
  }

  /** Nothing is open before an event: if it is late, it counts at its own time. */
  void beginAt(long nanos) {
    if (nanos < latest) {
      groups.clear();
      latest = Long.MIN_VALUE / 2;
    }
  }

  private Optional<String> first(Group group, Seen seen) {
    if (seen.values().get("t.int2") == null || !matchesAny(seen.values())) {
      return Optional.empty();
    }
    long value = seen.number("t.int2");
    boolean isNew = group.all.stream().noneMatch(each -> each.number("t.int2") == value);
    group.all.add(seen);
    long earliest = group.all.stream().mapToLong(Seen::nanos).min().orElseThrow();
    long learns = rule.by().isEmpty() ? Math.min(begin, earliest) : earliest;
    return isNew && seen.nanos() - learns >= within
        ? Optional.of(seen.values().get("t.uint64") + ": value=" + value)
        : Optional.empty();
  }

  /** A late event counts at the time of the latest one; if the time goes back by more than the window, everything is forgotten. */
  private long clock(long nanos) {
    if (latest - nanos > within) {
      groups.clear();
      latest = nanos;
    }
    latest = Math.max(latest, nanos);
    return latest;
  }

  private boolean matchesAny(Map<String, Object> values) {
    return NaiveRule.matches(rule.until(), values) || matchesStep(values);
  }

  /** Whether an event begins, continues or ends a sequence. */
  private boolean isUseful(@Nullable Group group, long nanos, Map<String, Object> values) {
    if (!rule.isOrdered()) {
      return matchesStep(values) || NaiveRule.matches(rule.until(), values) && hasSteps(group, nanos);
    }
    if (NaiveRule.matches(rule.steps().getFirst(), values)) {
      return true;
    }
    boolean useful = NaiveRule.matches(rule.until(), values) && isOpen(group, 0, nanos);
    for (int step = 1; step < rule.steps().size(); step++) {
      useful |= NaiveRule.matches(rule.steps().get(step), values) && isOpen(group, step, nanos) && !hasReached(group, step);
    }
    return useful;
  }

  private boolean matchesStep(Map<String, Object> values) {
    return rule.steps().stream().anyMatch(step -> NaiveRule.matches(step, values));
  }

  /** Whether a sequence in any order has a step. */
  private boolean hasSteps(@Nullable Group group, long nanos) {
    if (group == null || latest - nanos > within) {
      return false;
    }
    int first = Math.max(group.until, group.consumed + 1);
    return group.all.subList(first, group.all.size()).stream()
        .anyMatch(each -> matchesStep(each.values()) && Math.max(latest, nanos) - each.nanos() <= within);
  }

  /** Whether a chain waits for a step, or with step 0, for any. */
  private boolean isOpen(@Nullable Group group, int step, long nanos) {
    int begin = group == null ? -1 : latestBegin(group, Math.max(0, step - 1), group.all.size());
    return group != null && begin > group.consumed && latest - nanos <= within
        && Math.max(latest, nanos) - group.all.get(begin).nanos() <= within;
  }

  /** Whether the chain that waited for a step already had it. */
  private static boolean hasReached(Group group, int step) {
    int end = group.all.size();
    return latestBegin(group, step, end) >= latestBegin(group, step - 1, end);
  }

  private boolean measures(Map<String, Object> values) {
    boolean measured = rule.kind().equals("count") || values.get("t.int2") != null;
    boolean counts = !rule.kind().equals("sum") || measured && (Long) values.get("t.int2") >= 0;
    return measured && counts && matchesAny(values);
  }

  private Optional<String> threshold(Group group, Seen seen) {
    if (!measures(seen.values()) || seen.nanos() - group.alertNanos <= within) {
      return Optional.empty();
    }
    group.all.add(seen);
    List<Seen> window = window(group.all.subList(group.counted, group.all.size()), seen);
    long reached = reached(window);
    if (reached < rule.atLeast()) {
      return Optional.empty();
    }
    group.alertNanos = seen.nanos();
    group.counted = group.all.size();
    return Optional.of("value=" + reached);
  }

  private List<Seen> window(List<Seen> counted, Seen last) {
    List<Seen> window = new ArrayList<>();
    for (Seen each : counted) {
      if (rule.tumbling()) {
        if (!window.isEmpty() && each.nanos() - window.getFirst().nanos() > within) {
          window.clear();
        }
        window.add(each);
      } else if (rule.kind().equals("sum")) {
        long slice = within / 256;
        if (last.nanos() / slice - each.nanos() / slice < 256) {
          window.add(each);
        }
      } else if (last.nanos() - each.nanos() <= within) {
        window.add(each);
      }
    }
    return window;
  }

  private long reached(List<Seen> window) {
    Set<Long> different = new HashSet<>();
    long sum = 0;
    for (Seen each : window) {
      if (!rule.kind().equals("count")) {
        different.add(each.number("t.int2"));
        sum += each.number("t.int2");
      }
    }
    return switch (rule.kind()) {
      case "count" -> window.size();
      case "distinct" -> different.size();
      default -> sum;
    };
  }

  private Optional<String> sequence(Group group, Seen seen) {
    int now = group.all.size();
    group.all.add(seen);
    if (NaiveRule.matches(rule.until(), seen.values())) {
      group.until = now;
    }
    return rule.kind().equals("set") ? set(group, now) : ordered(group, now);
  }

  /** Of all chains of events that end with the current one, that which begins last counts. */
  private Optional<String> ordered(Group group, int now) {
    int[] begins = begins(group, now);
    group.begins.add(begins);
    int begin = begins[begins.length - 1];
    if (begin <= group.consumed) {
      return Optional.empty();
    }
    group.consumed = begin;
    Seen first = group.all.get(begin);
    return group.all.get(now).nanos() - first.nanos() > within
        ? Optional.empty()
        : Optional.of("events=" + first.number("t.uint64") + " ");
  }

  /** For each step, the latest beginning of a chain in which the current event is that step; -1 if there is none. */
  private int[] begins(Group group, int now) {
    int[] begins = new int[rule.steps().size()];
    for (int step = 0; step < begins.length; step++) {
      boolean matches = NaiveRule.matches(rule.steps().get(step), group.all.get(now).values());
      begins[step] = !matches ? -1 : step == 0 ? now : latestBegin(group, step - 1, now);
    }
    return begins;
  }

  private static int latestBegin(Group group, int step, int end) {
    return IntStream.range(group.until, end).map(before -> group.begins.get(before)[step]).max().orElse(-1);
  }

  private Optional<String> set(Group group, int now) {
    boolean matches = matchesStep(group.all.get(now).values());
    StringBuilder message = new StringBuilder("events=");
    for (List<String> step : rule.steps()) {
      int latest = -1;
      for (int i = Math.max(group.until, group.consumed + 1); i <= now; i++) {
        Seen each = group.all.get(i);
        boolean inTime = group.all.get(now).nanos() - each.nanos() <= within;
        latest = inTime && NaiveRule.matches(step, each.values()) ? i : latest;
      }
      if (latest < 0 || !matches) {
        return Optional.empty();
      }
      message.append(group.all.get(latest).number("t.uint64")).append(' ');
    }
    group.consumed = now;
    return Optional.of(message.toString());
  }
}
