package org.eyas.driver.ptrace;

import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.source.CaptureRequest;
import org.eyas.driver.ptrace.trace.NarrowCalls;
import org.eyas.driver.ptrace.trace.TracedCalls;
import org.eyas.recipe.Interest;
import org.eyas.recipe.Recipes;
import org.eyas.recipe.SyscallNumbers;

/**
 * The system calls at which a tracer stops: the calls whose events the engine requests, and the calls that the tracer
 * watches itself.
 */
final class WantedCalls {
  // The tracer names programs that fail because they are traced already, and those that can hide calls.
  private static final Set<String> ALWAYS = Set.of("ptrace", "seccomp");

  private final SyscallNumbers numbers;
  private final Interest interest;

  /** @param recipes all recipes by the number of their system call */
  WantedCalls(SyscallNumbers numbers, Recipes recipes) {
    this.numbers = numbers;
    interest = new Interest(recipes.byPlace());
  }

  /** The calls for a request. */
  TracedCalls of(CaptureRequest wanted) {
    BitSet traced = new BitSet();
    interest.places(wanted).stream().filter(place -> place < Recipes.SYSCALLS).forEach(traced::set);
    ALWAYS.forEach(name -> traced.set(Objects.requireNonNull(numbers.all().get(name))));
    return new TracedCalls(traced, new NarrowCalls(numbers));
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
