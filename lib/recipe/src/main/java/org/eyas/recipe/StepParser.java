package org.eyas.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses steps such as {@code fd(0)}, {@code bits32(2,prot)}, {@code tuple(0,1,ok,progress)}. */
final class StepParser {
  /** The numbers of the values of details, which {@code details.h} of the eBPF probe has too. */
  private static final Map<String, Integer> DETAILS =
      Map.of("changed", 1, "aliased", 2, "attributed", 3, "optional_aliased", 2 + 16);

  private final Translations translations;

  StepParser(Translations translations) {
    this.translations = translations;
  }

  Step parse(String text) {
    int open = text.indexOf('(');
    String name = open < 0 ? text : text.substring(0, open);
    List<String> words =
        open < 0 ? List.of() : List.of(text.substring(open + 1, text.length() - 1).split(","));
    StepKind kind = StepKind.named(name);
    if (kind == null) {
      throw new IllegalArgumentException("'" + name + "' in '" + text + "' is not a step; the steps are " + StepKind.names());
    }
    List<Integer> numbers = new ArrayList<>();
    int flags = named(name);
    Translations.Range table = Translations.Range.NONE;
    for (String word : words) {
      if (isNumber(word)) {
        numbers.add(number(word));
      } else if (isFlag(word)) {
        flags |= StepFlag.valueOf(word.toUpperCase(Locale.ROOT)).bit();
      } else {
        table = translations.range(word);
      }
    }
    return build(kind, name, numbers, flags, table);
  }

  private static Step build(
      StepKind kind, String name, List<Integer> numbers, int flags, Translations.Range table) {
    int arg = at(numbers, 0, kind == StepKind.NUMBER || kind == StepKind.DEVICE || kind == StepKind.LAYER
        || kind == StepKind.FILE_PATH ? Step.RESULT : 0);
    int size = size(name);
    return switch (kind) {
      // load(to, pointer, offset, size)
      case LOAD -> new Step(kind, at(numbers, 1, 0), at(numbers, 3, 0), flags, at(numbers, 2, 0), arg);
      case TUPLE -> new Step(kind, arg, 0, flags, 0, at(numbers, 1, Step.RESULT));
      case CONSTANT -> new Step(kind, 0, size, flags, arg, 0);
      case BITS, OPTION_NAME, POLLED, KEYCTL, QUOTACTL, OPEN_FLAGS, CLONE_FLAGS ->
        new Step(kind, arg, size, flags, table.first(), table.count());
      default -> new Step(kind, arg, size, flags, at(numbers, 1, 0), at(numbers, 2, 0));
    };
  }

  private static int named(String name) {
    if (name.startsWith("enum")) {
      return StepFlag.FIRST_MATCH.bit();
    }
    return name.equals("wide") ? StepFlag.UNSIGNED.bit() : 0;
  }

  private static int size(String name) {
    String digits = name.replaceAll("\\D", "");
    return digits.isEmpty() ? 8 : Integer.parseInt(digits) / 8;
  }

  private static int at(List<Integer> numbers, int index, int otherwise) {
    return index < numbers.size() ? numbers.get(index) : otherwise;
  }

  private static boolean isNumber(String word) {
    return Character.isDigit(word.charAt(0)) || word.equals("ret") || word.equals("nr") || word.equals("none")
        || word.startsWith("@") || DETAILS.containsKey(word);
  }

  private static int number(String word) {
    if (word.startsWith("@")) {
      return Recipes.placeOfTracepoint(word);
    }
    Integer detail = DETAILS.get(word);
    if (detail != null) {
      return detail;
    }
    return switch (word) {
      case "ret", "none" -> Step.RESULT;
      case "nr" -> Step.NUMBER;
      default -> Integer.parseInt(word);
    };
  }

  private static boolean isFlag(String word) {
    return Arrays.stream(StepFlag.values()).anyMatch(flag -> flag.name().equals(word.toUpperCase(Locale.ROOT)));
  }
}
