package org.eyas.engine.rules.document;

import java.util.function.Supplier;
import org.eyas.api.rule.RuleDocument;

/**
 * Limits for rule documents and their items, so that no text exhausts the memory of the engine. An error for an
 * exceeded limit names the place and the key {@code eyas.rules.limits.*} that raises the limit.
 *
 * @param fileKb size of one document in units of 1,024 characters
 * @param nameLength characters of the name of a rule, macro, list or exception, and of a tag
 * @param textLength characters of a rule's output and of its description
 * @param exceptionValues values, or tuples of values, in all exceptions of one rule
 * @param conditionSize checks, {@code and}, {@code or}, {@code not} and constants of one condition, including its
 *     macros, lists and exceptions
 * @param totalSize the sum of {@code conditionSize} over all rules
 */
public record RuleLimits(
    int fileKb, int nameLength, int textLength, int exceptionValues, int conditionSize, int totalSize) {
  /** The default limits. */
  public static final RuleLimits STANDARD = new RuleLimits(32_768, 1_000, 65_536, 10_000, 50_000, 10_000_000);

  private static final int SHOWN_OF_A_NAME = 40;

  /** The average length of checks and constants is less than this. */
  private static final int CHARACTERS_EACH = 32;

  public void checkDocument(RuleDocument document) {
    if (document.content().length() >> 10 >= fileKb) {
      String message = "the document has more than " + fileKb + " KB" + key("file_kb");
      throw new LoadFault(LoadCode.LOAD_ERR_FILE_READ, message, DocumentPlace.of(new RuleDocument(document.name(), "")));
    }
  }

  /** @param place the place of the item, without its name */
  public void checkName(String name, PlaceType type, DocumentPlace place) {
    if (name.length() > nameLength) {
      String message = "the name has more than " + nameLength + " characters" + key("name_length");
      throw LoadFault.invalid(message, place.named(type, name.substring(0, SHOWN_OF_A_NAME) + "..."));
    }
  }

  public void checkText(String what, String text, DocumentPlace place) {
    if (text.length() > textLength) {
      throw LoadFault.invalid("the " + what + " has more than " + textLength + " characters" + key("text_length"), place);
    }
  }

  public void checkExceptionValues(long values, DocumentPlace place) {
    if (values > exceptionValues) {
      throw LoadFault.invalid(
          "the exceptions of the rule have more than " + exceptionValues + " values" + key("exception_values"), place);
    }
  }

  /** @param length the length of a condition or a list, including its lists */
  public void checkLength(String what, long length, DocumentPlace place) {
    if (length > mostCharacters()) {
      throw LoadFault.invalid(
          what + " has more than " + mostCharacters() + " characters with its lists" + key("condition_size"), place);
    }
  }

  void checkLine(long length, Supplier<DocumentPlace> place) {
    if (length > mostCharacters()) {
      throw new LoadFault(
          LoadCode.LOAD_ERR_YAML_PARSE,
          "the line has more than " + mostCharacters() + " characters" + key("condition_size"),
          place.get());
    }
  }

  public void checkTotal(long size, DocumentPlace place) {
    if (size > totalSize) {
      throw LoadFault.invalid(
          "the rules up to this one have more than " + totalSize + " checks and constants" + key("total_size"), place);
    }
  }

  public String conditionTooLarge() {
    return "the condition has more than " + conditionSize + " checks and constants with its macros, lists and exceptions"
        + key("condition_size");
  }

  long mostCharacters() {
    return (long) conditionSize * CHARACTERS_EACH;
  }

  private static String key(String name) {
    return " (eyas.rules.limits." + name + " allows more)";
  }
}
