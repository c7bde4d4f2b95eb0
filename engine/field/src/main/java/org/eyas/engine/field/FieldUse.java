package org.eyas.engine.field;

import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/**
 * One use of a field in a condition or an output.
 *
 * @param text the name in alerts: {@code proc.aname[2]}, {@code evt.arg.flags}
 * @param definition resolved for the argument
 * @param argument null if there is none
 */
public record FieldUse(
    String text, FieldDefinition definition, @Nullable String argument, FieldProvider provider) {
  /** The hash of the name alone: conditions are hashed often, and a definition has many parts. */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** A new reader, for the event loop of one source. */
  public FieldReader reader() {
    return provider.reader(definition, argument);
  }
}
