package org.eyas.engine.incident;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentVerdict;

/** The verdicts of people that incidents were harmless. Guarded by the {@link IncidentTable}. */
final class HarmlessVerdicts {
  static final long LASTING_NANOS = TimeUnit.DAYS.toNanos(30);

  /** The oldest makes room for another one. */
  static final int MOST = 256;

  private final Map<String, Verdict> oldestFirst = new LinkedHashMap<>();

  /** Two steps are alike if both are equal. The object is not a part of it: ordinary work has other files each day. */
  private record RuleOfProgram(String rule, String program) {}

  private static final class Verdict {
    private final String incident;
    private final long givenNanos;
    private final Set<RuleOfProgram> steps;
    private long hidden;

    Verdict(String incident, long givenNanos, Set<RuleOfProgram> steps) {
      this.incident = incident;
      this.givenNanos = givenNanos;
      this.steps = steps;
    }

    boolean isOver(long nowNanos) {
      return nowNanos - givenNanos > LASTING_NANOS;
    }
  }

  /** Adds a verdict, in place of an earlier one about the same incident. */
  void add(IncidentReport incident, long nowNanos) {
    oldestFirst.values().removeIf(verdict -> verdict.isOver(nowNanos));
    Set<RuleOfProgram> steps =
        incident.steps().stream().map(step -> new RuleOfProgram(step.rule(), step.program())).collect(Collectors.toSet());
    oldestFirst.remove(incident.id());
    store(new Verdict(incident.id(), nowNanos, steps));
  }

  private void store(Verdict verdict) {
    oldestFirst.put(verdict.incident, verdict);
    if (oldestFirst.size() > MOST) {
      oldestFirst.remove(oldestFirst.keySet().iterator().next());
    }
  }

  /** Returns whether there was a verdict about the incident. */
  boolean withdraw(String incident) {
    return oldestFirst.remove(incident) != null;
  }

  /** Whether a verdict says that an incident is not to be reported, and counts the incident. */
  boolean hides(Incident incident, long nowNanos) {
    if (oldestFirst.isEmpty()) {
      return false;
    }
    Set<RuleOfProgram> steps =
        incident.kinds().stream().map(kind -> new RuleOfProgram(kind.rule(), kind.program())).collect(Collectors.toSet());
    for (Verdict verdict : oldestFirst.values()) {
      if (!verdict.isOver(nowNanos) && verdict.steps.containsAll(steps)) {
        verdict.hidden += incident.markHidden() ? 1 : 0;
        return true;
      }
    }
    return false;
  }

  /** The verdicts that have not ended, the oldest first. */
  List<IncidentVerdict> inForce(long nowNanos) {
    return oldestFirst.values().stream().filter(verdict -> !verdict.isOver(nowNanos)).map(HarmlessVerdicts::shown).toList();
  }

  private static IncidentVerdict shown(Verdict verdict) {
    SortedSet<String> steps = new TreeSet<>();
    verdict.steps.forEach(step -> steps.add(step.rule + " (" + step.program + ")"));
    return new IncidentVerdict(
        verdict.incident, verdict.givenNanos, verdict.givenNanos + LASTING_NANOS, steps, verdict.hidden);
  }

  /** Continues with verdicts that were kept. */
  void resume(HarmlessVerdicts kept) {
    kept.oldestFirst.values().stream().filter(verdict -> !oldestFirst.containsKey(verdict.incident)).forEach(this::store);
  }

  /** A copy that can be encoded while this one changes. */
  HarmlessVerdicts snapshot() {
    HarmlessVerdicts copy = new HarmlessVerdicts();
    oldestFirst.forEach((id, verdict) -> {
      Verdict same = new Verdict(id, verdict.givenNanos, verdict.steps);
      same.hidden = verdict.hidden;
      copy.oldestFirst.put(id, same);
    });
    return copy;
  }

  void encode(DataOutputStream out) throws IOException {
    IncidentCodec.writeAll(out, oldestFirst.values(), (to, verdict) -> {
      IncidentCodec.writeText(to, verdict.incident);
      to.writeLong(verdict.givenNanos);
      to.writeLong(verdict.hidden);
      IncidentCodec.writeAll(to, verdict.steps, (step, each) -> {
        IncidentCodec.writeText(step, each.rule);
        IncidentCodec.writeText(step, each.program);
      });
    });
  }

  static HarmlessVerdicts decode(DataInputStream in) throws IOException {
    HarmlessVerdicts kept = new HarmlessVerdicts();
    for (Verdict verdict : IncidentCodec.readAll(in, HarmlessVerdicts::decodeOne)) {
      kept.oldestFirst.put(verdict.incident, verdict);
    }
    return kept;
  }

  private static Verdict decodeOne(DataInputStream in) throws IOException {
    String incident = in.readUTF();
    long given = in.readLong();
    long hidden = in.readLong();
    List<RuleOfProgram> steps = IncidentCodec.readAll(in, step -> new RuleOfProgram(step.readUTF(), step.readUTF()));
    Verdict verdict = new Verdict(incident, given, Set.copyOf(steps));
    verdict.hidden = hidden;
    return verdict;
  }
}
