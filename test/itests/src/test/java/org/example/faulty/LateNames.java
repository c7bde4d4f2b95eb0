package org.example.faulty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
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
import org.jspecify.annotations.Nullable;

/** An enricher that knows the name of a process only a while later, or never; and the field {@code late.name}. */
public final class LateNames implements Enricher, FieldProvider {
  private record Name(Bytes name) {}

  private static final AttachmentKey<Name> KEY = new AttachmentKey<>("late.name", Name.class);
  private static final FieldDefinition NAME =
      new FieldDefinition("late.name", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), "A name.");

  private final int millis;
  private final @Nullable Path condition;

  /**
   * @param properties {@code millis}: how long it takes to find a name, -1 for ever; {@code file}: a file without which there are
   *     no names
   */
  public LateNames(Map<String, Object> properties) {
    millis = (Integer) properties.get("millis");
    condition = properties.get("file") instanceof String file ? Path.of(file) : null;
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    out.put(KEY, new Name(Text.PENDING));
    if (millis >= 0) {
      answerLater(out);
    }
  }

  private void answerLater(Attachments out) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> answer(out));
  }

  private void answer(Attachments out) {
    if (condition == null || Files.exists(condition)) {
      out.put(KEY, new Name(Text.of("web")));
    } else {
      answerLater(out);
    }
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("late", "l", "Fields that come late.", List.of(NAME)));
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return (FieldReader.OfBytes) event -> event.process().attachment(KEY) instanceof Name known ? known.name() : Text.ABSENT;
  }
}
