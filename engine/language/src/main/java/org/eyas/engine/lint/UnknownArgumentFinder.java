package org.eyas.engine.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.pushdown.FieldUses;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.schema.check.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * Finds names of arguments that no event has. A check of such an argument never holds, and such a field in an output is
 * always empty.
 */
final class UnknownArgumentFinder {
  private static final String SYSCALL = "syscall";
  private static final Set<String> FIELDS = Set.of("evt.arg", "evt.rawarg");
  private static final Set<String> ALL = all();

  private UnknownArgumentFinder() {}

  private static Set<String> all() {
    Set<String> names = new TreeSet<>();
    for (int code = 0; code < EventSchema.current().size(); code++) {
      names.addAll(names(EventSchema.current().type(code)));
    }
    return names;
  }

  private static List<String> names(EventType type) {
    return type.params().stream().map(ParamDefinition::name).toList();
  }

  /** A message for each unknown argument in the conditions and the output of a rule. */
  static List<String> unknownIn(LoadedRule rule) {
    Set<String> messages = new LinkedHashSet<>();
    Stream<FieldUse> conditions =
        rule.sources().stream().flatMap(source -> FieldUses.of(rule.condition(source).expr()));
    Stream.concat(conditions, rule.printedFields().stream())
        .filter(use -> FIELDS.contains(use.definition().name()) && isUnknown(use.argument()))
        .forEach(use -> messages.add(message(rule, use)));
    return new ArrayList<>(messages);
  }

  private static boolean isUnknown(@Nullable String argument) {
    return argument != null && !ALL.contains(argument) && !argument.chars().allMatch(Character::isDigit);
  }

  private static String message(LoadedRule rule, FieldUse use) {
    String argument = String.valueOf(use.argument());
    Optional<String> meant = NearestWord.of(argument, ofTypes(rule)).or(() -> NearestWord.of(argument, ALL));
    return "no event has an argument '" + argument + "', so " + use.text() + " has no value"
        + meant.map(name -> "; did you mean " + use.definition().name() + "." + name + "?").orElse("");
  }

  /** The names of the arguments that events of the rule's types have. */
  private static Set<String> ofTypes(LoadedRule rule) {
    Set<String> names = new TreeSet<>();
    if (rule.sources().contains(SYSCALL)) {
      rule.condition(SYSCALL).eventCodes().stream().forEach(code -> names.addAll(names(EventSchema.current().type(code))));
    }
    return names;
  }
}
