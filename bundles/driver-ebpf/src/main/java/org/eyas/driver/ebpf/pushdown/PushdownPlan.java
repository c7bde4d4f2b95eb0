package org.eyas.driver.ebpf.pushdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.Ranges.Range;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.driver.ebpf.pushdown.CheckCompiler.Instruction;
import org.eyas.recipe.DescriptorChange;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeTable;

/**
 * The conditions of all event types, compiled for the probe. Immutable. There is a new plan for each request of the
 * engine.
 *
 * <p>Recipes of the same event type, such as those of fchmodat and fchmodat2, are judged alike.
 */
final class PushdownPlan {
  static final int MOST_CHECKS = 2_048;

  /**
   * The way in which the calls of one recipe are judged.
   *
   * @param results calls with other results are rejected
   * @param first the place of the first check of calls that are not rejected by their results
   * @param checks the number of checks; 0 if their results are enough
   * @param known the descriptor that the engine must have; if the engine lacks it, the checks decide
   * @param ofPath whether an open is rejected if an open with the same path was rejected before ({@link PathOnlyChecks})
   * @param directories whether an open of a directory passes
   */
  record Judged(Range results, int first, int checks, Known known, boolean ofPath, boolean directories) {}

  /** A descriptor, in the order of the bits of the probe's flags. */
  enum Known {
    NONE,
    OF_ARGUMENT,
    OF_RESULT
  }

  private final TextAutomaton texts = new TextAutomaton();
  private final Map<Integer, Judged> byPlace = new TreeMap<>();
  private final Map<EventType, RawCondition> applied = new HashMap<>();
  private final List<Instruction> checks = new ArrayList<>();

  private final long ofAncestors;

  private PushdownPlan(long ofAncestors) {
    this.ofAncestors = ofAncestors;
  }

  /**
   * Compiles what the probe can apply.
   *
   * @param conditions by event type
   * @param classes of threads to which they refer
   * @param recipes by place
   */
  static PushdownPlan of(
      Map<EventType, RawCondition> conditions, ThreadClasses classes, Map<Integer, EventRecipe> recipes,
      ProbeAbilities abilities) {
    PushdownPlan plan = new PushdownPlan(classes.ofAncestors());
    ConditionWeakener weakening = new ConditionWeakener(plan.texts, abilities);
    SortedMap<Integer, SortedMap<Integer, EventRecipe>> byEvent = new TreeMap<>();
    recipes.forEach((place, recipe) -> byEvent.computeIfAbsent(recipe.event(), _ -> new TreeMap<>()).put(place, recipe));
    SortedMap<EventType, RawCondition> inOrder = new TreeMap<>(Comparator.comparing(EventType::code));
    inOrder.putAll(conditions);
    inOrder.forEach((type, condition) -> {
      SortedMap<Integer, EventRecipe> own = byEvent.getOrDefault(type.code(), Collections.emptySortedMap());
      plan.add(type, common(condition, own, weakening), own);
    });
    return plan;
  }

  /**
   * The condition that all recipes of a type can apply. It is always true if the recipes can apply different
   * conditions, or if one of the recipes is not for a system call.
   */
  private static RawCondition common(RawCondition condition, SortedMap<Integer, EventRecipe> recipes,
      ConditionWeakener weakening) {
    if (recipes.isEmpty() || recipes.lastKey() >= RecipeTable.SYSCALLS) {
      return Always.TRUE;
    }
    List<RawCondition> each = recipes.values().stream().map(recipe -> weakening.weaken(condition, recipe)).distinct().toList();
    return each.size() == 1 ? each.getFirst() : Always.TRUE;
  }

  private void add(EventType type, RawCondition whole, SortedMap<Integer, EventRecipe> recipes) {
    Known known = known(whole, recipes);
    RawCondition condition = known == Known.NONE ? whole : DescriptorConditions.withoutDescriptors(whole);
    int length = CheckCompiler.length(condition);
    if (whole.equals(Always.TRUE) || checks.size() + length > MOST_CHECKS) {
      return;
    }
    Range results = ConditionWeakener.resultRange(whole).orElse(new Range(Long.MAX_VALUE, Long.MIN_VALUE));
    boolean resultsSuffice = condition instanceof Always
        || known == Known.NONE && condition instanceof Numbers numbers
            && numbers.equals(new Numbers(0, Ranges.between(results.least(), results.most())));
    List<Instruction> own = resultsSuffice ? List.of()
        : CheckCompiler.of(
            condition, checks.size(), param -> type.params().get(param).type().form() == Form.SIGNED,
            path -> 1L << texts.add(path.form(), path.texts()).orElseThrow());
    Judged judged =
        new Judged(results, checks.size(), own.size(), known, PathOnlyChecks.dependOnlyOnPath(type, recipes.values(), own),
            DescriptorConditions.passDirectories(whole));
    checks.addAll(own);
    recipes.keySet().forEach(place -> byPlace.put(place, judged));
    applied.put(type, whole);
  }

  private static Known known(RawCondition condition, SortedMap<Integer, EventRecipe> recipes) {
    if (!DescriptorConditions.isIn(condition)) {
      return Known.NONE;
    }
    boolean closes =
        recipes.values().stream().allMatch(recipe -> DescriptorChange.of(recipe.syscall()) == DescriptorChange.CLOSED);
    return closes ? Known.OF_ARGUMENT : Known.OF_RESULT;
  }

  /** Whether the plan depends on the probe's knowledge of descriptors. */
  boolean usesDescriptors() {
    return byPlace.values().stream().anyMatch(judged -> judged.known() != Known.NONE);
  }

  /** The conditions that the probe applies: the requested conditions or weaker ones. */
  Map<EventType, RawCondition> applied() {
    return applied;
  }

  Map<Integer, Judged> byPlace() {
    return byPlace;
  }

  List<Instruction> checks() {
    return checks;
  }

  /** Whether a check is about the thread of the event. */
  boolean asksForThreads() {
    return checks.stream().anyMatch(check -> check.kind() == CheckCompiler.Kind.CLASS);
  }

  /** A bit for each class of threads that depends on other threads too. */
  long ofAncestors() {
    return ofAncestors;
  }

  TextAutomaton texts() {
    return texts;
  }
}
