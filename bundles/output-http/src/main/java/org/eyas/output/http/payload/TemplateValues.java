package org.eyas.output.http.payload;

import com.samskivert.mustache.Mustache.CustomContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values by name for a template; behind a name modifiers may stand. */
final class TemplateValues implements CustomContext {
  private final Function<String, @Nullable Object> plain;

  /** @param plain the value of a name without modifiers; null for none */
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
    return base == null ? null : Modifier.apply(name.substring(dot + 1), base);
  }
}
