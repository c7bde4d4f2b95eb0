package org.eyas.engine.format;

import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldCatalog;
import org.jspecify.annotations.Nullable;

/** A few fields that have the same value for every event. */
final class TestFields implements FieldProvider {
  static final FieldCatalog CATALOG = new FieldCatalog(List.of(new TestFields()));

  @Override
  public List<FieldClass> classes() {
    return List.of(
        new FieldClass(
            "test",
            "",
            "",
            List.of(
                field("proc.name", ValueType.CHARBUF, Argument.NONE, Set.of()),
                field("proc.pid", ValueType.INT64, Argument.NONE, Set.of()),
                field("proc.zero", ValueType.INT64, Argument.NONE, Set.of()),
                field("user.missing", ValueType.UINT32, Argument.NONE, Set.of()),
                field("proc.aname", ValueType.CHARBUF, Argument.OPTIONAL_INDEX, Set.of()),
                field("evt.arg", ValueType.CHARBUF, Argument.REQUIRED_INDEX_OR_KEY, Set.of()),
                field("fd.ip", ValueType.IPADDR, Argument.NONE, Set.of(Flag.FILTER_ONLY)),
                field("user.name", ValueType.CHARBUF, Argument.NONE, Set.of()))));
  }

  private static FieldDefinition field(String name, ValueType type, Argument argument, Set<Flag> flags) {
    return new FieldDefinition(name, type, Shape.ONE, argument, Format.DEC, flags, "");
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return switch (field.name()) {
      case "proc.pid" -> (FieldReader.OfNumber) (_, out) -> out.set(42);
      case "proc.zero" -> (FieldReader.OfNumber) (_, out) -> out.set(0);
      case "user.missing" -> (FieldReader.OfNumber) (_, out) -> Presence.ABSENT;
      case "user.name" -> (FieldReader.OfBytes) _ -> Text.ABSENT;
      case String name -> {
        Bytes value = Text.of(argument == null ? name : name + "/" + argument);
        yield (FieldReader.OfBytes) _ -> value;
      }
    };
  }
}
