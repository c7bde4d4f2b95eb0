package org.eyas.engine.rules.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.syntax.TextPosition;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in a rule document, with the enclosing places. Lines and columns are counted from 0, as Falco prints them.
 *
 * @param shown the place in the text that snippets show
 * @param offsets the offsets of the document
 */
public record DocumentPlace(
    @Nullable DocumentPlace parent, RuleDocument document, Location location, Shown shown, CodePointOffsets offsets) {
  private static final int SHOWN_CONDITION = 20;
  private static final int LONGEST_NAME = 1_000;
  private static final int SHOWN_OF_A_NAME = 40;

  /** A place in a text: in the document, or in one condition. */
  record Shown(String text, int offset) {}

  public static DocumentPlace of(RuleDocument document) {
    Location whole = new Location(document.name(), PlaceType.RULES_CONTENT.label(), "", 0, 0, 0);
    return new DocumentPlace(null, document, whole, new Shown(document.content(), 0), CodePointOffsets.of(document.content()));
  }

  public DocumentPlace at(Node node, PlaceType type) {
    return at(node, type, "");
  }

  public DocumentPlace at(Node node, PlaceType type, String name) {
    return at(node.getStartMark(), type, name);
  }

  /** The beginning of a line. */
  public DocumentPlace inLine(int line, int offset) {
    Location inner = new Location(document.name(), PlaceType.VALUE_FOR.label(), "", line, 0, offset);
    return new DocumentPlace(this, document, inner, new Shown(document.content(), offset), offsets);
  }

  /** The same place, for an item with a name. */
  public DocumentPlace named(PlaceType type, String name) {
    Location inner =
        new Location(document.name(), type.label(), shown(name), location.line(), location.column(), location.offset());
    return new DocumentPlace(this, document, inner, shown, offsets);
  }

  public DocumentPlace at(@Nullable Mark mark, PlaceType type, String written) {
    String name = shown(written);
    Location inner =
        mark == null
            ? new Location(document.name(), type.label(), name, 0, 0, 0)
            : new Location(
                document.name(), type.label(), name, mark.getLine(), mark.getColumn(), offsets.ofCodePoint(mark.getIndex()));
    return new DocumentPlace(this, document, inner, new Shown(document.content(), inner.offset()), offsets);
  }

  /**
   * A place inside a condition. The snippet shows the text of the condition and not of the document, because YAML folds
   * lines and lists are expanded.
   */
  public DocumentPlace inCondition(TextPosition position, String condition) {
    return inCondition(position.offset(), position.line(), position.column(), condition);
  }

  /** The whole condition. */
  public DocumentPlace wholeCondition(String condition) {
    return inCondition(0, 0, 0, condition);
  }

  private DocumentPlace inCondition(int offset, int line, int column, String condition) {
    Location inner =
        new Location(
            shortened(condition),
            PlaceType.CONDITION_EXPRESSION.label(),
            "",
            location.line() + line,
            location.column() + column,
            location.offset() + offset);
    return new DocumentPlace(this, document, inner, new Shown(condition, offset), offsets);
  }

  /** The name of an item, or the beginning of a long name: a name can be any key or value of a document. */
  private static String shown(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, SHOWN_OF_A_NAME) + "...";
  }

  private static String shortened(String condition) {
    String start =
        condition.length() > SHOWN_CONDITION ? condition.substring(0, SHOWN_CONDITION - 3) + "..." : condition;
    return '"' + start.replace('\n', ' ').replace('\r', ' ') + '"';
  }

  /** The name of the enclosing item of this type. */
  public Optional<String> nameOf(PlaceType type) {
    return locations().stream().filter(each -> each.itemType().equals(type.label())).map(Location::itemName)
        .filter(name -> !name.isEmpty()).findFirst();
  }

  List<Location> locations() {
    Deque<Location> all = new ArrayDeque<>();
    for (DocumentPlace c = this; c != null; c = c.parent) {
      all.addFirst(c.location);
    }
    return List.copyOf(all);
  }

  String snippet() {
    return LineSnippet.of(shown.text(), shown.offset());
  }
}
