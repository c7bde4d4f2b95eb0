package org.eyas.fleet.alert;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;

/**
 * Copies the values of an alert that one rule reads into the JSON of a smaller alert. This excerpt is sent between
 * machines and waits for its time. For one thread.
 */
public final class AlertExcerpt {
  private static final String GROUP = "alert.";
  private static final String ANY = "alert.field";

  private final Set<Bytes> members = new HashSet<>();
  private final Set<Bytes> fields = new HashSet<>();
  private final JsonText name = new JsonText();
  private final ByteView value = new ByteView();
  private final ByteBuilder out = new ByteBuilder(512);

  /** @param wanted the fields, as rules name them */
  public AlertExcerpt(Iterable<String> wanted) {
    for (String field : wanted) {
      if (field.startsWith(ANY + "[")) {
        fields.add(Text.of(field.substring(ANY.length() + 1, field.length() - 1)));
      } else if (field.startsWith(ANY + ".")) {
        fields.add(Text.of(field.substring(ANY.length() + 1)));
      } else if (field.startsWith(GROUP)) {
        members.add(Text.of(field.substring(GROUP.length())));
      } else {
        addField(field);
      }
    }
  }

  /** Adds a field in both forms of its argument: in brackets and after a dot. */
  private void addField(String field) {
    fields.add(Text.of(field));
    int open = field.indexOf('[');
    if (open > 0) {
      fields.add(Text.of(field.substring(0, open) + "." + field.substring(open + 1, field.length() - 1)));
      return;
    }
    for (int dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1)) {
      fields.add(Text.of(field.substring(0, dot) + "[" + field.substring(dot + 1) + "]"));
    }
  }

  public byte[] of(AlertEvent alert) {
    out.clear();
    copy(alert.json(), 0, members);
    if (alert.json().is(JsonKind.OBJECT, alert.fields())) {
      out.append(out.length() > 1 ? ",\"output_fields\":" : "\"output_fields\":");
      copy(alert.json(), alert.fields(), fields);
      out.append("}");
    }
    return out.append("}").view().toArray();
  }

  private void copy(JsonIndex json, int object, Set<Bytes> wanted) {
    out.append("{");
    String before = "";
    for (int at = object + 1; at < json.after(object); at = json.after(at + 1)) {
      if (wanted.contains(name.of(json, at))) {
        out.append(before);
        before = ",";
        append(json, at);
        out.append(":");
        append(json, at + 1);
      }
    }
  }

  /** Appends a value unchanged. The index has a string without its quotation marks. */
  private void append(JsonIndex json, int node) {
    int quotes = json.is(JsonKind.STRING, node) ? 1 : 0;
    int start = json.start(node) - quotes;
    out.append(value.wrap(json.bytes(), start, json.end(node) + quotes - start));
  }
}
