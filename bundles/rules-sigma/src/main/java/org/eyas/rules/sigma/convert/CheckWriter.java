package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import org.eyas.rules.sigma.convert.TextCheckWriter.Case;
import org.eyas.rules.sigma.mapping.MappedField;
import org.eyas.rules.sigma.mapping.MappedField.Kind;
import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.rule.CheckValue;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaExpression.Check;

/** Writes the checks of rules for one log source as conditions. */
final class CheckWriter {
  private final MappedSource source;
  private final PlaceholderValues placeholders;

  CheckWriter(MappedSource source, PlaceholderValues placeholders) {
    this.source = source;
    this.placeholders = placeholders;
  }

  /** @throws SigmaException if the check has no counterpart; the message names the field */
  String text(Check check) throws SigmaException {
    try {
      CheckModifiers modifiers = CheckModifiers.of(check.modifiers());
      String text = check.field().isEmpty() ? keywords(check, modifiers) : fields(check, modifiers);
      return modifiers.has("neq") ? "not (" + text + ")" : text;
    } catch (SigmaException e) {
      boolean named = e.reason().contains("'" + check.label() + "'") || check.field().isEmpty();
      throw named ? e : new SigmaException("'" + check.label() + "': " + e.reason());
    }
  }

  /** A check without a field: its keywords are searched in a few fields. */
  private String keywords(Check check, CheckModifiers modifiers) throws SigmaException {
    if (source.keywords().isEmpty()) {
      throw new SigmaException("keywords have no counterpart for " + source.source().label());
    }
    JoinedConditions all = JoinedConditions.all();
    for (List<ValuePattern> patterns : alternatives(check, modifiers)) {
      all.add(inAnyField(patterns, modifiers));
    }
    return all.text();
  }

  private String inAnyField(List<ValuePattern> patterns, CheckModifiers modifiers) throws SigmaException {
    JoinedConditions fields = JoinedConditions.any();
    for (String name : source.keywords()) {
      MappedField mapped = mapped(name);
      List<ValuePattern> placed = placed(patterns, true, true, mapped.kind());
      JoinedConditions checks = JoinedConditions.any();
      for (String field : mapped.fields()) {
        checks.add(new TextCheckWriter(field, Case.of(mapped.kind(), modifiers), false).text(placed));
      }
      fields.add(during(mapped, checks.text()));
    }
    return fields.text();
  }

  private String fields(Check check, CheckModifiers modifiers) throws SigmaException {
    MappedField mapped = mapped(check.field());
    if (check.values().stream().anyMatch(CheckValue::isNull)) {
      return absent(check, mapped);
    }
    if (modifiers.has("exists") && mapped.kind() != Kind.CHOICE) {
      return exists(check, mapped);
    }
    return during(
        mapped,
        switch (mapped.kind()) {
          case CHOICE -> new ExactCheckWriter(check, modifiers, mapped).choices();
          case TEXT, TEXTS, DIRECTORY, COMMAND -> texts(check, modifiers, mapped);
          default -> exact(check, modifiers, mapped);
        });
  }

  /** Limits a check to events that have the field. */
  private static String during(MappedField mapped, String text) {
    return mapped.when().isEmpty() ? text : "((" + mapped.when() + ") and " + text + ")";
  }

  private static String exact(Check check, CheckModifiers modifiers, MappedField mapped) throws SigmaException {
    ExactCheckWriter exact = new ExactCheckWriter(check, modifiers, mapped);
    return switch (mapped.kind()) {
      case NUMBER -> exact.numbers();
      case ADDRESS -> exact.addresses();
      default -> exact.hosts();
    };
  }

  private MappedField mapped(String field) throws SigmaException {
    MappedField mapped = source.fields().get(field);
    if (mapped == null) {
      throw new SigmaException("the field '" + field + "' has no counterpart for " + source.source().label());
    }
    return mapped;
  }

  private static String absent(Check check, MappedField mapped) throws SigmaException {
    if (check.values().size() > 1 || mapped.kind() == Kind.CHOICE) {
      throw new SigmaException("'" + check.label() + "': null must be the only value of a field that can be absent");
    }
    return "not (" + present(mapped) + ")";
  }

  private static String present(MappedField mapped) throws SigmaException {
    JoinedConditions checks = JoinedConditions.any();
    for (String field : mapped.fields()) {
      checks.add(field + " exists");
    }
    return during(mapped, checks.text());
  }

  private static String exists(Check check, MappedField mapped) throws SigmaException {
    String wanted = ConditionConstants.lower(check.values().getFirst().text().strip());
    if (check.values().size() > 1
        || !wanted.equals("true") && !wanted.equals("false") && !wanted.equals("yes") && !wanted.equals("no")) {
      throw new SigmaException("'" + check.label() + "' needs true or false");
    }
    return wanted.equals("false") || wanted.equals("no") ? absent(check, mapped) : present(mapped);
  }

