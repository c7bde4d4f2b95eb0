package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eyas.rules.sigma.mapping.MappedField.Kind;
import org.eyas.rules.sigma.rule.SigmaException;

/**
 * Writes the comparison of one text field with patterns. Constants with the same operator become one check. Operators
 * with an index in the engine are preferred: a pattern becomes a {@code glob} only if it has a wildcard inside.
 */
final class TextCheckWriter {
  /** The operators, in the order in which they are written. */
  enum Operator {
    EQUAL, CONTAINS, STARTSWITH, ENDSWITH, GLOB
  }

  /** The treatment of the case of letters. */
  enum Case {
    EXACT,
    /** The field is converted to lower case. The engine does this once for all rules. */
    LOWER,
    /** The operator ignores the case, for fields that cannot be converted. */
    BY_OPERATOR;

    static Case of(Kind kind, CheckModifiers modifiers) {
      return modifiers.has("cased") ? EXACT : kind == Kind.TEXTS ? BY_OPERATOR : LOWER;
    }
  }

  private final String field;
  private final Case letters;
  private final boolean all;

  /** @param all whether all patterns must match, and not only one */
  TextCheckWriter(String field, Case letters, boolean all) {
    this.field = field;
    this.letters = letters;
    this.all = all;
  }

  /** @param patterns at least one */
  String text(List<ValuePattern> patterns) throws SigmaException {
    Map<Operator, List<String>> constants = new EnumMap<>(Operator.class);
    JoinedConditions checks = all ? JoinedConditions.all() : JoinedConditions.any();
    for (ValuePattern pattern : patterns) {
      ValuePattern folded = letters == Case.EXACT ? pattern : pattern.map(ConditionConstants::lower);
      if (folded.isAnything()) {
        checks.add(field + " exists");
      } else {
        sort(folded, constants);
      }
    }
    for (Map.Entry<Operator, List<String>> each : constants.entrySet()) {
      write(each.getKey(), each.getValue(), checks);
    }
    return checks.text();
  }

  private void sort(ValuePattern pattern, Map<Operator, List<String>> constants) {
    List<PatternPart> parts = pattern.parts();
    boolean before = !parts.isEmpty() && parts.getFirst().equals(PatternPart.ANY);
    boolean after = parts.size() > 1 && parts.getLast().equals(PatternPart.ANY);
    ValuePattern inner = new ValuePattern(parts.subList(before ? 1 : 0, parts.size() - (after ? 1 : 0)));
    Operator wanted =
        inner.hasWildcard() || !ConditionConstants.isWritable(inner.text()) ? Operator.GLOB : operator(before, after);
    boolean simple = wanted == Operator.CONTAINS || wanted != Operator.GLOB && letters != Case.BY_OPERATOR;
    Operator operator = simple ? wanted : Operator.GLOB;
    constants.computeIfAbsent(operator, _ -> new ArrayList<>()).add(simple ? inner.text() : glob(pattern));
  }

  private static Operator operator(boolean before, boolean after) {
    if (before) {
      return after ? Operator.CONTAINS : Operator.ENDSWITH;
    }
    return after ? Operator.STARTSWITH : Operator.EQUAL;
  }

  /** A class of one character replaces a backslash at the end, because a text with it could not be quoted. */
  private static String glob(ValuePattern pattern) {
    String glob = pattern.glob();
    return glob.endsWith("\\") ? glob.substring(0, glob.length() - 2) + "[\\\\]" : glob;
  }

  private void write(Operator operator, List<String> texts, JoinedConditions checks) throws SigmaException {
    boolean insensitive = operator == Operator.CONTAINS && letters != Case.EXACT || letters == Case.BY_OPERATOR;
    String left = letters == Case.EXACT || insensitive ? field : "tolower(" + field + ")";
    String name = (insensitive ? "i" : "") + operator.name().toLowerCase(Locale.ROOT);
    if (operator == Operator.EQUAL) {
      equal(left, texts, checks);
    } else if (texts.size() == 1) {
      checks.add(left + " " + name + " " + ConditionConstants.quoted(texts.getFirst()));
    } else {
      checks.add(left + " " + name + (all ? " allof " : " anyof ") + ConditionConstants.list(texts));
    }
  }

  private void equal(String left, List<String> texts, JoinedConditions checks) throws SigmaException {
    if (all || texts.size() == 1) {
      for (String text : texts) {
        checks.add(left + " = " + ConditionConstants.quoted(text));
      }
    } else {
      checks.add(left + " in " + ConditionConstants.list(texts));
    }
  }
}
