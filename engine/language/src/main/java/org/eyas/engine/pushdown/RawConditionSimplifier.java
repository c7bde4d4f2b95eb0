package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.SocketKind;
import org.jspecify.annotations.Nullable;

/**
 * Joins raw conditions by "and" or "or" and simplifies the result: it drops constants and repeated parts, and merges
 * checks of the same parameter, so that many rules cost one look-up.
 */
enum RawConditionSimplifier {
  ALL,
  ANY;

  /** The largest number of parts that are compared with each other, because one type can have a thousand rules. */
  private static final int MOST_COMPARED = 300;

  RawCondition of(Collection<? extends RawCondition> conditions) {
    Set<RawCondition> parts = new LinkedHashSet<>();
    for (RawCondition condition : conditions) {
      add(condition, parts);
    }
    if (parts.contains(decisive())) {
      return decisive();
    }
    return joined(withoutImplied(merged(parts)));
  }

  private RawCondition decisive() {
    return this == ANY ? RawCondition.Always.TRUE : RawCondition.Always.FALSE;
  }

  private RawCondition neutral() {
    return this == ANY ? RawCondition.Always.FALSE : RawCondition.Always.TRUE;
  }

  private void add(RawCondition condition, Set<RawCondition> parts) {
    if (condition instanceof AllOf all && this == ALL) {
      parts.addAll(all.parts());
    } else if (condition instanceof AnyOf any && this == ANY) {
      parts.addAll(any.parts());
    } else if (!condition.equals(neutral())) {
      parts.add(condition);
    }
  }

  private Set<RawCondition> merged(Set<RawCondition> parts) {
    List<RawCondition> merged = new ArrayList<>();
    for (RawCondition part : parts) {
      merge(part, merged);
    }
    Set<RawCondition> distinct = new LinkedHashSet<>(merged);
    distinct.remove(neutral());
    return distinct;
  }

  private void merge(RawCondition part, List<RawCondition> merged) {
    for (int i = 0; i < merged.size(); i++) {
      RawCondition both = both(merged.get(i), part);
      if (both != null) {
        merged.set(i, both);
        return;
      }
    }
    merged.add(part);
  }

  /** One check in the place of two; null if there is none. */
  private @Nullable RawCondition both(RawCondition one, RawCondition other) {
    if (one instanceof Numbers first && other instanceof Numbers second && first.param() == second.param()) {
      return numbers(first, second);
    }
    if (one instanceof Kinds first && other instanceof Kinds second && first.param() == second.param()) {
      return kinds(first, second);
    }
    // "Begins with a or b" is one check; "begins with a and b" is not.
    if (one instanceof Path first && other instanceof Path second && first.wanted() == (this == ANY)) {
      boolean alike = first.equals(new Path(second.param(), second.part(), second.form(), first.texts(), second.wanted()));
      return alike ? new Path(first.param(), first.part(), first.form(), union(first, second), first.wanted()) : null;
    }
    return null;
  }

  private RawCondition numbers(Numbers first, Numbers second) {
    Ranges ranges = this == ANY ? first.ranges().or(second.ranges()) : first.ranges().and(second.ranges());
    // An empty set is not FALSE: the check is true for events without the parameter.
    return ranges.isEverything() ? RawCondition.Always.TRUE : new Numbers(first.param(), ranges);
  }

  private RawCondition kinds(Kinds first, Kinds second) {
    Set<SocketKind> kinds = EnumSet.copyOf(List.of(SocketKind.values()));
    kinds.removeIf(kind -> this == ANY ? !first.kinds().contains(kind) && !second.kinds().contains(kind)
        : !first.kinds().contains(kind) || !second.kinds().contains(kind));
    return kinds.size() == SocketKind.values().length ? RawCondition.Always.TRUE : new Kinds(first.param(), kinds);
  }

  private static List<Text> union(Path first, Path second) {
    Set<Text> texts = new TreeSet<>(first.texts());
    texts.addAll(second.texts());
    return List.copyOf(texts);
  }

  /** "a or (a and b)" is a, and "a and (a or b)" is a. */
  private List<RawCondition> withoutImplied(Set<RawCondition> parts) {
    if (parts.size() > MOST_COMPARED) {
      return List.copyOf(parts);
    }
    return parts.stream().filter(part -> parts.stream().noneMatch(other -> other != part && covers(part, other))).toList();
  }

  private boolean covers(RawCondition part, RawCondition other) {
    List<RawCondition> inner = inner(part);
    List<RawCondition> fewer = inner(other);
    return fewer.isEmpty() ? inner.contains(other) : inner.size() > fewer.size() && inner.containsAll(fewer);
  }

  /** The parts that are joined in the other way; none for a single check. */
  private List<RawCondition> inner(RawCondition part) {
    return switch (part) {
      case AllOf all when this == ANY -> all.parts();
      case AnyOf any when this == ALL -> any.parts();
      default -> List.of();
    };
  }

  private RawCondition joined(List<RawCondition> parts) {
    if (parts.contains(decisive())) {
      return decisive();
    }
    return switch (parts.size()) {
      case 0 -> neutral();
      case 1 -> parts.getFirst();
      default -> this == ANY ? new AnyOf(parts) : new AllOf(parts);
    };
  }
}
