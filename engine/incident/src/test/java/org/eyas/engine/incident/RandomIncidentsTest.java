package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.junit.jupiter.api.Test;

/** Random steps against an evaluation by definition: it keeps all steps, and computes each component and score again. */
class RandomIncidentsTest {
  private static final int RUNS = Integer.getInteger("eyas.incident.runs", 400);

  /** The steps that are connected, by definition: by each of its keys, a step is connected with the last one that had or left it. */
  private static List<List<JoinableStep>> groups(List<JoinableStep> steps) {
    List<List<JoinableStep>> groups = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      JoinableStep step = steps.get(i);
      List<JoinableStep> earlier = steps.subList(0, i).reversed();
      Set<JoinableStep> connected = new HashSet<>();
      step.joins().forEach(key -> earlier.stream().filter(each -> hadOrLeft(each, key)).findFirst().ifPresent(connected::add));
      List<JoinableStep> joined = new ArrayList<>(List.of(step));
      groups.removeIf(group -> group.stream().anyMatch(connected::contains) && joined.addAll(group));
      groups.add(joined);
    }
    return groups;
  }

  private static boolean hadOrLeft(JoinableStep step, String key) {
    return step.joins().contains(key) || step.leaves().contains(key);
  }

  private static List<JoinableStep> firstOfEachKind(List<JoinableStep> group) {
    Map<JoinableStep.Kind, JoinableStep> kinds = new LinkedHashMap<>();
    group.stream().sorted(Comparator.comparingLong(JoinableStep::nanos)).forEach(step -> kinds.putIfAbsent(step.kind(), step));
    return List.copyOf(kinds.values());
  }

  private static double score(List<JoinableStep> counted, long now) {
    return counted.stream().mapToDouble(step -> step.shown().points() * Math.pow(2, (step.nanos() - now) / (6.0 * Steps.HOUR)))
        .sum();
  }

  private static boolean isReported(List<JoinableStep> counted, long now) {
    boolean different = false;
    for (JoinableStep one : counted) {
      for (JoinableStep other : counted) {
        Set<String> techniques = new HashSet<>(one.shown().techniques());
        techniques.addAll(other.shown().techniques());
        different |= one.event() != other.event() && !one.rule().equals(other.rule()) && techniques.size() > 1;
      }
    }
    boolean beyond =
        counted.stream().anyMatch(
            step -> step.tactic() != null && step.tactic() != AttackTactic.DISCOVERY && step.tactic() != AttackTactic.EXECUTION);
    return different && beyond && score(counted, now) >= 100;
  }

  private static JoinableStep step(Random random, long nanos, int event) {
    int rule = random.nextInt(8);
    AttackTactic tactic = AttackTactic.values()[rule % 6];
    int points = List.of(1, 5, 15, 30, 60).get(rule % 5);
    IncidentStep shown =
        new IncidentStep(
            nanos, "rule " + rule, points, false, tactic.label(), new TreeSet<>(Set.of("T" + rule % 5)), 1,
            "/bin/" + random.nextInt(2), "", "o" + random.nextInt(2), "");
    Set<String> joins = new TreeSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      joins.add("key " + random.nextInt(12));
    }
    List<String> leaves = random.nextInt(4) == 0 ? List.of(file(random)) : List.of();
    if (random.nextInt(4) == 0) {
      joins.add(file(random));
    }
    return new JoinableStep(shown, event, false, tactic, List.copyOf(joins), leaves);
  }

  private static String file(Random random) {
    return LeftFiles.PREFIX + random.nextInt(6);
  }

  private static IncidentTable table() {
    return new IncidentTable(new IncidentLimits(1_000, 1_000, 100_000, 1_000 * Steps.HOUR, 1_000 * Steps.HOUR), () -> 0);
  }

  private static IncidentTable restarted(IncidentTable before, long nanos) throws IOException {
    IncidentTable after = table();
    after.resume(before.encode("boot"), "boot", nanos);
    return after;
  }

  private static void run(long seed, boolean restarts) throws IOException {
    Random random = new Random(seed);
    IncidentTable table = table();
    List<JoinableStep> all = new ArrayList<>();
    Set<Set<String>> reported = new HashSet<>(); // the steps that were together in an incident when it was reported first
    long nanos = Steps.START;
    for (int i = 0; i < 60; i++) {
      nanos += random.nextInt(20) * Steps.MINUTE + 1;
      table = restarts && i % 7 == 6 ? restarted(table, nanos) : table;
      JoinableStep step = step(random, nanos, i);
      all.add(step);
      boolean before = isShown(reported, all, step);
      boolean now = table.add(step).filter(report -> report.alerts() == 1).isPresent();
      List<JoinableStep> counted = firstOfEachKind(groupOf(all, step));
      boolean expected = !before && isReported(counted, nanos);
      assertEquals(expected, now, "seed " + seed + ", step " + i);
      if (now) {
        reported.add(events(groupOf(all, step)));
      }
    }
    check(table.incidents(), all, reported, seed);
  }

  private static List<JoinableStep> groupOf(List<JoinableStep> all, JoinableStep step) {
    return groups(all).stream().filter(group -> group.contains(step)).findFirst().orElseThrow();
  }

  private static Set<String> events(List<JoinableStep> group) {
    Set<String> events = new TreeSet<>();
    group.forEach(step -> events.add(Long.toString(step.event())));
    return events;
  }

  private static boolean isShown(Set<Set<String>> reported, List<JoinableStep> all, JoinableStep step) {
    Set<String> mine = events(groupOf(all, step));
    return reported.stream().anyMatch(mine::containsAll);
  }

  private static void check(List<IncidentReport> reports, List<JoinableStep> all, Set<Set<String>> reported, long seed) {
    Map<Set<String>, Double> expected = new LinkedHashMap<>();
    for (List<JoinableStep> group : groups(all)) {
      Set<String> mine = events(group);
      if (reported.stream().anyMatch(mine::containsAll)) {
        List<JoinableStep> counted = firstOfEachKind(group);
        long last = group.stream().mapToLong(JoinableStep::nanos).max().orElseThrow();
        expected.put(messages(counted.stream().map(JoinableStep::shown).toList()), score(counted, last));
      }
    }
    assertEquals(expected.keySet(),
        reports.stream().map(report -> messages(report.steps())).collect(java.util.stream.Collectors.toSet()),
        "seed " + seed);
    for (IncidentReport report : reports) {
      assertEquals(expected.get(messages(report.steps())), report.score(), 1e-6, "seed " + seed);
    }
  }

  private static Set<String> messages(List<IncidentStep> steps) {
    Set<String> names = new TreeSet<>();
    steps.forEach(step -> names.add(step.timestampNanos() + " " + step.rule()));
    return names;
  }

  @Test
  void randomStepsAreJoinedAndReportedAsTheDefinitionSays() throws IOException {
    for (long seed = 1; seed <= RUNS; seed++) {
      run(seed, false);
    }
  }

  @Test
  void restartsChangeNothing() throws IOException {
    for (long seed = 1; seed <= RUNS; seed++) {
      run(seed, true);
    }
  }
}
