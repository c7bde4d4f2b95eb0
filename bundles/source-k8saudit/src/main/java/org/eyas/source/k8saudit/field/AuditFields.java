package org.eyas.source.k8saudit.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.json.EventJson;
import org.eyas.json.JsonIndex;
import org.eyas.source.k8saudit.field.AuditFieldTable.Row;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The ka.* fields. They exist if the source k8s_audit exists. */
@Component(
    configurationPid = AuditFields.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=k8s_audit")
public final class AuditFields implements FieldProvider {
  /** The configuration that the source and its fields share. */
  public static final String PID = "org.eyas.plugin.k8saudit";
  private static final byte[] AUDIT_ID = "auditID".getBytes(UTF_8);

  private final ThreadLocal<EventJson> events = ThreadLocal.withInitial(EventJson::new);
  private final Map<String, Row> rows;
  private final List<FieldClass> classes;

  public AuditFields() {
    List<Row> table = AuditFieldTable.read();
    rows = table.stream().collect(Collectors.toMap(row -> row.definition().name(), Function.identity()));
    classes =
        List.of(
            new FieldClass(
                "ka", "Kubernetes audit events", "Requests to the API server of Kubernetes.",
                table.stream().map(Row::definition).toList()));
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    Row row = rows.get(field.name());
    if (row == null) {
      throw new IllegalArgumentException("'" + field.name() + "' is not a field of audit events");
    }
    String given = argument == null ? "" : argument;
    if (field.argument().required() && given.isEmpty()) {
      throw new IllegalArgumentException(field.name() + " needs an argument in brackets");
    }
    return field.shape() == Shape.LIST
        ? list(AuditListReader.of(row.kind(), row.path(), index(field.name(), given)))
        : one(AuditValueReader.of(row.kind(), row.path(), given));
  }

  private static int index(String field, String argument) {
    if (argument.isEmpty()) {
      return ArrayPath.ALL;
    }
    if (!argument.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(field + " needs a number in brackets, not '" + argument + "'");
    }
    return Integer.parseInt(argument);
  }

  private FieldReader.OfBytes one(AuditValueReader value) {
    return event -> {
      JsonIndex json = auditEvent(event);
      return json == null ? Text.ABSENT : value.read(json);
    };
  }

  private FieldReader.OfManyBytes list(AuditListReader values) {
    TextListBuilder texts = new TextListBuilder();
    return (event, out) -> {
      JsonIndex json = auditEvent(event);
      if (json != null) {
        texts.begin(out);
        values.read(json, texts);
      }
      return Presence.of(out.size() > 0);
    };
  }

  // JSON without an auditID is not an audit event, as in Falco; other members do not matter.
  private @Nullable JsonIndex auditEvent(Event event) {
    JsonIndex json = events.get().of(event);
    return json == null || json.member(0, AUDIT_ID) == JsonIndex.NONE ? null : json;
  }
}
