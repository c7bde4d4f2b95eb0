package org.eyas.engine.rules.item;

import java.util.Set;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.YamlMapping;
import org.jspecify.annotations.Nullable;

/** Reads {@code repeats} of a rule. Each error names the key and a valid value. */
final class RepeatLimitReader {
  static final String KEY = "repeats";

  private static final Set<String> KEYS = Set.of("within", "by", "of");

  private final DocumentFindings findings;

  RepeatLimitReader(DocumentFindings findings) {
    this.findings = findings;
  }

  /** The limit of a rule; null if every alert is sent. */
  @Nullable
  WrittenRepeatLimit read(YamlMapping rule) {
    if (!rule.has(KEY)) {
      return null;
    }
    for (String stateful : StatefulConditionReader.KEYS) {
      if (rule.has(stateful)) {
        throw LoadFault.structure(
            "'repeats' is for rules with 'condition'; '" + stateful + "' has times of its own",
            StatefulConditionReader.at(rule, KEY));
      }
    }
    YamlMapping map =
        StatefulConditionReader.mapping(rule.require(KEY), KEY, rule.context().at(rule.require(KEY), PlaceType.VALUE_FOR, KEY));
    StatefulConditionReader.warnAboutUnknown(map, KEYS, findings);
    return new WrittenRepeatLimit(
        StatefulConditionReader.time(map, "within"), StatefulConditionReader.by(map), isOfSiblings(map));
  }

  private static boolean isOfSiblings(YamlMapping map) {
    String of = map.text("of", "process");
    if (!of.equals("process") && !of.equals("siblings")) {
      throw LoadFault.structure("'of' must be process or siblings", StatefulConditionReader.at(map, "of"));
    }
    return of.equals("siblings");
  }
}
