package org.eyas.engine.incident;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.incident.IncidentReport;

/**
 * Steps that belong together. It begins with one step, long before it is worth an alert: it is reported once its score and the kinds of its
 * steps say so. Guarded by the {@link IncidentTable}.
 */
final class Incident {
  static final int MOST_STEPS = 500;
  static final int MOST_FOLLOW_UPS = 5;

  private final String id;
  private final Set<String> keys = new LinkedHashSet<>();
  private final Map<JoinableStep.Kind, JoinableStep> steps = new LinkedHashMap<>();
  private final EnumSet<AttackTactic> tactics = EnumSet.noneOf(AttackTactic.class);
  private final EnumSet<AttackTactic> reportedTactics = EnumSet.noneOf(AttackTactic.class);
  private final Set<JoinableStep.Kind> unlinked = new HashSet<>();
  private final SortedSet<String> mergedIds = new TreeSet<>();
  private IncidentScore score = new IncidentScore();
  private long firstNanos;
  private long lastNanos;
  private long repeats;
  private long leftOut;
  private double reportedScore;
  private int alerts;
  private boolean isDifferent;
  private boolean isCritical;
  private boolean isHidden;

  Incident(JoinableStep first) {
    id = IncidentId.of(first);
    firstNanos = first.nanos();
    lastNanos = firstNanos;
  }

