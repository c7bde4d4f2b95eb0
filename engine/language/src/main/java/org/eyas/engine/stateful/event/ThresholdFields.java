package org.eyas.engine.stateful.event;

import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.jspecify.annotations.Nullable;

/**
 * The fields that only alerts of rules with a threshold have: the number that the group reached, and the events that
 * counted.
 */
public final class ThresholdFields implements FieldProvider {
  public static final ThresholdFields ALL = new ThresholdFields();

  /** The field with the counted events. Every alert of a threshold has it. */
  public static final String EVENTS = "threshold.events";

  private static final FieldDefinition VALUE =
      new FieldDefinition(
          "threshold.value", ValueType.UINT64, Shape.ONE, Argument.NONE, Format.DEC, Set.of(),
          "The number of events or of different values, or the sum, with which the rule fires.");
  private static final FieldDefinition VALUES =
      new FieldDefinition(
          "threshold.values", ValueType.CHARBUF, Shape.LIST, Argument.NONE, Format.DEC, Set.of(),
          "The different values with which the rule fires.");
  private static final FieldDefinition COUNTED =
      new FieldDefinition(
          EVENTS, ValueType.CHARBUF, Shape.LIST, Argument.NONE, Format.DEC, Set.of(),
          "The time and the number of the latest events that count, at most " + CountedEventRing.MOST
              + "; of each different value, its latest one.");
  private static final FieldClass CLASS =
      new FieldClass("threshold", "What a threshold has reached", "What a rule with a threshold has reached.",
          List.of(VALUE, VALUES, COUNTED));

  private ThresholdFields() {}

  @Override
  public List<FieldClass> classes() {
    return List.of(CLASS);
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return switch (field.name()) {
      case EVENTS -> (FieldReader.OfManyBytes) ThresholdFields::events;
      case "threshold.values" -> (FieldReader.OfManyBytes) ThresholdFields::values;
      default ->
        (FieldReader.OfNumber) (event, out) -> event instanceof FiredEvent fired ? out.set(fired.reached()) : Presence.ABSENT;
    };
  }

  private static Presence events(Event event, BytesList out) {
    if (!(event instanceof FiredEvent fired)) {
      return Presence.ABSENT;
    }
    EventReferences events = fired.events();
    for (int i = 0; i < events.size(); i++) {
      out.add(Text.of(events.text(i)));
    }
    return Presence.PRESENT;
  }

  private static Presence values(Event event, BytesList out) {
    if (!(event instanceof FiredEvent fired) || fired.values().isEmpty()) {
      return Presence.ABSENT;
    }
    for (Text value : fired.values()) {
      out.add(value);
    }
    return Presence.PRESENT;
  }
}
