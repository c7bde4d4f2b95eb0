package org.eyas.api.field;

import java.util.List;

/**
 * Fields that belong together, as {@code --list} prints them.
 *
 * @param name short name: "evt", "process", "container"
 * @param shortDescription a few words behind the name
 * @param description one or two sentences
 */
public record FieldClass(String name, String shortDescription, String description, List<FieldDefinition> fields) {
  public FieldClass {
    fields = List.copyOf(fields);
  }
}