  private Incident(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  Set<String> keys() {
    return keys;
  }

  long firstNanos() {
    return firstNanos;
  }

  long lastNanos() {
    return lastNanos;
  }

  int size() {
    return steps.size();
  }

  boolean isReported() {
    return alerts > 0;
  }

  /** The kinds of its steps, in no order. */
  Set<JoinableStep.Kind> kinds() {
    return steps.keySet();
  }

  /** Whether a person should be able to see it: it is reported, or one of its steps is critical. */
  boolean isShown() {
    return isReported() || isCritical;
  }

  /** Adds a step. A step of a kind that is there already is only counted. */
  void add(JoinableStep step) {
    firstNanos = Math.min(firstNanos, step.nanos());
    lastNanos = Math.max(lastNanos, step.nanos());
    if (unlinked.contains(step.kind())) {
      return;
    }
    if (steps.containsKey(step.kind())) {
      repeats++;
    } else if (steps.size() < MOST_STEPS || leaveOutLighterThan(step)) {
      isDifferent = isDifferent || steps.values().stream().anyMatch(step::isIndependentOf);
      isCritical = isCritical || step.isCritical();
      if (step.tactic() != null) {
        tactics.add(step.tactic());
      }
      steps.put(step.kind(), step);
      score.add(step.shown().points(), step.nanos());
    }
  }

  // So that nobody can fill an incident with steps that say little, before those that say much. The points stay in the score.
  private boolean leaveOutLighterThan(JoinableStep step) {
    leftOut++;
    JoinableStep lightest = Collections.min(steps.values(), Comparator.comparingInt(each -> each.shown().points()));
    return lightest.shown().points() < step.shown().points() && steps.remove(lightest.kind(), lightest);
  }

  /** Adds all steps of a later incident, which ends. */
  void merge(Incident later) {
    mergedIds.addAll(later.mergedIds);
    if (later.isShown()) {
      mergedIds.add(later.id); // somebody may have read it
    }
    repeats += later.repeats;
    leftOut += later.leftOut;
    unlinked.addAll(later.unlinked);
    keys.addAll(later.keys);
    reportedTactics.addAll(later.reportedTactics);
    alerts = Math.max(alerts, later.alerts);
    reportedScore = Math.max(reportedScore, later.reportedScore);
    List<JoinableStep> all = new ArrayList<>(steps.values());
    all.addAll(later.steps.values());
    setSteps(all);
  }

  /** Removes a step: it does not belong to the incident, nor do later ones of its kind. */
  void unlink(JoinableStep step) {
    unlinked.add(step.kind());
    List<JoinableStep> others = new ArrayList<>(steps.values());
    others.remove(step);
    setSteps(others);
  }

  private void setSteps(List<JoinableStep> all) {
    steps.clear();
    score = new IncidentScore();
    isDifferent = false;
    isCritical = false;
    tactics.clear();
    all.stream().sorted(JoinableStep.BY_TIME).forEach(this::add);
  }

  private double score(long nowNanos) {
    return score.at(nowNanos);
  }

  /** The steps in the order of time. */
  List<JoinableStep> steps() {
    return steps.values().stream().sorted(JoinableStep.BY_TIME).toList();
  }

  private SortedSet<String> techniques() {
    SortedSet<String> techniques = new TreeSet<>();
    steps.values().forEach(step -> techniques.addAll(step.shown().techniques()));
    return techniques;
  }

  /**
   * Whether there is something to tell now: the incident for the first time, or a follow-up, because a tactic is new or the score has
   * doubled.
   */
  boolean isDue(long nowNanos) {
    double now = score(nowNanos);
    if (!isReported()) {
      return now >= IncidentScore.REPORTED && isDifferent && tactics.stream().anyMatch(tactic -> !tactic.isOrdinary());
    }
    return alerts <= MOST_FOLLOW_UPS && (now >= 2 * reportedScore || !reportedTactics.containsAll(tactics));
  }

  /** Notes that a verdict hides it. Returns false if that was noted before. */
  boolean markHidden() {
    boolean isNew = !isHidden;
    isHidden = true;
    return isNew;
  }

  boolean isNamed(String other) {
    return id.equals(other) || mergedIds.contains(other);
  }

  /** Notes that an alert reports it now. */
  void markReported(long nowNanos) {
    reportedScore = Math.max(reportedScore, score(nowNanos));
    reportedTactics.addAll(tactics);
    alerts++;
  }

  /** A copy, for people and alerts. */
  IncidentReport copy(boolean isOpen) {
    return new IncidentReport(
        id, new TreeSet<>(mergedIds), isOpen, isCritical, alerts, score(lastNanos),
        tactics.stream().map(AttackTactic::label).toList(),
        techniques(), steps().stream().map(JoinableStep::shown).toList(), repeats, leftOut);
  }

  /** A copy that can be encoded while this one changes. */
  Incident snapshot() {
    Incident copy = new Incident(id);
    copy.keys.addAll(keys);
    copy.steps.putAll(steps);
    copy.tactics.addAll(tactics);
    copy.reportedTactics.addAll(reportedTactics);
    copy.unlinked.addAll(unlinked);
    copy.mergedIds.addAll(mergedIds);
    copy.score.add(score);
    copy.firstNanos = firstNanos;
    copy.lastNanos = lastNanos;
    copy.repeats = repeats;
    copy.leftOut = leftOut;
    copy.reportedScore = reportedScore;
    copy.alerts = alerts;
    copy.isDifferent = isDifferent;
    copy.isCritical = isCritical;
    copy.isHidden = isHidden;
    return copy;
  }

  void encode(DataOutputStream out) throws IOException {
    IncidentCodec.writeText(out, id);
    IncidentCodec.writeAll(out, keys, IncidentCodec::writeText);
    IncidentCodec.writeAll(out, steps.values(), IncidentCodec::writeStep);
    IncidentCodec.writeAll(out, tactics, IncidentCodec::writeTactic);
    IncidentCodec.writeAll(out, reportedTactics, IncidentCodec::writeTactic);
    IncidentCodec.writeAll(out, unlinked, IncidentCodec::writeKind);
    IncidentCodec.writeAll(out, mergedIds, IncidentCodec::writeText);
    score.encode(out);
    out.writeLong(firstNanos);
    out.writeLong(lastNanos);
    out.writeLong(repeats);
    out.writeLong(leftOut);
    out.writeDouble(reportedScore);
    out.writeInt(alerts);
    out.writeBoolean(isDifferent);
    out.writeBoolean(isCritical);
  }

  static Incident decode(DataInputStream in) throws IOException {
    Incident kept = new Incident(in.readUTF());
    kept.keys.addAll(IncidentCodec.readAll(in, IncidentCodec::readText));
    IncidentCodec.readAll(in, IncidentCodec::readStep).forEach(step -> kept.steps.put(step.kind(), step));
    kept.tactics.addAll(IncidentCodec.readAll(in, IncidentCodec::readTactic));
    kept.reportedTactics.addAll(IncidentCodec.readAll(in, IncidentCodec::readTactic));
    kept.unlinked.addAll(IncidentCodec.readAll(in, IncidentCodec::readKind));
    kept.mergedIds.addAll(IncidentCodec.readAll(in, IncidentCodec::readText));
    kept.score = IncidentScore.decode(in);
    kept.firstNanos = in.readLong();
    kept.lastNanos = in.readLong();
    kept.repeats = in.readLong();
    kept.leftOut = in.readLong();
    kept.reportedScore = in.readDouble();
    kept.alerts = in.readInt();
    kept.isDifferent = in.readBoolean();
    kept.isCritical = in.readBoolean();
    if (kept.steps.isEmpty()) {
      throw new IOException("an incident without steps");
    }
    return kept;
  }
}
