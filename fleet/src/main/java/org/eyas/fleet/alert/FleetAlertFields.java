package org.eyas.fleet.alert;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.json.JsonIndex;
import org.jspecify.annotations.Nullable;

/**
 * The fields of rules for the fleet: the fields of the alert itself ({@code alert.rule}), and all fields that hosts
 * print, under their own names ({@code proc.name}). The compiler of rules calls it; each reader is for one thread.
 */
public final class FleetAlertFields implements FieldProvider {
  private static final String GROUP = "alert.";
  private static final String ANY = GROUP + "field";
  private static final String PRINTED = "printed ";
  /** The id of an alert. */
  public static final String ID = GROUP + "id";

  private final List<FieldClass> classes =
      List.of(
          new FieldClass(
              "alert",
              "Fleet only",
              "The alert of a host.",
              List.of(
                  text("rule", "The name of the rule."),
                  text("priority", "The priority: Emergency, Alert, Critical, Error, Warning, Notice, Informational or Debug."),
                  text("source", "The event source of the rule: syscall, k8s_audit."),
                  text("hostname", "The name of the host."),
                  text("time", "The time of the event in UTC: 2026-11-28T09:30:00.000000000Z."),
                  text("output", "The message with time and priority."),
                  HostFields.field(GROUP + "tags", ValueType.CHARBUF, Shape.LIST, Argument.NONE, "The tags of the rule."),
                  text("id", "The id of the alert, or the place of its record: TOPIC/PARTITION@OFFSET."),
                  HostFields.field(
                      ANY, ValueType.CHARBUF, Shape.ONE, Argument.REQUIRED_KEY,
                      "Any field of the output, as a text, by its name."))),
          new FieldClass("host", "", "The fields that the output of the host's rule prints.", HostFields.all()));

  private static FieldDefinition text(String name, String description) {
    return HostFields.field(GROUP + name, ValueType.CHARBUF, Shape.ONE, Argument.NONE, description);
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  /**
   * Returns a definition with another name than the field. The compiler derives {@code evt.type}, {@code evt.arg} and
   * {@code evt.is_open_...} from the type of the event instead of reading them, but a field that a host printed must be
   * read.
   */
  @Override
  public FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    return field.name().startsWith(GROUP)
        ? field
        : HostFields.field(PRINTED + field.name(), field.type(), field.shape(), field.argument(), field.description());
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    String name = field.name().startsWith(PRINTED) ? field.name().substring(PRINTED.length()) : field.name();
    if (name.equals(ID)) {
      return id();
    }
    if (name.equals(ANY)) {
      byte[] key = AlertEvent.utf8(String.valueOf(argument));
      return AlertValueReader.reader(field, alert -> alert.field(key));
    }
    if (name.startsWith(GROUP)) {
      byte[] key = AlertEvent.utf8(name.substring(GROUP.length()));
      return AlertValueReader.reader(field, alert -> alert.member(key));
    }
    return AlertValueReader.reader(field, printed(name, argument));
  }

  private static FieldReader.OfBytes id() {
    return event -> {
      AlertEvent alert = AlertEvent.of(event);
      return alert == null ? Text.ABSENT : Text.of(alert.id());
    };
  }

  /** A host writes the argument of a field as its rule does: in brackets or after a dot. */
  private static AlertValueReader.Place printed(String name, @Nullable String argument) {
    byte[] bracketed = AlertEvent.utf8(argument == null ? name : name + "[" + argument + "]");
    byte[] dotted = AlertEvent.utf8(argument == null ? name : name + "." + argument);
    return alert -> {
      int node = alert.field(bracketed);
      return node == JsonIndex.NONE && argument != null ? alert.field(dotted) : node;
    };
  }
}
