package org.eyas.fields.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.json.EventJson;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The json.* fields and their older names jevt.*. Available if the configuration loads the plugin json. */
@Component(configurationPid = "org.eyas.plugin.json", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class JsonFields implements FieldProvider {
  private static final String VALUE = ".value";
  private static final String OBJECT = ".obj";
  private static final String TIME = ".rawtime";

  private final ThreadLocal<EventJson> events = ThreadLocal.withInitial(EventJson::new);
  private final List<FieldClass> classes =
      List.of(new FieldClass("json", "JSON", "Values of events that are JSON, whatever their source is.", fields()));

  private static List<FieldDefinition> fields() {
    List<FieldDefinition> fields = new ArrayList<>();
    for (String prefix : List.of("json", "jevt")) {
      fields.add(
          field(prefix + VALUE, Argument.REQUIRED_KEY, "The value at a JSON pointer (RFC 6901), such as [/user/groups/0]."));
      fields.add(field(prefix + OBJECT, Argument.NONE, "The whole event as indented JSON."));
      fields.add(field(prefix + TIME, Argument.NONE, "The time of the event, in ns since the epoch."));
    }
    return fields;
  }

  private static FieldDefinition field(String name, Argument argument, String description) {
    return new FieldDefinition(name, ValueType.CHARBUF, Shape.ONE, argument, Format.NA, Set.of(), description);
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return switch (field.name().substring(field.name().indexOf('.'))) {
      case VALUE -> value(field.name(), argument);
      case OBJECT -> object();
      case TIME -> time();
      default -> throw new IllegalArgumentException("'" + field.name() + "' is not a field of JSON");
    };
  }

  private FieldReader.OfBytes value(String name, @Nullable String argument) {
    if (argument == null || argument.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a JSON pointer in brackets, such as " + name + "[/user/username]");
    }
    JsonPointer pointer = JsonPointer.of(argument);
    JsonText text = new JsonText();
    return event -> {
      JsonIndex json = events.get().of(event);
      int node = json == null ? JsonIndex.NONE : pointer.find(json);
      return json == null || node == JsonIndex.NONE ? Text.ABSENT : text.of(json, node);
    };
  }

  private FieldReader.OfBytes object() {
    JsonText text = new JsonText();
    return event -> {
      JsonIndex json = events.get().of(event);
      return json == null ? Text.ABSENT : text.indented(json, 0);
    };
  }

  private FieldReader.OfBytes time() {
    ByteBuilder digits = new ByteBuilder();
    return event -> events.get().of(event) == null
        ? Text.ABSENT
        : digits.clear().appendDecimal(event.timestampNanos()).view();
  }
}
