package org.eyas.driver.ebpf.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.ProcessClass;

/**
 * Makes a condition that has too many checks for the probe shorter, and weaker where it must: an event that passes the condition passes
 * the shorter one.
 *
 * <p>Alternatives with the same checks of numbers share these checks, and their checks of paths of the same kind become
 * one check. Where a check of a path is left, the checks of the thread are dropped. If the condition is still too long,
 * the checks of the result are dropped too, and only one of several checks of the path stays.
 */
final class ConditionShortener {
  private ConditionShortener() {}

  /**
   * The condition itself if it has at most this many checks; otherwise the shortest condition that can be made of it.
   */
  static RawCondition shorten(int most, RawCondition condition) {
    if (CheckCompiler.length(condition) <= most) {
      return condition;
    }
    RawCondition shorter = shared(withoutBesidePaths(condition, ConditionShortener::isOfThread));
    return CheckCompiler.length(shorter) <= most ? shorter
        : shared(withOnePath(withoutBesidePaths(shorter, ConditionShortener::isOfResult)));
  }

  /** The condition without the dispensable parts, where a path must pass as well. */
  private static RawCondition withoutBesidePaths(RawCondition condition, Predicate<RawCondition> dispensable) {
    return switch (condition) {
      case AllOf(var parts) -> {
        boolean decides = parts.stream().anyMatch(CheckCompiler::looksAtPaths);
        yield ConditionWeakener.allOf(parts.stream().filter(part -> !decides || !dispensable.test(part))
            .map(part -> withoutBesidePaths(part, dispensable)).toList());
      }
      case AnyOf(var parts) ->
        ConditionWeakener.anyOf(parts.stream().map(part -> withoutBesidePaths(part, dispensable)).toList());
      default -> condition;
    };
  }

  /**
   * The condition with only one of the path checks that must all pass: the shortest check that is true for few paths.
   */
  private static RawCondition withOnePath(RawCondition condition) {
    return switch (condition) {
      case AllOf(var parts) -> {
        Optional<RawCondition> shortest =
            parts.stream().filter(CheckCompiler::looksAtPaths).min(
                Comparator.comparing(ConditionShortener::excludesPaths).thenComparing(CheckCompiler::length));
        yield ConditionWeakener
            .allOf(parts.stream().filter(part -> !CheckCompiler.looksAtPaths(part) || part == shortest.orElseThrow())
                .map(ConditionShortener::withOnePath).toList());
      }
      case AnyOf(var parts) -> ConditionWeakener.anyOf(parts.stream().map(ConditionShortener::withOnePath).toList());
      default -> condition;
    };
  }

  private static boolean excludesPaths(RawCondition condition) {
    return consistsOf(condition, each -> each instanceof Path path && !path.wanted());
  }

  private static boolean isOfThread(RawCondition condition) {
    return consistsOf(condition, each -> each instanceof ProcessClass);
  }

  private static boolean isOfResult(RawCondition condition) {
    return consistsOf(condition, each -> each instanceof Numbers numbers && numbers.param() == 0);
  }

  private static boolean isOfNumbers(RawCondition condition) {
    return consistsOf(condition, each -> each instanceof Numbers || each instanceof Bits);
  }

  private static boolean consistsOf(RawCondition condition, Predicate<RawCondition> checks) {
    return switch (condition) {
      case AllOf(var parts) -> parts.stream().allMatch(part -> consistsOf(part, checks));
      case AnyOf(var parts) -> parts.stream().allMatch(part -> consistsOf(part, checks));
      default -> checks.test(condition);
    };
  }

  /** The same condition, in which alternatives share equal checks of numbers. */
  private static RawCondition shared(RawCondition condition) {
    Map<Set<RawCondition>, List<RawCondition>> rests = new LinkedHashMap<>();
    for (RawCondition alternative : alternatives(List.of(condition)).toList()) {
      List<RawCondition> parts = together(List.of(alternative)).toList();
      Set<RawCondition> numbers = new LinkedHashSet<>(parts);
      numbers.removeIf(part -> !isOfNumbers(part));
      List<RawCondition> rest = parts.stream().filter(part -> !numbers.contains(part)).map(part -> given(numbers, part)).toList();
      rests.computeIfAbsent(numbers, _ -> new ArrayList<>()).add(ConditionWeakener.allOf(rest));
    }
    List<RawCondition> groups = new ArrayList<>();
    rests.forEach(
        (numbers, rest) -> groups
            .add(ConditionWeakener.allOf(Stream.concat(numbers.stream(), Stream.of(joined(rest))).toList())));
    return ConditionWeakener.anyOf(groups);
  }

  /** The rest of a condition, given that other conditions are true. */
  private static RawCondition given(Set<RawCondition> facts, RawCondition condition) {
    if (facts.contains(condition)) {
      return Always.TRUE;
    }
    return switch (condition) {
      case AllOf(var parts) -> ConditionWeakener.allOf(parts.stream().map(part -> given(facts, part)).toList());
      case AnyOf(var parts) -> ConditionWeakener.anyOf(parts.stream().map(part -> given(facts, part)).toList());
      default -> condition;
    };
  }

  /** The condition that one of these is true. Path checks of the same kind become one check with the texts of all. */
  private static RawCondition joined(List<RawCondition> conditions) {
    Map<Path, Set<Text>> texts = new LinkedHashMap<>();
    Set<RawCondition> others = new LinkedHashSet<>();
    alternatives(conditions).forEach(each -> {
      if (each instanceof Path path && path.wanted()) {
        texts.computeIfAbsent(withTexts(path, List.of()), _ -> new LinkedHashSet<>()).addAll(path.texts());
      } else {
        others.add(each);
      }
    });
    Stream<RawCondition> paths = texts.entrySet().stream().map(kind -> withTexts(kind.getKey(), List.copyOf(kind.getValue())));
    return ConditionWeakener.anyOf(Stream.concat(paths, others.stream()).toList());
  }

  private static Path withTexts(Path kind, List<Text> texts) {
    return new Path(kind.param(), kind.part(), kind.form(), texts, kind.wanted());
  }

  private static Stream<RawCondition> alternatives(List<RawCondition> conditions) {
    return conditions.stream().flatMap(each -> each instanceof AnyOf(var parts) ? alternatives(parts) : Stream.of(each));
  }

  private static Stream<RawCondition> together(List<RawCondition> conditions) {
    return conditions.stream().flatMap(each -> each instanceof AllOf(var parts) ? together(parts) : Stream.of(each));
  }
}
