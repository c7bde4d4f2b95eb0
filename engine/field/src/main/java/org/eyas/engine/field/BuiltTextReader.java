package org.eyas.engine.field;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;

/** Reads a text that is built for each event, in memory that belongs to the reader. */
public final class BuiltTextReader implements FieldReader.OfBytes {
  private final ByteBuilder scratch = new ByteBuilder();
  private final Recipe recipe;

  public BuiltTextReader(Recipe recipe) {
    this.recipe = recipe;
  }

  /** A row for a table of fields. */
  public static FieldRow field(String name, String description, Recipe recipe) {
    return FieldRow.textPerUse(name, description, argument -> new BuiltTextReader(recipe));
  }

  @Override
  public Bytes read(Event event) {
    return recipe.append(event, scratch.clear()) ? scratch.view() : Text.ABSENT;
  }

  /** Appends the text; false if there is none. */
  @FunctionalInterface
  public interface Recipe {
    boolean append(Event event, ByteBuilder out);
  }
}
