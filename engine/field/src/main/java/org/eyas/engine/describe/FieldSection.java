package org.eyas.engine.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.engine.field.FieldCatalog;

/**
 * A class of fields as {@code --list} prints it.
 *
 * @param sources the event sources whose rules may use its fields
 * @param fields the listed fields: those that are not hidden, not deprecated and not only for printing
 */
public record FieldSection(
    String name, String shortDescription, String description, SortedSet<String> sources, List<FieldDefinition> fields) {

  private record Key(String name, String shortDescription) {}

  /**
   * The sections of all sources in their order. A class that occurs in several sources is listed once.
   *
   * @param source only the sections of this source; empty for all sources
   */
  public static List<FieldSection> of(SequencedMap<String, FieldCatalog> catalogs, String source) {
    Map<Key, FieldSection> sections = new LinkedHashMap<>();
    catalogs.forEach(
        (name, catalog) -> {
          if (source.isEmpty() || source.equals(name)) {
            catalog.classes().forEach(fields -> section(fields, sections).sources().add(name));
          }
        });
    return sections.values().stream().filter(section -> !section.fields().isEmpty()).toList();
  }

  private static FieldSection section(FieldClass fields, Map<Key, FieldSection> sections) {
    Key key = new Key(fields.name(), fields.shortDescription());
    return sections.computeIfAbsent(
        key,
        k -> new FieldSection(k.name(), k.shortDescription(), fields.description(), new TreeSet<>(), listed(fields)));
  }

  private static List<FieldDefinition> listed(FieldClass fields) {
    List<FieldDefinition> listed = new ArrayList<>(fields.fields());
    listed.removeIf(field -> field.is(Flag.HIDDEN) || field.is(Flag.DEPRECATED) || field.is(Flag.PRINT_ONLY));
    return listed;
  }

  /** The names of the fields of all sections. */
  public static List<String> names(List<FieldSection> sections) {
    return sections.stream().flatMap(section -> section.fields().stream()).map(FieldDefinition::name).toList();
  }
}
