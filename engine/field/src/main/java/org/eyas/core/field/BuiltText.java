package org.eyas.core.field;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;

/** A text put together for each event in a scratch of the reader's own. */
final class BuiltText implements FieldReader.OfBytes {
  private final ByteBuilder scratch = new ByteBuilder();
  private final Recipe recipe;

  BuiltText(Recipe recipe) {
    this.recipe = recipe;
  }

  /** A line for a table of fields. */
  static Field field(String name, String description, Recipe recipe) {
    return Field.textPerUse(name, description, argument -> new BuiltText(recipe));
  }

  @Override
  public Bytes read(Event event) {
    return recipe.append(event, scratch.clear()) ? scratch.view() : Bytes.ABSENT;
  }

  /** Appends the text; false where there is none. */
  @FunctionalInterface
  interface Recipe {
    boolean append(Event event, ByteBuilder out);
  }
}
