package org.eyas.fleet.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader;
import org.eyas.json.write.CompactJson;
import org.eyas.source.k8saudit.field.AuditFields;
import org.jspecify.annotations.Nullable;

/**
 * Converts audit events of Kubernetes to the form of an alert, with the fields that rules use. All later steps are the
 * same for alerts and audit events. For one thread.
 *
 * <pre>
 *  {"source":"k8s_audit","output_fields":{"ka.verb":"create","ka.user.groups":["system:masters"]}}
 * </pre>
 */
public final class AuditAlertConverter {
  private static final String GROUP = "ka.";
  private static final String ID = "ka.auditid";
  private static final String STAGE = "ka.stage";

  /** A field and its reader. */
  private record ReadField(String text, FieldReader reader) {}

  private final AuditFields fields = new AuditFields();
  private final Map<String, FieldDefinition> definitions = new HashMap<>();
  private final List<ReadField> uses = new ArrayList<>();
  private final ReadField id;
  private final ReadField stage;
  private final Payload payload = new Payload();
  private final BytesList list = new BytesList();

  /** @param wanted the fields that rules use; fields of alerts are ignored */
  public AuditAlertConverter(Iterable<String> wanted) {
    fields.classes().forEach(each -> each.fields().forEach(field -> definitions.put(field.name(), field)));
    wanted.forEach(text -> {
      if (text.startsWith(GROUP)) {
        uses.add(newUse(text));
      }
    });
    id = newUse(ID);
    stage = newUse(STAGE);
  }

  /** Makes a use of a field, whose argument is in brackets or after a dot. */
  private ReadField newUse(String text) {
    FieldDefinition whole = definitions.get(text);
    if (whole != null) {
      return new ReadField(text, fields.reader(whole, null));
    }
    int end = text.indexOf('[') > 0 ? text.indexOf('[') : text.lastIndexOf('.');
    FieldDefinition field = definitions.get(text.substring(0, end));
    if (field == null) {
      throw new IllegalArgumentException("'" + text + "' is not a field of audit events");
    }
    return new ReadField(text, fields.reader(field, text.substring(end + 1, text.length() - (text.endsWith("]") ? 1 : 0))));
  }

  /**
   * Converts an event to an alert.
   *
   * @param place the place of the record; it is the id of an event without an auditID
   */
  public AlertEvent read(byte[] event, String place, long nanos, AlertEvent into) throws BadAlertException {
    payload.begin(event);
    SortedMap<String, Object> values = new TreeMap<>();
    for (ReadField use : uses) {
      Object value = value(use);
      if (value != null) {
        values.put(use.text(), value);
      }
    }
    String json = CompactJson.of(new TreeMap<>(Map.of("source", "k8s_audit", "output_fields", values)));
    Object given = value(id);
    String shown = given + "/" + value(stage);
    boolean usable = given != null && shown.length() <= AlertEvent.MOST_ID_CHARS;
    return into.reread(json.getBytes(StandardCharsets.UTF_8), usable ? shown : place, nanos);
  }

  private @Nullable Object value(ReadField use) {
    return switch (use.reader()) {
      case FieldReader.OfBytes one -> text(one.read(payload));
      case FieldReader.OfManyBytes many -> texts(many);
      default -> throw new IllegalStateException("audit events have texts only, not " + use.text());
    };
  }

  private static @Nullable String text(Bytes value) {
    return value.isPresent() ? value.toString() : null;
  }

  private @Nullable List<String> texts(FieldReader.OfManyBytes reader) {
    list.clear();
    reader.read(payload, list);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      texts.add(list.get(i).toString());
    }
    return texts.isEmpty() ? null : texts;
  }

  /** The event in the form in which the source on a host sends it. */
  private static final class Payload implements FieldsOnlyEvent {
    private static final int JSON = 1;

    private final ByteView json = new ByteView();
    private long sequence;

    void begin(byte[] event) {
      json.wrap(event, 0, event.length);
      sequence++;
    }

    @Override
    public Bytes bytes(int param) {
      return param == JSON ? json : Text.ABSENT;
    }

    @Override
    public long sequence() {
      return sequence;
    }

    @Override
    public long timestampNanos() {
      return 0;
    }
  }
}
