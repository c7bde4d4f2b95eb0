package org.eyas.engine.field.syscall;

import static org.eyas.api.field.FieldDefinition.Flag.HIDDEN;

import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.schema.EventSchema;

/**
 * {@code evt.infra.*}: members of the text that old recorders put into events about Docker: {@code Event: start; ID:
 * 1f...;}.
 */
final class InfrastructureFields {
  private static final int CODE = EventSchema.current().type("INFRASTRUCTURE_EVENT_E").code();
  private static final int DESCRIPTION = 2;
  private static final int SHORT_ID = 12;

  private InfrastructureFields() {}

  static List<FieldRow> all() {
    return List.of(
        field("evt.infra.docker.name", "The action on a container.", "Event", Integer.MAX_VALUE),
        field("evt.infra.docker.container.id", "The container's id.", "ID", SHORT_ID),
        field("evt.infra.docker.container.name", "The container's name.", "name", Integer.MAX_VALUE),
        field("evt.infra.docker.container.image", "The container's image.", "Image", Integer.MAX_VALUE));
  }

  private static FieldRow field(String name, String description, String key, int limit) {
    Text wanted = Text.of(key + ":");
    return BuiltTextReader.field(name, description, (e, out) -> append(e, wanted, limit, out)).flags(HIDDEN);
  }

  private static boolean append(Event event, Text key, int limit, ByteBuilder out) {
    if (event.type().code() != CODE) {
      return false;
    }
    Bytes text = event.bytes(DESCRIPTION);
    int at = text.isPresent() ? text.indexOf(key, 0) : -1;
    if (at < 0) {
      return false;
    }
    int from = at + key.length();
    while (from < text.length() && text.at(from) == ' ') {
      from++;
    }
    int end = text.indexOf(';', from);
    end = end < 0 ? text.length() : end;
    out.append(text, from, Math.min(end, from + Math.min(limit, text.length())));
    return true;
  }
}
