package org.eyas.engine.stateful.event;

import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/**
 * An event of one source that matches steps of a rule over several sources, with all data that the rule needs: the keys
 * of its groups and the kept fields. The loop of the source creates it; any thread may read it. Immutable.
 */
public final class StepMatchEvent extends PastEvent {
  private static final int OWN_BYTES = 350; // with its places in EventTimeSorter

  private final String rule;
  private final int steps;
  private final byte[] @Nullable [] groups;
  private final @Nullable FieldReader[] @Nullable [] kept;
  private final @Nullable FieldReader[] last;
  private final int bytes;

  /**
   * Creates an event.
   *
   * @param rule the name and the definition of the rule
   * @param steps a bit for each step that the event matches, the lowest for the first step
   * @param groups the group keys by step; null for a step that the event does not match, or if a value of the key is
   *     absent
   * @param kept the kept fields by step; null like the group key
   */
  public StepMatchEvent(Event event, String rule, int steps, byte[] @Nullable [] groups,
      @Nullable FieldReader[] @Nullable [] kept,
      @Nullable FieldReader[] last) {
    super(event);
    this.rule = rule;
    this.steps = steps;
    this.groups = groups;
    this.kept = kept;
    this.last = last;
    bytes = size();
  }

  private StepMatchEvent(StepMatchEvent other, long nanos) {
    super(other, nanos);
    rule = other.rule;
    steps = other.steps;
    groups = other.groups;
    kept = other.kept;
    last = other.last;
    bytes = other.bytes;
  }

  /** The same event with another time, at which it counts. The kept fields do not change. */
  public StepMatchEvent at(long nanos) {
    return nanos == timestampNanos() ? this : new StepMatchEvent(this, nanos);
  }

  private int size() {
    int size = OWN_BYTES + KeptFieldReader.bytes(last);
    for (int step = 0; step < groups.length; step++) {
      byte[] group = groups[step];
      FieldReader[] values = kept[step];
      size += (group == null ? 0 : group.length) + (values == null ? 0 : KeptFieldReader.bytes(values));
    }
    return size;
  }

  public String rule() {
    return rule;
  }

  public int steps() {
    return steps;
  }

  /** An estimate of the heap that the event takes. */
  public int bytes() {
    return bytes;
  }

  /** Whether the event has all values of the key of its group. */
  public boolean readGroup(int step, GroupKey into) {
    byte[] group = groups[step];
    if (group == null) {
      return false;
    }
    into.set(group);
    return true;
  }

  @Nullable
  public FieldReader[] kept(int step) {
    FieldReader[] values = kept[step];
    if (values == null) {
      throw new IllegalStateException("the event does not match step " + step);
    }
    return values;
  }

  @Nullable
  public FieldReader[] last() {
    return last;
  }
}
