package org.eyas.driver.ptrace;

import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.source.CaptureRequest;
import org.eyas.driver.ptrace.trace.CompatSystemCalls;
import org.eyas.driver.ptrace.trace.TracedCallSet;
import org.eyas.recipe.RecipeSelection;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;

/**
 * The system calls at which a tracer stops: the calls whose events the engine requests, and the calls that the tracer
 * watches itself.
 */
final class WantedSystemCalls {
  // The tracer names programs that fail because they are traced already, and those that can hide calls.
  private static final Set<String> ALWAYS = Set.of("ptrace", "seccomp");

  private final SyscallNumbers numbers;
  private final RecipeSelection interest;

  /** @param recipes all recipes by the number of their system call */
  WantedSystemCalls(SyscallNumbers numbers, RecipeTable recipes) {
    this.numbers = numbers;
    interest = new RecipeSelection(recipes.byPlace());
  }

  /** The calls for a request. */
  TracedCallSet of(CaptureRequest wanted) {
    BitSet traced = new BitSet();
    interest.places(wanted).stream().filter(place -> place < RecipeTable.SYSCALLS).forEach(traced::set);
    ALWAYS.forEach(name -> traced.set(Objects.requireNonNull(numbers.all().get(name))));
    return new TracedCallSet(traced, new CompatSystemCalls(numbers));
  }

  /** The names of the calls that a request needs and that are not traced, in alphabetical order. */
  Set<String> missing(CaptureRequest wanted, TracedCallSet traced) {
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
