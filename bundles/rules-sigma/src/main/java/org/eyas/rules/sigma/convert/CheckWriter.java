package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.rules.sigma.convert.TextCheck.Case;
import org.eyas.rules.sigma.mapping.MappedField;
import org.eyas.rules.sigma.mapping.MappedField.Kind;
import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.rule.Expr.Check;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.Value;

/** Writes the checks of rules for one log source as conditions. */
final class CheckWriter {
  private final MappedSource source;
  private final Placeholders placeholders;

  CheckWriter(MappedSource source, Placeholders placeholders) {
    this.source = source;
    this.placeholders = placeholders;
  }

  /** @throws SigmaException if the check has no counterpart; the message names the field */
  String text(Check check) throws SigmaException {
    try {
      Modifiers modifiers = Modifiers.of(check.modifiers());
      String text = check.field().isEmpty() ? keywords(check, modifiers) : fields(check, modifiers);
      return modifiers.has("neq") ? "not " + parenthesized(text) : text;
    } catch (SigmaException e) {
      boolean named = e.reason().contains("'" + check.label() + "'") || check.field().isEmpty();
      throw named ? e : new SigmaException("'" + check.label() + "': " + e.reason());
    }
  }

  private static String parenthesized(String text) {
    return text.startsWith("(") && text.endsWith(")") ? text : "(" + text + ")";
  }

  /** Keywords are searched in a few fields. */
  private String keywords(Check check, Modifiers modifiers) throws SigmaException {
    if (source.keywords().isEmpty()) {
      throw new SigmaException("keywords have no counterpart for " + source.source().label());
    }
    List<Pattern> patterns = new ArrayList<>();
    for (Pattern pattern : patterns(check, modifiers)) {
      patterns.add(pattern.within(true, true));
    }
    if (!modifiers.has("all")) {
      return inAnyField(patterns, modifiers);
    }
    Alternatives all = Alternatives.all();
    for (Pattern pattern : patterns) {
      all.add(inAnyField(List.of(pattern), modifiers));
    }
    return all.text();
  }

  private String inAnyField(List<Pattern> patterns, Modifiers modifiers) throws SigmaException {
    Alternatives fields = Alternatives.any();
    for (String name : source.keywords()) {
      MappedField mapped = mapped(name);
      for (String field : mapped.fields()) {
        fields.add(new TextCheck(field, Case.of(mapped.kind(), modifiers), false).text(patterns));
      }
    }
    return fields.text();
  }

  private String fields(Check check, Modifiers modifiers) throws SigmaException {
    MappedField mapped = mapped(check.field());
    if (check.values().stream().anyMatch(Value::isNull)) {
      return absent(check, mapped);
    }
    String text =
        switch (mapped.kind()) {
          case CHOICE -> new ExactChecks(check, modifiers, mapped).choices();
          case TEXT, TEXTS, DIRECTORY -> texts(check, modifiers, mapped);
          default -> modifiers.has("exists") ? exists(check, mapped) : exact(check, modifiers, mapped);
        };
    return mapped.when().isEmpty() || modifiers.has("exists") && text.startsWith("not ") ? text
        : "((" + mapped.when() + ") and " + text + ")";
  }

  private static String exact(Check check, Modifiers modifiers, MappedField mapped) throws SigmaException {
    ExactChecks exact = new ExactChecks(check, modifiers, mapped);
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
    Alternatives checks = Alternatives.all();
    mapped.fields().forEach(field -> checks.add("not " + field + " exists"));
    return checks.text();
  }

  private static String exists(Check check, MappedField mapped) throws SigmaException {
    String wanted = Constants.lower(check.values().getFirst().text().strip());
    if (check.values().size() > 1
        || !wanted.equals("true") && !wanted.equals("false") && !wanted.equals("yes") && !wanted.equals("no")) {
      throw new SigmaException("'" + check.label() + "' needs true or false");
    }
    if (wanted.equals("false") || wanted.equals("no")) {
      return absent(check, mapped);
    }
    Alternatives checks = Alternatives.any();
    mapped.fields().forEach(field -> checks.add(field + " exists"));
    return checks.text();
  }

  private String texts(Check check, Modifiers modifiers, MappedField mapped) throws SigmaException {
    if (modifiers.has("exists")) {
      return exists(check, mapped);
    }
    if (modifiers.has("cidr") || modifiers.comparison().isPresent()) {
      throw new SigmaException("'" + check.label() + "' is not possible: " + check.field() + " is a text");
    }
    Alternatives checks = Alternatives.any();
    for (String field : mapped.fields()) {
      checks.add(text(check, modifiers, new MappedField(mapped.kind(), List.of(field), "", "", Map.of())));
    }
    return checks.text();
  }

  private String text(Check check, Modifiers modifiers, MappedField mapped) throws SigmaException {
    String field = mapped.fields().getFirst();
    if (modifiers.has("re")) {
      return regex(check, modifiers, field);
    }
    if (modifiers.has("fieldref")) {
      return references(check, modifiers, mapped);
    }
    List<Pattern> patterns = new ArrayList<>();
    for (Pattern pattern : patterns(check, modifiers)) {
      Pattern placed = pattern.within(modifiers.anyBefore(), modifiers.anyAfter());
      patterns.add(mapped.kind() == Kind.DIRECTORY ? withSlash(placed) : placed);
    }
    return new TextCheck(field, Case.of(mapped.kind(), modifiers), modifiers.has("all")).text(patterns);
  }

  private static Pattern withSlash(Pattern pattern) {
    boolean open = pattern.parts().isEmpty() || pattern.parts().getLast().isWildcard();
    if (open || pattern.parts().getLast().text().endsWith("/")) {
      return pattern;
    }
    List<Part> parts = new ArrayList<>(pattern.parts());
    parts.add(Part.literal(parts.removeLast().text() + "/"));
    return new Pattern(parts);
  }

  private List<Pattern> patterns(Check check, Modifiers modifiers) throws SigmaException {
    List<Pattern> patterns = new ArrayList<>();
    for (Value value : check.values()) {
      List<String> texts = modifiers.has("expand") ? placeholders.expand(value.text()) : List.of(value.text());
      texts.forEach(text -> patterns.add(Pattern.of(text)));
    }
    return Encodings.apply(modifiers.encodings(), patterns);
  }

  private static String regex(Check check, Modifiers modifiers, String field) throws SigmaException {
    Alternatives checks = modifiers.has("all") ? Alternatives.all() : Alternatives.any();
    for (Value value : check.values()) {
      boolean plain = RegexText.isPlain(value.text()) && Constants.isWritable(value.text());
      checks.add(
          plain
              ? field + (modifiers.has("i") ? " icontains " : " contains ") + Constants.quoted(value.text())
              : field + " regex " + Constants.quoted(RegexText.of(value.text(), modifiers)));
    }
    return checks.text();
  }

  private String references(Check check, Modifiers modifiers, MappedField mapped) throws SigmaException {
    Alternatives checks = modifiers.has("all") ? Alternatives.all() : Alternatives.any();
    String field = mapped.fields().getFirst();
    String operator =
        modifiers.has("contains") ? "contains"
            : modifiers.has("startswith") ? "startswith" : modifiers.has("endswith") ? "endswith" : "=";
    for (Value value : check.values()) {
      MappedField other = mapped(value.text().strip());
      if (mapped.kind() != Kind.TEXT || other.kind() != Kind.TEXT || other.fields().size() > 1) {
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
