package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.Bytes;
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
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;

/**
 * An enricher that answers when the test lets it, and its fields: {@code late.name}, {@code late.list},
 * the parts of the name between commas, which are pending until then, and {@code late.broken}, which then throws.
 */
public final class LateNames implements Enricher, FieldProvider {
  /** An answer; without a name, the enricher is still looking it up. */
  private record Name(Bytes name) {}

  private static final AttachmentKey<Name> KEY = new AttachmentKey<>("late", Name.class);

  private final Map<Long, Attachments> asked = new ConcurrentHashMap<>();
  private final Map<Long, Text> known = new HashMap<>();

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    asked.put(process.pid(), out);
    if (process.attachment(KEY) == null) {
      Text name = known.get(process.pid());
      out.put(KEY, new Name(name == null ? Text.PENDING : name));
    }
  }

  /** The name of a process whose enricher answers at once. */
  void knows(long pid, String name) {
    known.put(pid, Text.of(name));
  }

  /** The answer for one process; any thread may give it. */
  void answer(long pid, String name) {
    asked.get(pid).put(KEY, new Name(Text.of(name)));
  }

  /** The answer that there is no name. */
  public void answerNothing(long pid) {
    asked.get(pid).put(KEY, new Name(Text.ABSENT));
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("late", "", "",
        List.of(field("late.name", Shape.ONE), field("late.list", Shape.LIST), field("late.broken", Shape.ONE))));
  }

  private static FieldDefinition field(String name, Shape shape) {
    return new FieldDefinition(name, ValueType.CHARBUF, shape, Argument.NONE, Format.NA, Set.of(), "");
  }

  @Override
  public FieldReader reader(FieldDefinition field, String argument) {
    return switch (field.name()) {
      case "late.name" -> (FieldReader.OfBytes) LateNames::name;
      case "late.list" -> (FieldReader.OfManyBytes) LateNames::list;
      default -> (FieldReader.OfBytes) LateNames::broken;
    };
  }

  private static Bytes name(Event event) {
    return event.process().attachment(KEY) instanceof Name answer ? answer.name() : Text.ABSENT;
  }

  private static Presence list(Event event, BytesList out) {
    Bytes name = name(event);
    if (!name.isPresent()) {
      return name == Text.PENDING ? Presence.PENDING : Presence.ABSENT;
    }
    for (String part : name.toString().split(",")) {
      out.add(Text.of(part));
    }
    return Presence.PRESENT;
  }

  private static Bytes broken(Event event) {
    Bytes name = name(event);
    if (name.isPresent()) {
      throw new IllegalStateException("on purpose");
    }
    return name;
  }
}
