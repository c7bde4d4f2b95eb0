package org.eyas.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.config.yaml.KeyPath.Step;
import org.eyas.config.yaml.YamlPlace.Alias;
import org.eyas.config.yaml.YamlPlace.Entry;
import org.eyas.config.yaml.YamlPlace.Mapping;
import org.eyas.config.yaml.YamlPlace.Scalar;
import org.eyas.config.yaml.YamlPlace.Sequence;

/** The ways to splice a value into a YAML text at a path, the nicest first. Some of them may be invalid. */
final class YamlSplices {
  private static final int INDENT = 2;

  private final String text;
  private final List<Step> path;
  private final String value;
  private final String newline;
  private final List<String> ways = new ArrayList<>();

  /** @param value on one line */
  YamlSplices(String text, List<Step> path, String value) {
    this.text = text;
    this.path = path;
    this.value = value;
    newline = text.contains("\r\n") ? "\r\n" : "\n";
  }

  List<String> all() {
    Optional<YamlPlace> root = YamlPlaceFinder.of(text);
    boolean nothing = root.isEmpty() || root.get() instanceof Scalar;
    if (nothing) {
      addLines(root.isEmpty() ? text.length() : root.get().end(), block(0, 0));
      addLines(text.length(), block(0, 0));
      return ways;
    }
    walk(root.get(), 0, new Around(-1, 0, false));
    return ways;
  }

  /**
   * The text around a {@link YamlPlace}.
   *
   * @param keyEnd the end of its key; -1 if it has none
   * @param indent the column of that key, or of the dash before it
   * @param flow whether it is within braces or brackets
   */
  private record Around(int keyEnd, int indent, boolean flow) {}

  private void walk(YamlPlace place, int step, Around around) {
    if (step == path.size()) {
      replace(place, around);
      return;
    }
    switch (place) {
      case Mapping mapping -> spliceInto(mapping, step, around);
      case Sequence sequence -> spliceInto(sequence, step, around);
      case Scalar nothing -> fill(nothing, step, around);
      case Alias _ -> {} // other keys use its value too
    }
  }

  private void spliceInto(Mapping mapping, int step, Around around) {
    if (!(path.get(step) instanceof Step.Name name)) {
      return;
    }
    boolean flow = around.flow() || mapping.flow();
    for (Entry entry : mapping.entries()) {
      if (entry.isFor(name.name())) {
        walk(entry.value(), step + 1, new Around(entry.key().end(), column(entry.key().start()), flow));
        return;
      }
    }
    if (flow) {
      addElement(mapping.end(), mapping.entries().isEmpty() ? -1 : mapping.entries().getLast().value().end(),
          flowEntry(name, step));
      return;
    }
    addLines(mapping.end(), block(step, column(mapping.entries().getFirst().key().start())));
  }

  private void spliceInto(Sequence sequence, int step, Around around) {
    boolean flow = around.flow() || sequence.flow();
    List<YamlPlace> elements = sequence.elements();
    if (path.get(step) instanceof Step.Index index && index.index() < elements.size()) {
      YamlPlace element = elements.get(index.index());
      walk(element, step + 1, new Around(-1, flow ? 0 : column(dash(element)), flow));
      return;
    }
    if (flow) {
      addElement(sequence.end(), elements.isEmpty() ? -1 : elements.getLast().end(), flow(step + 1));
      return;
    }
    addLines(sequence.end(), block(step, column(dash(elements.getFirst()))));
  }

  /**
   * Adds an element within braces or brackets, which end at {@code end}, after the last element, which ends at
   * {@code last}.
   */
  private void addElement(int end, int last, String element) {
    if (last < 0) {
      ways.add(spliced(end - 1, end - 1, element));
    } else {
      ways.add(spliced(last, last, ", " + element));
    }
  }

  private void replace(YamlPlace place, Around around) {
    boolean empty = place.start() == place.end();
    if (around.keyEnd() >= 0 && !empty && isBlock(place)) {
      int afterColon = text.indexOf(':', around.keyEnd()) + 1;
      String comment = text.substring(afterColon, place.start()).stripTrailing();
      ways.add(spliced(afterColon, place.end(), " " + value + comment));
    }
    ways.add(spliced(place.start(), place.end(), empty ? " " + value : value));
    if (empty) {
      ways.add(spliced(place.start(), place.end(), ": " + value));
    }
  }

  private static boolean isBlock(YamlPlace place) {
    return place instanceof Mapping mapping && !mapping.flow() || place instanceof Sequence sequence && !sequence.flow();
  }

  /** Adds keys and lists that do not exist yet, at a place without a value. */
  private void fill(Scalar nothing, int step, Around around) {
    boolean empty = nothing.start() == nothing.end();
    if (empty && around.keyEnd() >= 0 && !around.flow()) {
      addLines(nothing.end(), block(step, around.indent() + INDENT));
    }
    ways.add(spliced(nothing.start(), nothing.end(), empty ? " " + flow(step) : flow(step)));
    if (empty) {
      ways.add(spliced(nothing.start(), nothing.end(), ": " + flow(step)));
    }
  }

  /** The rest of the path from a step on, with the value at its end, as lines; the last line has no newline. */
  private String block(int step, int indent) {
    if (step == path.size()) {
      return value;
    }
    String here = " ".repeat(indent);
    boolean last = step + 1 == path.size();
    String below = block(step + 1, indent + INDENT);
    return switch (path.get(step)) {
      case Step.Name name -> here + YamlLineWriter.of(name.name()) + ":" + (last ? " " : newline) + below;
      case Step.Index _ -> here + "- " + below.stripLeading();
      case Step.Append _ -> here + "- " + below.stripLeading();
    };
  }

  private String flow(int step) {
    if (step == path.size()) {
      return value;
    }
    return path.get(step) instanceof Step.Name name ? "{" + flowEntry(name, step) + "}" : "[" + flow(step + 1) + "]";
  }

  private String flowEntry(Step.Name name, int step) {
    return YamlLineWriter.of(name.name()) + ": " + flow(step + 1);
  }

  /** Adds whole lines after the line that contains an end. */
  private void addLines(int end, String lines) {
    if (end == 0 || text.charAt(end - 1) == '\n') {
      ways.add(spliced(end, end, lines + newline));
      return;
    }
    int lineEnd = text.indexOf('\n', end);
    if (lineEnd < 0) {
      ways.add(text + newline + lines + newline);
    } else {
      ways.add(spliced(lineEnd + 1, lineEnd + 1, lines + newline));
    }
  }

  // A text of several lines ends with its newline.
  private String spliced(int start, int end, String instead) {
    boolean line = end > start && text.charAt(end - 1) == '\n';
    return text.substring(0, start) + instead + (line ? newline : "") + text.substring(end);
  }

  private int dash(YamlPlace element) {
    return text.lastIndexOf('-', element.start() - 1);
  }

  private int column(int offset) {
    return offset - (text.lastIndexOf('\n', offset - 1) + 1);
  }
}
