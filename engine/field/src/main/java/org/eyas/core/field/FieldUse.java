package org.eyas.core.field;

import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/**
 * One use of a field in a condition or an output.
 *
 * @param text as alerts name it: {@code proc.aname[2]}, {@code evt.arg.flags}
 * @param definition resolved for the argument
 * @param argument null where there is none
 */
public record FieldUse(
    String text, FieldDefinition definition, @Nullable String argument, FieldProvider provider) {
  /** Of the name alone: conditions are looked up by their hash again and again, and definitions have many parts. */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** A new reader, for the loop of one source. */
  public FieldReader reader() {
    return provider.reader(definition, argument);
  }
}
