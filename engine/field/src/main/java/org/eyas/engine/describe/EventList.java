package org.eyas.engine.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eyas.api.event.ParamDefinition;
import org.eyas.engine.schema.FlagTable;
import org.eyas.json.write.IndentedJson;

/** Prints groups of events ({@code --list-events}) in Falco's layouts. */
public final class EventList {
  private EventList() {}

  public static String print(SequencedMap<String, List<ListedEvent>> groups, ListFormat format, String schemaVersion) {
    return switch (format) {
      case TEXT, MARKDOWN -> text(groups, format == ListFormat.MARKDOWN, schemaVersion);
      case JSON -> json(groups, schemaVersion);
    };
  }

  private static String text(SequencedMap<String, List<ListedEvent>> groups, boolean markdown, String schemaVersion) {
    StringBuilder out = new StringBuilder("The events below are valid for Falco *Schema Version*: ");
    out.append(schemaVersion).append('\n');
    groups.forEach(
        (name, events) -> {
          out.append("## ").append(name).append("\n\n");
          out.append(markdown ? "Default | Dir | Name | Params \n:-------|:----|:-----|:-----\n" : "");
          events.forEach(event -> out.append(markdown ? row(event) : line(event)).append('\n'));
          out.append('\n');
        });
    return out.toString();
  }

  private static String line(ListedEvent event) {
    return event.direction() + " " + event.name() + "(" + params(event, "") + ")";
  }

  private static String row(ListedEvent event) {
    String byDefault = event.byDefault() ? "Yes" : "No";
    return byDefault + " | `" + event.direction() + "` | `" + event.name() + "` | " + params(event, "*");
  }

  private static String params(ListedEvent event, String emphasis) {
    List<String> texts = new ArrayList<>();
    for (ParamDefinition param : event.type().params()) {
      List<String> flags = flags(param).stream().map(flag -> emphasis + flag + emphasis).toList();
      String values = flags.isEmpty() ? "" : ": " + String.join(", ", flags);
      texts.add(param.type().label() + " **" + param.name() + "**" + values);
    }
    return String.join(", ", texts);
  }

  private static List<String> flags(ParamDefinition param) {
    List<String> names = new ArrayList<>();
    if (hasFlags(param)) {
      FlagTable table = FlagTable.named(param.values());
      for (int i = 0; i < table.size(); i++) {
        names.add(table.name(i).toString());
      }
    }
    return names;
  }

  private static boolean hasFlags(ParamDefinition param) {
    return param.type().label().contains("FLAGS") && !param.values().isEmpty();
  }

  private static String json(SequencedMap<String, List<ListedEvent>> groups, String schemaVersion) {
    Map<String, Object> root = new TreeMap<>();
    root.put("schema_version", schemaVersion);
    groups.forEach((name, events) -> root.put(name, events.stream().map(EventList::object).toList()));
    return IndentedJson.of(root) + "\n";
  }

  private static Map<String, Object> object(ListedEvent event) {
    Map<String, Object> object = new TreeMap<>();
    object.put("name", event.name());
    object.put("dir", String.valueOf(event.direction()));
    object.put("available", event.byDefault());
    object.put("params", event.type().params().stream().map(EventList::param).toList());
    return object;
  }

  private static Map<String, Object> param(ParamDefinition param) {
    Map<String, Object> object = new TreeMap<>();
    object.put("type", param.type().label());
    object.put("name", param.name());
    if (hasFlags(param)) {
      object.put("flags", flags(param));
    }
    return object;
  }
}
