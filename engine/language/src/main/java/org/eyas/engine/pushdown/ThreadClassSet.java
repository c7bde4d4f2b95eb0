package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedConditionText;

/**
 * The thread classes of a pushdown. A class contains the threads for which a condition on the thread alone has one of
 * its two answers. Immutable after the derivation.
 *
 * <p>A thread may be in the class of a condition and in the class of the opposite: it is in both as long as the answer
 * is unknown.
 */
public final class ThreadClassSet {
  public static final ThreadClassSet NONE = new ThreadClassSet(List.of());

  /** The threads for which a condition has an answer. */
  record Member(TypedCondition condition, boolean answer) {
    String text() {
      return (answer ? "" : "not ") + TypedConditionText.of(condition);
    }
  }

  private final List<Member> members;
  private final Map<Member, Integer> numbers = new LinkedHashMap<>();
  private final long ofAncestors;

  private ThreadClassSet(List<Member> members) {
    this.members = List.copyOf(members);
    long mask = 0;
    for (int number = 0; number < members.size(); number++) {
      numbers.put(members.get(number), number);
      mask |= ThreadConditions.readsAncestors(members.get(number).condition()) ? 1L << number : 0;
    }
    ofAncestors = mask;
  }

  /** The raw condition that the thread is in a class; always true if there is no such class. */
  RawCondition of(TypedCondition condition, boolean answer) {
    Member member = member(condition, answer);
    Integer number = numbers.get(member);
    return number == null ? RawCondition.Always.TRUE : new RawCondition.ProcessClass(number, member.text());
  }

  private static Member member(TypedCondition condition, boolean answer) {
    return condition instanceof TypedCondition.Not(var child) ? member(child, !answer) : new Member(condition, answer);
  }

  List<Member> members() {
    return members;
  }

  /** A bit for each class that depends on other threads too. */
  public long ofAncestors() {
    return ofAncestors;
  }

  public int size() {
    return members.size();
  }

  /** Collects classes before it is known which of them are worth their bit. */
  static final class ClassCandidates {
    private final Map<Member, Integer> numbers = new LinkedHashMap<>();
    private final List<Integer> types = new ArrayList<>();
    private final Set<Integer> alone = new HashSet<>();

    RawCondition of(TypedCondition condition, boolean answer) {
      Member member = member(condition, answer);
      int number = numbers.computeIfAbsent(member, any -> numbers.size());
      return new RawCondition.ProcessClass(number, member.text());
    }

    /** Records that the condition of an event type has been derived. */
    void derived(EventType type, RawCondition condition) {
      while (types.size() < numbers.size()) {
        types.add(0);
      }
      numbers(condition).distinct().forEach(number -> types.set(number, types.get(number) + 1));
      if (OpenCallImplications.opens(type)) {
        withoutPath(condition).forEach(alone::add);
      }
    }

    /** The classes of alternatives that no path limits: without such a class, nearly every open passes. */
    private static IntStream withoutPath(RawCondition condition) {
      return switch (condition) {
        case RawCondition.AnyOf(var parts) -> parts.stream().flatMapToInt(ClassCandidates::withoutPath);
        case RawCondition.AllOf(var parts) -> parts.stream().anyMatch(ClassCandidates::limitsPaths) ? IntStream.empty()
            : parts.stream().flatMapToInt(ClassCandidates::withoutPath);
        default -> numbers(condition);
      };
    }

    private static boolean limitsPaths(RawCondition condition) {
      return switch (condition) {
        case RawCondition.AllOf(var parts) -> parts.stream().anyMatch(ClassCandidates::limitsPaths);
        case RawCondition.AnyOf(var parts) -> parts.stream().allMatch(ClassCandidates::limitsPaths);
        case RawCondition.Path path -> path.wanted();
        default -> false;
      };
    }

    private static IntStream numbers(RawCondition condition) {
      return switch (condition) {
        case RawCondition.AllOf(var parts) -> parts.stream().flatMapToInt(ClassCandidates::numbers);
        case RawCondition.AnyOf(var parts) -> parts.stream().flatMapToInt(ClassCandidates::numbers);
        case RawCondition.ProcessClass(int number, String text) -> IntStream.of(number);
        default -> IntStream.empty();
      };
    }

    /** The classes that alone limit opens, which are most of all events, and then those that limit the most types. */
    ThreadClassSet chosen() {
      List<Member> all = List.copyOf(numbers.keySet());
      return new ThreadClassSet(IntStream.range(0, types.size()).boxed()
          .filter(number -> types.get(number) > 0)
          .sorted(Comparator.comparing((Integer number) -> !alone.contains(number))
              .thenComparing(types::get, Comparator.reverseOrder()))
          .limit(RawCondition.MOST_CLASSES)
          .map(all::get)
          .toList());
    }
  }
}
