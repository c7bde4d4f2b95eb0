package org.eyas.console.page.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.ConsoleServices;
import org.jspecify.annotations.Nullable;

/** A group of fields of an alert that belong together, with their descriptions. */
record AlertFieldGroup(String title, List<Row> fields) {
  private static final String OTHERS = "Fields";

  /**
   * @param description empty if the field is not known
   * @param read whether only the rule's condition read it; the alert that was sent does not contain it
   */
  record Row(String name, AlertFieldValue value, String description, boolean read) {}

  /** A value as the history has it. */
  private record Kept(String text, boolean read) {}

  /** The fields of an alert and those that the rule's condition read, in the order of the catalog. */
  static List<AlertFieldGroup> of(PastAlert past, List<FieldClass> catalog) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    catalog.forEach(fieldClass -> groups.put(title(fieldClass), new ArrayList<>()));
    groups.put(OTHERS, new ArrayList<>());
    kept(past).forEach((name, kept) -> add(name, kept, catalog, groups));
    return groups.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(group -> new AlertFieldGroup(group.getKey(), group.getValue()))
        .toList();
  }

  /** The same fields in one group, without descriptions; empty if there are no fields. */
  static List<AlertFieldGroup> together(PastAlert past, List<FieldClass> catalog) {
    List<Row> rows = new ArrayList<>();
    kept(past).forEach((name, kept) -> rows.add(row(name, kept, catalog, "")));
    return rows.isEmpty() ? List.of() : List.of(new AlertFieldGroup(OTHERS, rows));
  }

  /** Whether the catalog of a running source has a field; true if the engine does not run. */
  static boolean isKnown(String name, ConsoleServices services) {
    return services.engine().isEmpty()
        || catalog(services).anyMatch(fieldClass -> definition(name, fieldClass).isPresent());
  }

  /** The fields of all sources that run; those of several sources occur several times. */
  static Stream<FieldClass> catalog(ConsoleServices services) {
    Stream<String> sources =
        services.sourceControl().map(SourceControl::sources).orElse(List.of()).stream().map(SourceStatus::source);
    return services.engine().stream()
        .flatMap(engine -> sources.flatMap(source -> engine.fields(source).stream()));
  }

  private static Map<String, Kept> kept(PastAlert past) {
    Map<String, Kept> kept = new TreeMap<>();
    past.details().read().forEach((name, value) -> kept.put(name, new Kept(value, true)));
    past.alert().fields().forEach((name, value) -> kept.put(name, new Kept(text(value), false)));
    return kept;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static Row row(String name, Kept kept, List<FieldClass> catalog, String description) {
    return new Row(name, AlertFieldValue.of(kept.text(), FieldNumberKind.of(name, catalog)), description, kept.read());
  }

  private static void add(String name, Kept kept, List<FieldClass> catalog, Map<String, List<Row>> groups) {
    for (FieldClass fieldClass : catalog) {
      Optional<FieldDefinition> definition = definition(name, fieldClass);
      if (definition.isPresent()) {
        groups.getOrDefault(title(fieldClass), new ArrayList<>()).add(row(name, kept, catalog, definition.get().description()));
        return;
      }
    }
    groups.getOrDefault(OTHERS, new ArrayList<>()).add(row(name, kept, catalog, ""));
  }

  /** The field with the longest name that begins the text: {@code evt.arg.flags} is {@code evt.arg} with an argument. */
  static Optional<FieldDefinition> definition(String text, FieldClass fieldClass) {
    return fieldClass.fields().stream()
        .filter(field -> text.equals(field.name()) || text.startsWith(field.name() + "[") || text.startsWith(field.name() + "."))
        .max((a, b) -> Integer.compare(a.name().length(), b.name().length()));
  }

  private static String title(FieldClass fieldClass) {
    String title = fieldClass.shortDescription().isEmpty() ? fieldClass.name() : fieldClass.shortDescription();
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }
}
