package org.eyas.driver.ebpf.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.eyas.api.pushdown.Ranges.Range;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.ProcessClass;

/**
 * Compiles a condition into checks that run one after the other. For each of its two answers, a check names the next
 * check or ends the run. Every check stands before the checks that it names, so a run has at most as many steps as
 * there are checks. Numbers are compared before paths.
 */
final class CheckCompiler {
  /** The maximum number of checks of a condition; the probe's loop ends there. */
  static final int MOST_CHECKS = 40;

  static final int PASSES = 0xfffe;
  static final int REJECTED = 0xffff;

  /** The kinds of checks, in the order of the probe's. */
  enum Kind {
    RANGE,
    BITS,
    TEXT,
    CLASS
  }

  /**
   * One check.
   *
   * @param ifTrue the place of the next check, {@link #PASSES} or {@link #REJECTED}
   * @param a the least number, a mask, the bit of texts, or that of a class
   * @param b the greatest number, or the bits under the mask
   */
  record Instruction(Kind kind, int param, boolean signed, boolean wanted, int ifTrue, int ifFalse, long a, long b) {}

  private final int end;
  private final Predicate<Integer> signed;
  private final ToLongFunction<Path> bits;
  private final List<Instruction> backwards = new ArrayList<>();

  private CheckCompiler(int end, Predicate<Integer> signed, ToLongFunction<Path> bits) {
    this.end = end;
    this.signed = signed;
    this.bits = bits;
  }

  /**
   * Compiles a condition that is not constant.
   *
   * @param first the place of the first check
   * @param signed whether a parameter is a signed number
   * @param bits the bit of a check of a path
   */
  static List<Instruction> of(RawCondition condition, int first, Predicate<Integer> signed, ToLongFunction<Path> bits) {
    CheckCompiler code = new CheckCompiler(first + length(condition), signed, bits);
    code.emit(condition, PASSES, REJECTED);
    return code.backwards.reversed();
  }

  /** The number of checks of a condition. */
  static int length(RawCondition condition) {
    return switch (condition) {
      case Always _ -> 0;
      case AllOf all -> all.parts().stream().mapToInt(CheckCompiler::length).sum();
      case AnyOf any -> any.parts().stream().mapToInt(CheckCompiler::length).sum();
      case Numbers numbers -> Math.max(1, numbers.ranges().ranges().size());
      default -> 1;
    };
  }

  /** Writes a condition before what has been written; returns its place. */
  private int emit(RawCondition condition, int ifTrue, int ifFalse) {
    return switch (condition) {
      case Always always -> always.answer() ? ifTrue : ifFalse;
      case AllOf all -> {
        int next = ifTrue;
        for (RawCondition part : expensiveFirst(all.parts())) {
          next = emit(part, next, ifFalse);
        }
        yield next;
      }
      case AnyOf any -> {
        int next = ifFalse;
        for (RawCondition part : expensiveFirst(any.parts())) {
          next = emit(part, ifTrue, next);
        }
        yield next;
      }
      case Numbers numbers -> numbers(numbers, ifTrue, ifFalse);
      case ProcessClass(int number, String _) ->
        put(new Instruction(Kind.CLASS, 0, false, true, ifTrue, ifFalse, 1L << number, 0));
      case Bits check -> put(new Instruction(
          Kind.BITS, check.param(), signed.test(check.param()), check.wanted(), ifTrue, ifFalse, check.mask(), check.bits()));
      case Path path -> put(
          new Instruction(Kind.TEXT, path.param(), false, path.wanted(), ifTrue, ifFalse, bits.applyAsLong(path), 0));
      default -> throw new IllegalArgumentException("the probe has no check for " + condition);
    };
  }

  private int numbers(Numbers check, int ifTrue, int ifFalse) {
    // No number is in an empty range, but an event without the parameter passes.
    List<Range> ranges = check.ranges().isEmpty() ? List.of(new Range(1, 0)) : check.ranges().ranges();
    int next = ifFalse;
    for (Range range : ranges.reversed()) {
      next = put(new Instruction(
          Kind.RANGE, check.param(), signed.test(check.param()), true, ifTrue, next, range.least(), range.most()));
    }
    return next;
  }

  /** The parts in the order in which they are written, which is backwards: checks of paths come first. */
  private static List<RawCondition> expensiveFirst(List<RawCondition> parts) {
    return parts.stream().sorted(Comparator.comparing(CheckCompiler::looksAtPaths).reversed()).toList();
  }

  static boolean looksAtPaths(RawCondition condition) {
    return switch (condition) {
      case AllOf all -> all.parts().stream().anyMatch(CheckCompiler::looksAtPaths);
      case AnyOf any -> any.parts().stream().anyMatch(CheckCompiler::looksAtPaths);
      case Path _ -> true;
      default -> false;
    };
  }

  private int put(Instruction instruction) {
    backwards.add(instruction);
    return end - backwards.size();
  }
}
