package org.eyas.engine.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.text.FalcoVersion;

/**
 * The parsed output of a rule: {@code text %field text %10field[argument]}. Immutable; an {@link OutputWriter} fills it in.
 *
 * <p>The longest name of a field after a percent sign counts; the rest is text. A transformer of fields is also allowed
 * there. A leading {@code *} means that missing values are printed as {@code <NA>}; alerts always do so, so it is dropped.
 */
public record OutputTemplate(List<TemplateSegment> segments) {
  public OutputTemplate {
    segments = List.copyOf(segments);
  }

  /** A template without segments, which prints nothing. */
  public static final OutputTemplate EMPTY = new OutputTemplate(List.of());

  /** Parses a template; the fields must be in the catalog. */
  public static OutputTemplate compile(String text, FieldCatalog catalog, FalcoVersion version) throws TemplateException {
    if (text.isEmpty()) {
      throw new TemplateException("empty formatting token", "");
    }
    return new OutputTemplate(new TemplateParser(text, catalog, version).segments());
  }

  /** The same template, with the equal segments of other templates reused. */
  public OutputTemplate sharing(Map<TemplateSegment, TemplateSegment> known) {
    return new OutputTemplate(
        segments.stream().map(segment -> known.computeIfAbsent(segment, first -> first)).toList());
  }

  /** The segments of this template, and then those of another one. */
  public OutputTemplate followedBy(OutputTemplate next) {
    List<TemplateSegment> all = new ArrayList<>(segments);
    all.addAll(next.segments);
    return new OutputTemplate(all);
  }

  /** The fields that an alert carries, each once, in the order of their first appearance. */
  public List<FieldUse> fields() {
    List<FieldUse> fields = new ArrayList<>();
    for (TemplateSegment segment : segments) {
      if (segment instanceof TemplateSegment.Field field) {
        field.carried().stream().filter(use -> !fields.contains(use)).forEach(fields::add);
      }
    }
    return fields;
  }
}
