package org.eyas.engine.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.rules.LoadedDefinitions.ListText;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.eyas.schema.check.NearestWord;

/**
 * Finds likely mistakes in constants that are compared as text: a constant that is nearly the name of a list, or that
 * is written as a glob. Only words with an underscore count as names of lists; otherwise a program named {@code shell}
 * would pass for a list {@code shells}.
 */
final class LiteralMistakes {
  /** The largest number of words that are compared, because the cost is the product of lists and constants. */
  private static final int MOST_WORDS = 5_000;

  private static final int SHORTEST = 6;
  private static final int LONG = 9;

  private final List<String> lists;
  private final Map<String, Optional<String>> nearest = new HashMap<>();

  private LiteralMistakes(List<String> lists) {
    this.lists = lists;
  }

  static LiteralMistakes of(List<ListText> lists) {
    return new LiteralMistakes(lists.stream().map(ListText::name).filter(name -> name.length() >= SHORTEST).toList());
  }

  /** A message for each constant that is nearly the name of a list. */
  List<String> listsIn(TextCheck check) {
    List<String> messages = new ArrayList<>();
    check.constants().forEach(constant -> {
      String word = constant.toString();
      if (word.length() >= SHORTEST && word.indexOf('_') > 0) {
        list(word).ifPresent(
            list -> messages
                .add("'" + word + "' is not a list, so it is compared as text; did you mean the list '" + list + "'?"));
      }
    });
    return messages;
  }

  private Optional<String> list(String word) {
    Optional<String> known = nearest.get(word);
    if (known != null) {
      return known;
    }
    if (nearest.size() >= MOST_WORDS || lists.isEmpty()) {
      return Optional.empty();
    }
    InterruptCheck.throwIfInterrupted();
    Optional<String> found =
        lists.contains(word) ? Optional.empty() : NearestWord.within(word.length() < LONG ? 1 : 2, word, lists);
    nearest.put(word, found);
    return found;
  }

  /** A message for each constant with an asterisk that its operator takes literally. */
  List<String> globsIn(TextCheck check) {
    List<String> messages = new ArrayList<>();
    check.constants().forEach(constant -> {
      String text = constant.toString();
      if (text.length() > 1 && text.indexOf('*') >= 0 && text.chars().noneMatch(Character::isWhitespace)) {
        String meant = meant(check, text);
        if (!meant.isEmpty()) {
          messages.add("the '*' of '" + text + "' stands for itself; did you mean '" + meant + "'?");
        }
      }
    });
    return messages;
  }

  /** The meaning of the constant as a glob with this operator; empty if the asterisk may be intended. */
  private static String meant(TextCheck check, String text) {
    String field = check.left().text();
    boolean plain = check.modifier() == Modifier.NONE;
    return switch (check.operator()) {
      case EQUAL -> field + " glob " + text;
      // Some program names have an asterisk, but no path does.
      case IN -> check.constants().size() == 1 || text.startsWith("/") ? field + " glob " + text : "";
      case NOT_EQUAL -> plain ? "not " + field + " glob " + text : "";
      case STARTSWITH -> text.endsWith("*") ? field + " startswith " + text.substring(0, text.length() - 1) : "";
      case ENDSWITH -> text.startsWith("*") ? field + " endswith " + text.substring(1) : "";
      default -> "";
    };
  }
}
