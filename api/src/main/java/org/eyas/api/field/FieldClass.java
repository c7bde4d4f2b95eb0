package org.eyas.api.field;

import java.util.List;

/**
 * A group of fields, as {@code --list} prints them.
 *
 * @param name the name of the group: "evt", "process", "container"
 * @param shortDescription a few words, printed after the name
 * @param description one or two sentences for people
 * @param fields the fields of the group, in the order of the listing
 */
public record FieldClass(String name, String shortDescription, String description, List<FieldDefinition> fields) {
  public FieldClass {
    fields = List.copyOf(fields);
  }
}
