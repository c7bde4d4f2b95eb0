package org.eyas.engine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fires if every step matches an event of the same group within a time.
 *
 * @param parts the steps, in their order
 * @param until its events end what is open in their group; null if nothing does
 * @param ordered whether the steps must follow one another
 */
public record Sequence(List<Step> parts, @Nullable Step until, boolean ordered, long withinNanos) implements RuleMemory {
  /** Steps are bits of a number while an event is evaluated. */
  public static final int MOST_STEPS = 16;

  public Sequence {
    parts = List.copyOf(parts);
  }

  /** The steps, followed by {@code until}. */
  @Override
  public List<Step> steps() {
    List<Step> all = new ArrayList<>(parts);
    if (until != null) {
      all.add(until);
    }
    return all;
  }

  @Override
  public String identity() {
    String all = steps().stream().map(Step::identity).collect(Collectors.joining("\n\n"));
    return String.join("\n", ordered ? "sequence" : "set", all, parts.size() + " " + withinNanos);
  }
}
