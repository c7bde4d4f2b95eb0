package org.eyas.driver.ptrace;

import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.source.CaptureRequest;
import org.eyas.driver.ptrace.trace.NarrowCalls;
import org.eyas.driver.ptrace.trace.TracedCalls;
import org.eyas.recipe.Recipe;
import org.eyas.recipe.Recipes;
import org.eyas.recipe.SyscallNumbers;

/** Selects the system calls to record: those whose events the engine requests. */
final class WantedCalls {
  private static final int GENERIC_EVENT = 1;

  // The tracer names programs that fail because they are traced already, and those that can hide calls.
  private static final Set<String> ALWAYS = Set.of("ptrace", "seccomp");

  private final SyscallNumbers numbers;
  private final Map<Integer, Recipe> recipes;

  /** @param recipes all recipes by the number of their system call */
  WantedCalls(SyscallNumbers numbers, Recipes recipes) {
    this.numbers = numbers;
    this.recipes = recipes.byPlace();
  }

  /** The calls for a request. */
  TracedCalls of(CaptureRequest wanted) {
    BitSet traced = new BitSet();
    recipes.forEach((number, recipe) -> traced.set(number, number < Recipes.SYSCALLS && isWanted(recipe, wanted)));
    ALWAYS.forEach(name -> traced.set(Objects.requireNonNull(numbers.all().get(name))));
    return new TracedCalls(traced, new NarrowCalls(numbers));
  }

  private static boolean isWanted(Recipe recipe, CaptureRequest wanted) {
    boolean isNamed = wanted.eventCodes().contains(recipe.event());
    if (!isNamed && (recipe.isOnDemand() || !wanted.eventCodes().isEmpty())) {
      return false;
    }
    Set<String> generic = wanted.genericCalls();
    return recipe.event() != GENERIC_EVENT || generic.isEmpty() || generic.contains(recipe.syscall());
  }

  /** The names of the calls that a request needs and that are not traced, in alphabetical order. */
  Set<String> missing(CaptureRequest wanted, TracedCalls traced) {
    BitSet missing = of(wanted).numbers();
    missing.andNot(traced.numbers());
    Set<String> names = new TreeSet<>();
    numbers.all().forEach((name, number) -> {
      if (missing.get(number)) {
        names.add(name);
      }
    });
    return names;
  }
}
