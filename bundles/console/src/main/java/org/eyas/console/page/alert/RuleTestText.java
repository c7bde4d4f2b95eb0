package org.eyas.console.page.alert;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.data.VisibleText;
import org.eyas.api.history.PastAlert;

/**
 * A unit test of the rule of an alert, with the fields of its event: those that the output contains, and those that the condition
 * read.
 */
final class RuleTestText {
  private static final String TYPE = "evt.type";

  private RuleTestText() {}

  /** The text of a test file; empty for an alert without an event, such as those about the engine itself. */
  static String of(PastAlert past) {
    Alert alert = past.alert();
    SortedMap<String, String> fields = new TreeMap<>(past.details().read());
    alert.fields().forEach((name, value) -> {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        fields.put(name, value.toString());
      }
    });
    boolean syscall = alert.source().equals("syscall");
    if (alert.source().equals("internal") || syscall && !fields.containsKey(TYPE)) {
      return "";
    }
    StringBuilder text = new StringBuilder("rules: my_rules.yaml # the file of the rule\n");
    if (!syscall) {
      text.append("source: ").append(alert.source()).append('\n');
    }
    text.append("tests:\n  - name: ").append(quoted("alert " + past.number() + " of rule " + alert.rule())).append('\n');
    text.append("    events:\n");
    event(fields, syscall, text);
    return text.append("    expect:\n      - rule: ").append(quoted(alert.rule())).append('\n').toString();
  }

  private static void event(SortedMap<String, String> fields, boolean syscall, StringBuilder text) {
    String before = "      - ";
    if (syscall) {
      text.append(before).append(TYPE).append(": ").append(quoted(String.valueOf(fields.get(TYPE)))).append('\n');
      before = "        ";
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!isDerived(field.getKey())) {
        text.append(before).append(field.getKey()).append(": ").append(quoted(field.getValue())).append('\n');
        before = "        ";
      }
    }
  }

  // These follow from the type and the time of the event.
  private static boolean isDerived(String field) {
    return field.equals(TYPE) || field.startsWith("evt.time") || field.startsWith("evt.datetime")
        || field.startsWith("evt.rawtime")
        || field.equals("evt.dir") || field.equals("evt.num") || field.equals("evt.source") || field.equals("evt.type.is")
        || field.equals("syscall.type") || field.equals("evt.is_async") || field.equals("evt.count");
  }

  private static String quoted(String text) {
    return "'" + VisibleText.line(text).replace("'", "''") + "'";
  }
}
