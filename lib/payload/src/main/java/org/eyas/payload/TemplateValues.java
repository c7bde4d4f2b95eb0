package org.eyas.payload;

import com.samskivert.mustache.Mustache.CustomContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values by name for a template. Modifiers may follow the name. */
final class TemplateValues implements CustomContext {
  private final Function<String, @Nullable Object> plain;

  /** @param plain returns the value of a name without modifiers, or null if there is none */
  TemplateValues(Function<String, @Nullable Object> plain) {
    this.plain = plain;
  }

  @Override
  public @Nullable Object get(String name) {
    Object value = plain.apply(name);
    int dot = name.lastIndexOf('.');
    if (value != null || dot <= 0) {
      return value;
    }
    Object base = get(name.substring(0, dot));
    return base == null ? null : TemplateModifier.apply(name.substring(dot + 1), base);
  }
}
