package org.eyas.engine.stateful.event;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one step, as the output of its rule names them: {@code %STEP.proc.name}. Collects the fields that the
 * output uses while it is compiled; the state then keeps their values from the events of the step.
 */
public final class StepFields {
  private final String name;
  private final int step;
  private final List<FieldUse> kept = new ArrayList<>();

  /**
   * Creates the fields of a step, or of the last event.
   *
   * @param name empty for the last event, whose fields have no name before them
   * @param step its index in the rule
   */
  public StepFields(String name, int step) {
    this.name = name;
    this.step = step;
  }

  /** Whether a field belongs to the state of a rule, and not to an event. */
  public static boolean isRemembered(FieldUse field) {
    return switch (field.provider()) {
      case Kept kept -> true;
      case SequenceFields events -> true;
      case ThresholdFields reached -> true;
      default -> false;
    };
  }

  /** The fields whose values must be kept. */
  public List<FieldUse> kept() {
    return List.copyOf(kept);
  }

  /** The field of the step that corresponds to a field of events. */
  public FieldUse of(FieldUse field) {
    int place = kept.indexOf(field);
    if (place < 0) {
      place = kept.size();
      kept.add(field);
    }
    FieldDefinition as = field.definition();
    FieldDefinition own =
        new FieldDefinition(
            named(as.name()), as.type(), as.shape(), as.argument(), as.format(), as.flags(), as.description());
    return new FieldUse(named(field.text()), own, field.argument(), new Kept(step, place, field));
  }

  private String named(String field) {
    return name.isEmpty() ? field : name + "." + field;
  }

  /** Reads a kept field of a step. */
  private record Kept(int step, int place, FieldUse field) implements FieldProvider {
    @Override
    public List<FieldClass> classes() {
      return List.of();
    }

    @Override
    public FieldReader reader(FieldDefinition definition, @Nullable String argument) {
      return switch (field.reader()) {
        case FieldReader.OfNumber like ->
          (FieldReader.OfNumber) (event, out) -> kept(event) instanceof FieldReader.OfNumber kept ? kept.read(event, out)
              : Presence.ABSENT;
        case FieldReader.OfDouble like ->
          (FieldReader.OfDouble) (event, out) -> kept(event) instanceof FieldReader.OfDouble kept ? kept.read(event, out)
              : Presence.ABSENT;
        case FieldReader.OfBytes like ->
          (FieldReader.OfBytes) event -> kept(event) instanceof FieldReader.OfBytes kept ? kept.read(event) : Text.ABSENT;
        case FieldReader.OfNumbers like ->
          (FieldReader.OfNumbers) (event, out) -> kept(event) instanceof FieldReader.OfNumbers kept ? kept.read(event, out)
              : Presence.ABSENT;
        case FieldReader.OfManyBytes like ->
          (FieldReader.OfManyBytes) (event, out) -> kept(event) instanceof FieldReader.OfManyBytes kept ? kept.read(event, out)
              : Presence.ABSENT;
      };
    }

    private @Nullable FieldReader kept(Event event) {
      return event instanceof FiredEvent fired ? fired.kept(step, place) : null;
    }
  }
}
