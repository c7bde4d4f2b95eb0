package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** Converts a check of a path to a raw condition for plain paths. */
final class PathConditions {
  private PathConditions() {}

  /**
   * The raw condition with the same answer for every plain path; empty if a kernel cannot compare paths in this way:
   * case-insensitively, by patterns, regular expressions or order.
   */
  static Optional<RawCondition> of(Predicate predicate, int param, Part part) {
    if (!(predicate instanceof TextCheck check) || check.left().shape() == Shape.LIST || check.constants().isEmpty()) {
      return Optional.empty();
    }
    List<Text> texts = check.constants();
    return switch (check.operator()) {
      case EQUAL, IN -> one(check, new Path(param, part, Form.EQUAL, texts, true));
      case NOT_EQUAL -> check.modifier() == Modifier.ALLOF || texts.size() == 1
          ? Optional.of(new Path(param, part, Form.EQUAL, texts, false))
          : Optional.empty();
      case STARTSWITH -> one(check, new Path(param, part, Form.BEGIN, texts, true));
      case ENDSWITH -> one(check, new Path(param, part, Form.END, texts, true));
      case CONTAINS -> one(check, new Path(param, part, Form.CONTAIN, texts, true));
      case PMATCH -> part == Part.BASENAME || texts.stream().anyMatch(PathConditions::isPattern) ? Optional.empty()
          : below(texts, param, part);
      default -> Optional.empty();
    };
  }

  /**
   * A raw condition that is true for every plain path for which the check is true. For a pattern, it compares the part without
   * wildcards.
   */
  static Optional<RawCondition> implied(Predicate predicate, int param, Part part) {
    Optional<RawCondition> same = of(predicate, param, part);
    if (same.isPresent() || !(predicate instanceof TextCheck check) || check.left().shape() == Shape.LIST) {
      return same;
    }
    return switch (check.operator()) {
      case GLOB -> literals(check.constants())
          .flatMap(found -> one(check, new Path(param, part, found.form(), found.texts(), true)));
      case PMATCH -> part == Part.BASENAME ? Optional.empty() : below(check.constants(), param, part);
      default -> Optional.empty();
    };
  }

  private static Optional<RawCondition> one(TextCheck check, Path path) {
    boolean any = check.modifier() == Modifier.ANYOF || check.modifier() == Modifier.NONE || check.constants().size() == 1;
    return any ? Optional.of(path) : Optional.empty();
  }

  /** The literals that each text contains that matches one of the patterns. */
  private record Literals(Form form, List<Text> texts) {}

  private static Optional<Literals> literals(List<Text> patterns) {
    List<Text> longest = patterns.stream().map(PathConditions::longestLiteral).toList();
    if (longest.isEmpty() || longest.contains(Text.EMPTY)) {
      return Optional.empty();
    }
    boolean begin = IntStream.range(0, patterns.size()).allMatch(i -> patterns.get(i).startsWith(longest.get(i)));
    return Optional.of(new Literals(begin ? Form.BEGIN : Form.CONTAIN, longest));
  }

  /** The longest part of a pattern between wildcards, before the first class or quoted byte. */
  private static Text longestLiteral(Text pattern) {
    Text longest = Text.EMPTY;
    int from = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      int c = i < pattern.length() ? pattern.at(i) : '*';
      boolean ends = c == '[' || c == '\\';
      if (ends || c == '*' || c == '?') {
        longest = i - from > longest.length() ? part(pattern, from, i) : longest;
        from = i + 1;
      }
      if (ends) {
        break;
      }
    }
    return longest;
  }

  /** The condition that a path is one of these paths, or is below one of them, or begins like one of the patterns. */
  private static Optional<RawCondition> below(List<Text> texts, int param, Part part) {
    List<Text> paths = new ArrayList<>();
    List<Text> beginnings = new ArrayList<>();
    for (Text text : texts) {
      ByteBuilder path = withoutEmptyComponents(beforeWildcards(text));
      if (path.length() == 0) {
        return Optional.empty();
      }
      if (isPattern(text)) {
        beginnings.add(path.toText());
        continue;
      }
      paths.add(path.toText());
      beginnings.add(path.append('/').toText());
    }
    if (beginnings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        RawConditions.anyOf(
            List.of(
                paths.isEmpty() ? RawCondition.Always.FALSE : new Path(param, part, Form.EQUAL, paths, true),
                new Path(param, part, Form.BEGIN, beginnings, true))));
  }

  /** The path with one slash before each component, and none at its end. */
  private static ByteBuilder withoutEmptyComponents(Text text) {
    ByteBuilder path = new ByteBuilder(text.length() + 2);
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      if (c != '/' && begins) {
        path.append('/');
      }
      if (c != '/') {
        path.append(c);
      }
      begins = c == '/';
    }
    return path;
  }

  private static Text part(Text text, int from, int to) {
    return Text.copyOf(text.toArray(), from, to - from);
  }

  private static boolean isPattern(Text text) {
    return beforeWildcards(text).length() < text.length();
  }

  private static Text beforeWildcards(Text text) {
    int end = 0;
    while (end < text.length() && "*?[\\".indexOf(text.at(end)) < 0) {
      end++;
    }
    return part(text, 0, end);
  }
}
