package org.eyas.engine.compile.node;

import java.util.HashMap;
import java.util.Map;
import org.eyas.engine.check.TypedValue;

/** One source for each value that the conditions of one event loop read. */
public final class ValueSources {
  private final Map<TypedValue, TextSource> texts = new HashMap<>();
  private final Map<TypedValue, NumberSource> numbers = new HashMap<>();
  private final Map<TypedValue, TextListSource> textLists = new HashMap<>();
  private final Map<TypedValue, NumberListSource> numberLists = new HashMap<>();

  public TextSource text(TypedValue value) {
    return texts.computeIfAbsent(value, TextSource::of);
  }

  public NumberSource number(TypedValue value) {
    return numbers.computeIfAbsent(value, NumberSource::of);
  }

  public TextListSource texts(TypedValue value) {
    return textLists.computeIfAbsent(value, TextListSource::new);
  }

  public NumberListSource numbers(TypedValue value) {
    return numberLists.computeIfAbsent(value, NumberListSource::new);
  }
}
