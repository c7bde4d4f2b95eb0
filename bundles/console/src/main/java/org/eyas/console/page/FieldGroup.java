package org.eyas.console.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eyas.api.control.PastAlert;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** The fields of an alert that belong together, with what they mean. */
record FieldGroup(String title, List<Row> fields) {
  private static final String OTHERS = "Fields";

  /**
   * @param description empty if the field is not known
   * @param read whether only the rule's condition read it; the alert that was sent does not contain it
   */
  record Row(String name, String value, String description, boolean read) {
    boolean isLong() {
      return LongText.is(value);
    }

    String start() {
      return LongText.start(value);
    }
  }

  /**
   * The fields of an alert and those that the rule's condition read, in the order of the catalog.
   *
   * @param catalog empty: all fields are in one group, without descriptions
   */
  static List<FieldGroup> of(PastAlert past, List<FieldClass> catalog) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    catalog.forEach(fieldClass -> groups.put(title(fieldClass), new ArrayList<>()));
    groups.put(OTHERS, new ArrayList<>());
    Map<String, Row> rows = rows(past);
    rows.forEach((name, row) -> add(row, catalog, groups));
    return groups.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(group -> new FieldGroup(group.getKey(), group.getValue()))
        .toList();
  }

  /** Whether a field is in the catalog of a source that runs; true if the engine does not. */
  static boolean isKnown(String name, Services services) {
    return services.engine().isEmpty()
        || catalog(services).anyMatch(fieldClass -> definition(name, fieldClass).isPresent());
  }

  /** The fields of all sources that run; those of several sources occur several times. */
  static Stream<FieldClass> catalog(Services services) {
    Stream<String> sources =
        services.sourceControl().map(SourceControl::sources).orElse(List.of()).stream().map(SourceStatus::source);
    return services.engine().stream()
        .flatMap(engine -> sources.flatMap(source -> engine.fields(source).stream()));
  }

  private static Map<String, Row> rows(PastAlert past) {
    Map<String, Row> rows = new TreeMap<>();
    past.details().read().forEach((name, value) -> rows.put(name, new Row(name, value, "", true)));
    past.alert().fields().forEach((name, value) -> rows.put(name, new Row(name, text(value), "", false)));
    return rows;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static void add(Row row, List<FieldClass> catalog, Map<String, List<Row>> groups) {
    for (FieldClass fieldClass : catalog) {
      Optional<FieldDefinition> definition = definition(row.name(), fieldClass);
      if (definition.isPresent()) {
        Row explained = new Row(row.name(), row.value(), definition.get().description(), row.read());
        groups.getOrDefault(title(fieldClass), new ArrayList<>()).add(explained);
        return;
      }
    }
    groups.getOrDefault(OTHERS, new ArrayList<>()).add(row);
  }

  // The longest name that begins the text: evt.arg.flags is evt.arg with an argument.
  private static Optional<FieldDefinition> definition(String text, FieldClass fieldClass) {
    return fieldClass.fields().stream()
        .filter(field -> text.equals(field.name()) || text.startsWith(field.name() + "[") || text.startsWith(field.name() + "."))
        .max((a, b) -> Integer.compare(a.name().length(), b.name().length()));
  }

  private static String title(FieldClass fieldClass) {
    String title = fieldClass.shortDescription().isEmpty() ? fieldClass.name() : fieldClass.shortDescription();
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }
}
