package org.eyas.driver.ebpf.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.Ranges.Range;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Check;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.ProcessClass;
import org.eyas.recipe.DescriptorChange;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeStepKind;

/**
 * Weakens the raw condition of a recipe to a condition that the probe can decide. The condition stays the same if the
 * probe can decide all of it. Checks of sockets become true, because a successful connect changes the state, and a
 * failed connect says nothing about its descriptor.
 */
final class ConditionWeakener {
  private static final int MOST_PARAMS = 16;
  private static final Numbers SUCCESS = new Numbers(0, Ranges.NOT_NEGATIVE);

  private final TextAutomaton texts;
  private final ProbeAbilities abilities;

  /**
   * @param texts gets the texts of the checks
   */
  ConditionWeakener(TextAutomaton texts, ProbeAbilities abilities) {
    this.texts = texts;
    this.abilities = abilities;
  }

  /** Always true if the probe cannot judge events of this recipe. */
  RawCondition weaken(RawCondition whole, EventRecipe recipe) {
    if (!isJudged(recipe)) {
      return Always.TRUE;
    }
    RawCondition condition = ConditionShortener.shorten(CheckCompiler.MOST_CHECKS, whole);
    if (DescriptorConditions.isIn(condition)) {
      return ofKnown(condition, recipe);
    }
    if (!abilities.parameters() || recipe.shortcut() == EventRecipe.Shortcut.CLOSE) {
      return checksName(recipe) ? results(anyOf(List.of(SUCCESS, condition))) : results(condition);
    }
    // Another thread may have changed the path since the call opened the file: the name of the file is checked first.
    RawCondition weaker = checksName(recipe) ? anyOf(List.of(SUCCESS, weaker(condition))) : weaker(condition);
    return CheckCompiler.length(weaker) > CheckCompiler.MOST_CHECKS ? results(condition) : weaker;
  }

  // What else the condition says of an open is judged after the name of the file was checked; of a close, nothing else.
  private RawCondition ofKnown(RawCondition condition, EventRecipe recipe) {
    RawCondition rest = weaker(DescriptorConditions.withoutDescriptors(condition));
    return switch (DescriptorChange.of(recipe.syscall())) {
      case OPENED -> abilities.parameters() && abilities.names() && CheckCompiler.length(rest) <= CheckCompiler.MOST_CHECKS
          ? anyOf(List.of(rest, DescriptorConditions.successCondition(DescriptorConditions.passDirectories(condition))))
          : Always.TRUE;
      case CLOSED -> rest.equals(Always.FALSE) ? condition : Always.TRUE;
      default -> Always.TRUE;
    };
  }

  /** Whether the first parameter is the result of the call, and the program that writes the event can leave it out. */
  private static boolean isJudged(EventRecipe recipe) {
    Optional<RecipeStep> first =
        recipe.steps().stream().filter(step -> step.kind() != RecipeStepKind.LOAD && step.kind() != RecipeStepKind.MASK)
            .findFirst();
    boolean result = first.isPresent() && first.get().kind() == RecipeStepKind.NUMBER && first.get().arg() == RecipeStep.RESULT
        && first.get().size() == Long.BYTES && first.get().flags() == 0;
    return result && recipe.program() != EventRecipe.Program.LIFE && recipe.program() != EventRecipe.Program.MESSAGES;
  }

  private static boolean checksName(EventRecipe recipe) {
    return recipe.steps().stream().anyMatch(step -> step.kind() == RecipeStepKind.NAME);
  }

  private RawCondition weaker(RawCondition condition) {
    return switch (condition) {
      case AllOf all -> allOf(all.parts().stream().map(this::weaker).toList());
      case AnyOf any -> anyOf(any.parts().stream().map(this::weaker).toList());
      case Check check when check.param() >= MOST_PARAMS -> Always.TRUE;
      case Path path -> path(path);
      case Numbers numbers -> numbers;
      case Bits bits -> bits;
      case ProcessClass ofThread -> ofThread;
      case Always always -> always;
      default -> Always.TRUE;
    };
  }

  private RawCondition path(Path path) {
    Optional<Path> whole = WholePathConverter.of(path).filter(found -> texts.add(found.form(), found.texts()).isPresent());
    return whole.isPresent() ? whole.get() : Always.TRUE;
  }

  static RawCondition allOf(List<RawCondition> parts) {
    List<RawCondition> rest = new ArrayList<>(parts);
    rest.removeIf(part -> part.equals(Always.TRUE));
    if (rest.contains(Always.FALSE)) {
      return Always.FALSE;
    }
    return rest.isEmpty() ? Always.TRUE : rest.size() == 1 ? rest.getFirst() : new AllOf(rest);
  }

  static RawCondition anyOf(List<RawCondition> parts) {
    List<RawCondition> rest = new ArrayList<>(parts);
    rest.removeIf(part -> part.equals(Always.FALSE));
    if (rest.contains(Always.TRUE)) {
      return Always.TRUE;
    }
    return rest.isEmpty() ? Always.FALSE : rest.size() == 1 ? rest.getFirst() : new AnyOf(rest);
  }

  /** The part of a condition that depends on the result of the call alone. */
  private static RawCondition results(RawCondition condition) {
    Optional<Range> range = resultRange(condition);
    if (range.isEmpty()) {
      return Always.FALSE;
    }
    Ranges results = Ranges.between(range.get().least(), range.get().most());
    return results.isEverything() ? Always.TRUE : new Numbers(0, results);
  }

  /** The results without which a condition is not true; empty if there are none. */
  static Optional<Range> resultRange(RawCondition condition) {
    return switch (condition) {
      case Always always -> always.answer() ? Optional.of(everything()) : Optional.empty();
      case Numbers(int param, Ranges ranges) when param == 0 -> ranges.isEmpty() ? Optional.empty()
          : Optional.of(new Range(ranges.ranges().getFirst().least(), ranges.ranges().getLast().most()));
      case AllOf all ->
        all.parts().stream().map(ConditionWeakener::resultRange).reduce(Optional.of(everything()), ConditionWeakener::both);
      case AnyOf any ->
        any.parts().stream().map(ConditionWeakener::resultRange).reduce(Optional.empty(), ConditionWeakener::either);
      default -> Optional.of(everything());
    };
  }

  private static Range everything() {
    return new Range(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Optional<Range> both(Optional<Range> one, Optional<Range> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    long least = Math.max(one.get().least(), other.get().least());
    long most = Math.min(one.get().most(), other.get().most());
    return least > most ? Optional.empty() : Optional.of(new Range(least, most));
  }

  private static Optional<Range> either(Optional<Range> one, Optional<Range> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return Optional.of(
        new Range(Math.min(one.get().least(), other.get().least()), Math.max(one.get().most(), other.get().most())));
  }
}
