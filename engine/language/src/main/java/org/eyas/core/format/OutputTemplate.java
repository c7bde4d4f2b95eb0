package org.eyas.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.field.FieldUse;

/**
 * The output of a rule, taken apart: {@code text %field text %10field[argument]}. Immutable; an {@link OutputWriter} fills
 * it in.
 *
 * <p>Behind a percent sign stands the longest name that is a field; what follows is text again. A transformer over
 * fields may stand there too. A leading {@code *} means
 * that missing values print {@code <NA>}; alerts always do so, it is dropped.
 */
public record OutputTemplate(List<Segment> segments) {
  public OutputTemplate {
    segments = List.copyOf(segments);
  }

  /** Takes a template apart; the fields must be in the catalog. */
  public static OutputTemplate compile(String text, FieldCatalog catalog) throws TemplateException {
    if (text.isEmpty()) {
      throw new TemplateException("empty formatting token", "");
    }
    return new OutputTemplate(new TemplateParser(text, catalog).segments());
  }

  /** The same with segments that other templates have already. */
  public OutputTemplate sharing(Map<Segment, Segment> known) {
    return new OutputTemplate(
        segments.stream().map(segment -> known.computeIfAbsent(segment, first -> first)).toList());
  }

  /** The fields that an alert carries, in the order of their first appearance, each once. */
  public List<FieldUse> fields() {
    List<FieldUse> fields = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment instanceof Segment.Field field) {
        field.carried().stream().filter(use -> !fields.contains(use)).forEach(fields::add);
      }
    }
    return fields;
  }
}
