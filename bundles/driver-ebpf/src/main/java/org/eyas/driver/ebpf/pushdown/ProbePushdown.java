package org.eyas.driver.ebpf.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.recipe.EventRecipe;

/**
 * Applies the raw conditions that the engine requests, as far as the probe can judge them. The loop's thread calls
 * {@link #want} at each new request. Any thread may read {@link #counts}.
 */
public final class ProbePushdown {
  private final PushdownMemory memory;
  private final VerdictCounters verdicts;
  private final Map<Integer, EventRecipe> recipes;
  private final ProbeAbilities abilities;
  private final ThreadQuestions questions;
  private final DescriptorTracking notes;
  private boolean usesDescriptors;
  private Map<EventType, RawCondition> wanted = Map.of();
  private ThreadClasses wantedClasses = ThreadClasses.NONE;
  /** The applied conditions. A type whose condition is no longer applied has a condition that is always true. */
  private volatile Map<EventType, RawCondition> applied = Map.of();

  /**
   * @param questions about threads
   * @param recipes by place
   * @param notes of descriptors
   */
  public ProbePushdown(
      PushdownMemory memory, VerdictCounters verdicts, ThreadQuestions questions, Map<Integer, EventRecipe> recipes,
      ProbeAbilities abilities,
      DescriptorTracking notes) {
    this.questions = questions;
    this.notes = notes;
    this.memory = memory;
    this.verdicts = verdicts;
    this.recipes = recipes;
    this.abilities = abilities;
  }

  /**
   * From now on, leaves out the events that do not satisfy these conditions. All events of other types pass. If the
   * conditions cannot be applied, all events pass, because the earlier conditions would leave out events that the
   * engine needs now.
   */
  public void want(Map<EventType, RawCondition> conditions, ThreadClasses classes) {
    // The same object, because classes with equal texts can differ: a text shows only some of many constants.
    if (conditions.equals(wanted) && (classes == wantedClasses || classes.count() + wantedClasses.count() == 0)) {
      return;
    }
    try {
      apply(conditions, classes);
    } catch (RuntimeException | Error e) {
      apply(Map.of(), ThreadClasses.NONE);
      throw e;
    }
  }

  private void apply(Map<EventType, RawCondition> conditions, ThreadClasses classes) {
    boolean usedDescriptors = usesDescriptors;
    if (conditions.isEmpty()) {
      memory.applyNoPlan();
      usesDescriptors = false;
      applied = withEarlier(Map.of());
    } else {
      questions.changing(classes.changing());
      PushdownPlan plan = PushdownPlan.of(conditions, classes, recipes, abilities);
      if (plan.usesDescriptors() && !usesDescriptors) {
        notes.setLacksFiles(true);
        memory.settle(); // from now on, every program notes the opens that the engine keeps
        notes.forgetDescriptors(); // they changed while the probe took no notice
      }
      usesDescriptors = plan.usesDescriptors();
      memory.applyPlan(plan);
      applied = withEarlier(plan.applied());
    }
    if (usedDescriptors && !usesDescriptors) {
      memory.settle(); // the engine looks into /proc after this: an open that is still left out has happened then
    }
    wanted = conditions;
    wantedClasses = classes;
  }

  /**
   * Called when the engine has heard of all descriptors. From then on, the engine's tables contain all open files,
   * unless the applied conditions keep opens in the kernel.
   */
  public void descriptorsReported() {
    notes.setLacksFiles(usesDescriptors);
  }

  /** The probe's questions about threads. */
  public ThreadQuestions questions() {
    return questions;
  }

  // Their counts do not end, so that they are not taken for new ones if the condition comes back.
  private Map<EventType, RawCondition> withEarlier(Map<EventType, RawCondition> now) {
    Map<EventType, RawCondition> all = new HashMap<>();
    applied.keySet().forEach(type -> all.put(type, RawCondition.Always.TRUE));
    all.putAll(now);
    return Map.copyOf(all);
  }

  /**
   * The applied conditions, and the numbers of events that passed and that were rejected since the beginning, by the
   * names of the event types.
   */
  public List<PushdownCounts> counts() {
    List<PushdownCounts> counts = new ArrayList<>();
    applied.forEach((type, condition) -> counts.add(counts(type, condition)));
    counts.sort(Comparator.comparing(each -> each.type().name()));
    return counts;
  }

  private PushdownCounts counts(EventType type, RawCondition condition) {
    List<Integer> places = places(type);
    return new PushdownCounts(
        type, condition, places.stream().mapToLong(verdicts::passed).sum(),
        places.stream().mapToLong(verdicts::rejected).sum());
  }

  private List<Integer> places(EventType type) {
    return recipes.entrySet().stream()
        .filter(each -> each.getValue().event() == type.code())
        .map(Map.Entry::getKey)
        .toList();
  }
}
