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
 * The field {@code sequence.events}: the events of the steps. Every alert of a sequence has it in addition to the fields of
 * its output.
 */
public final class SequenceFields implements FieldProvider {
  public static final String EVENTS = "sequence.events";

  private static final FieldClass CLASS =
      new FieldClass(
          "sequence", "The events of a sequence", "The events of the steps of a rule with a sequence.",
          List.of(
              new FieldDefinition(
                  EVENTS, ValueType.CHARBUF, Shape.LIST, Argument.NONE, Format.DEC, Set.of(),
                  "For each step its name, and the time and the number of its event.")));

  private final List<String> steps;

  /** @param steps the names of the steps */
  public SequenceFields(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(CLASS);
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return (FieldReader.OfManyBytes) this::events;
  }

  private Presence events(Event event, BytesList out) {
    if (!(event instanceof FiredEvent fired)) {
      return Presence.ABSENT;
    }
    EventReferences events = fired.events();
    for (int step = 0; step < steps.size(); step++) {
      out.add(Text.of(steps.get(step) + " " + events.text(step)));
    }
    return Presence.PRESENT;
  }
}
