package org.eyas.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses steps such as {@code fd(0)}, {@code bits32(2,prot)}, {@code tuple(0,1,ok,progress)}. */
final class RecipeStepParser {
  /** The numbers of the values of details, which {@code details.h} of the eBPF probe has too. */
  private static final Map<String, Integer> DETAILS =
      Map.of("changed", 1, "aliased", 2, "attributed", 3, "optional_aliased", 2 + 16);

  private final FlagTranslations translations;

  RecipeStepParser(FlagTranslations translations) {
    this.translations = translations;
  }

  RecipeStep parse(String text) {
    int open = text.indexOf('(');
    String name = open < 0 ? text : text.substring(0, open);
    List<String> words =
        open < 0 ? List.of() : List.of(text.substring(open + 1, text.length() - 1).split(","));
    RecipeStepKind kind = RecipeStepKind.named(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "'" + name + "' in '" + text + "' is not a step; the steps are " + RecipeStepKind.names());
    }
    List<Integer> numbers = new ArrayList<>();
    int flags = named(name);
    FlagTranslations.Range table = FlagTranslations.Range.NONE;
    for (String word : words) {
      if (isNumber(word)) {
        numbers.add(number(word));
      } else if (isFlag(word)) {
        flags |= RecipeStepFlag.valueOf(word.toUpperCase(Locale.ROOT)).bit();
      } else {
        table = translations.range(word);
      }
    }
    return build(kind, name, numbers, flags, table);
  }

  private static RecipeStep build(
      RecipeStepKind kind, String name, List<Integer> numbers, int flags, FlagTranslations.Range table) {
    int arg = at(numbers, 0, kind == RecipeStepKind.NUMBER || kind == RecipeStepKind.DEVICE || kind == RecipeStepKind.LAYER
        || kind == RecipeStepKind.FILE_PATH ? RecipeStep.RESULT : 0);
    int size = size(name);
    return switch (kind) {
      // load(to, pointer, offset, size)
      case LOAD -> new RecipeStep(kind, at(numbers, 1, 0), at(numbers, 3, 0), flags, at(numbers, 2, 0), arg);
      case TUPLE -> new RecipeStep(kind, arg, 0, flags, 0, at(numbers, 1, RecipeStep.RESULT));
      case CONSTANT -> new RecipeStep(kind, 0, size, flags, arg, 0);
      case BITS, OPTION_NAME, POLLED, KEYCTL, QUOTACTL, OPEN_FLAGS, CLONE_FLAGS ->
        new RecipeStep(kind, arg, size, flags, table.first(), table.count());
      default -> new RecipeStep(kind, arg, size, flags, at(numbers, 1, 0), at(numbers, 2, 0));
    };
  }

  private static int named(String name) {
    if (name.startsWith("enum")) {
      return RecipeStepFlag.FIRST_MATCH.bit();
    }
    return name.equals("wide") ? RecipeStepFlag.UNSIGNED.bit() : 0;
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
      return RecipeTable.placeOfTracepoint(word);
    }
    Integer detail = DETAILS.get(word);
    if (detail != null) {
      return detail;
    }
    return switch (word) {
      case "ret", "none" -> RecipeStep.RESULT;
      case "nr" -> RecipeStep.NUMBER;
      default -> Integer.parseInt(word);
    };
  }

  private static boolean isFlag(String word) {
    return Arrays.stream(RecipeStepFlag.values()).anyMatch(flag -> flag.name().equals(word.toUpperCase(Locale.ROOT)));
  }
}