  private String texts(Check check, CheckModifiers modifiers, MappedField mapped) throws SigmaException {
    if (modifiers.has("cidr") || modifiers.comparison().isPresent()) {
      throw new SigmaException("'" + check.label() + "' is not possible: " + check.field() + " is a text");
    }
    JoinedConditions checks = JoinedConditions.any();
    for (String field : mapped.fields()) {
      checks.add(text(check, modifiers, mapped.kind(), field));
    }
    return checks.text();
  }

  private String text(Check check, CheckModifiers modifiers, Kind kind, String field) throws SigmaException {
    if (modifiers.has("re")) {
      return regex(check, modifiers, kind, field);
    }
    if (modifiers.has("fieldref")) {
      return references(check, modifiers, kind, field);
    }
    List<List<ValuePattern>> all = new ArrayList<>();
    for (List<ValuePattern> patterns : alternatives(check, modifiers)) {
      all.add(placed(patterns, modifiers.anyBefore(), modifiers.anyAfter(), kind));
    }
    return joined(field, Case.of(kind, modifiers), all);
  }

  /** @param all lists of patterns; one pattern of each list must match */
  private static String joined(String field, Case letters, List<List<ValuePattern>> all) throws SigmaException {
    if (all.stream().allMatch(patterns -> patterns.size() == 1)) {
      return new TextCheckWriter(field, letters, true).text(all.stream().flatMap(List::stream).toList());
    }
    JoinedConditions checks = JoinedConditions.all();
    for (List<ValuePattern> patterns : all) {
      checks.add(new TextCheckWriter(field, letters, false).text(patterns));
    }
    return checks.text();
  }

  private static List<ValuePattern> placed(List<ValuePattern> patterns, boolean anyBefore, boolean anyAfter, Kind kind) {
    List<ValuePattern> placed = new ArrayList<>();
    for (ValuePattern pattern : patterns) {
      ValuePattern within = pattern.within(anyBefore, anyAfter);
      switch (kind) {
        case DIRECTORY -> placed.add(PatternEnds.directory(within));
        case COMMAND -> placed.addAll(PatternEnds.command(within));
        default -> placed.add(within);
      }
    }
    return placed;
  }

  /**
   * The values as lists of patterns; one pattern of each list must match. Without the modifier {@code all}, there is
   * one list of all patterns. With it, each value has a list, because placeholders and encodings make several patterns
   * of one value.
   */
  private List<List<ValuePattern>> alternatives(Check check, CheckModifiers modifiers) throws SigmaException {
    List<List<ValuePattern>> each = new ArrayList<>();
    for (CheckValue value : check.values()) {
      List<String> texts = modifiers.has("expand") ? placeholders.expand(value.text()) : List.of(value.text());
      each.add(ValueEncodings.apply(modifiers.encodings(), texts.stream().map(ValuePattern::of).toList()));
    }
    return modifiers.has("all") ? each : List.of(each.stream().flatMap(List::stream).toList());
  }

  private static String regex(Check check, CheckModifiers modifiers, Kind kind, String field) throws SigmaException {
    JoinedConditions checks = modifiers.has("all") ? JoinedConditions.all() : JoinedConditions.any();
    for (CheckValue value : check.values()) {
      boolean plain = RegexTranslator.isPlain(value.text()) && ConditionConstants.isWritable(value.text());
      checks.add(
          plain
              ? field + (modifiers.has("i") ? " icontains " : " contains ") + ConditionConstants.quoted(value.text())
              : field + " regex " + ConditionConstants.quoted(RegexTranslator.of(value.text(), modifiers, kind == Kind.COMMAND)));
    }
    return checks.text();
  }

  private String references(Check check, CheckModifiers modifiers, Kind kind, String field) throws SigmaException {
    JoinedConditions checks = modifiers.has("all") ? JoinedConditions.all() : JoinedConditions.any();
    String operator =
        modifiers.has("contains") ? "contains"
            : modifiers.has("startswith") ? "startswith" : modifiers.has("endswith") ? "endswith" : "=";
    for (CheckValue value : check.values()) {
      MappedField other = mapped(value.text().strip());
      if (kind != Kind.TEXT || other.kind() != Kind.TEXT || other.fields().size() > 1) {
        throw new SigmaException(
            "'" + check.label() + "' is not possible: " + check.field() + " or " + value.text() + " is not one text");
      }
      String name = other.fields().getFirst();
      checks.add(
          modifiers.has("cased")
              ? field + " " + operator + " val(" + name + ")"
              : "tolower(" + field + ") " + operator + " tolower(" + name + ")");
    }
    return checks.text();
  }
}
