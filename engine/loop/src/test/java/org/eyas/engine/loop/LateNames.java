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
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;

/**
 * An enricher that answers when the test lets it, and its fields: {@code late.name}, which is pending until then, and
 * {@code late.broken}, which is pending until then and then throws.
 */
final class LateNames implements Enricher, FieldProvider {
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
  void answerNothing(long pid) {
    asked.get(pid).put(KEY, new Name(Text.ABSENT));
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("late", "", "", List.of(field("late.name"), field("late.broken"))));
  }

  private static FieldDefinition field(String name) {
    return new FieldDefinition(name, ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), "");
  }

  @Override
  public FieldReader reader(FieldDefinition field, String argument) {
    FieldReader.OfBytes reader = field.name().equals("late.name") ? LateNames::name : LateNames::broken;
    return reader;
  }

  private static Bytes name(Event event) {
    return event.process().attachment(KEY) instanceof Name answer ? answer.name() : Text.ABSENT;
  }

  private static Bytes broken(Event event) {
    Bytes name = name(event);
    if (name.isPresent()) {
      throw new IllegalStateException("on purpose");
    }
    return name;
  }
}
