package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eyas.rules.sigma.mapping.MappedField;
import org.eyas.rules.sigma.rule.CheckValue;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaExpression.Check;

/** Writes checks of fields that are not text: numbers, addresses, host names, and values that stand for conditions. */
final class ExactCheckWriter {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}|0[xX][0-9a-fA-F]{1,15}");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:]*(\\d{1,3}(\\.\\d{1,3}){3})?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+");

  private final Check check;
  private final CheckModifiers modifiers;
  private final MappedField mapped;

  ExactCheckWriter(Check check, CheckModifiers modifiers, MappedField mapped) {
    this.check = check;
    this.modifiers = modifiers;
    this.mapped = mapped;
  }

  String numbers() throws SigmaException {
    Optional<String> comparison = modifiers.comparison();
    if (comparison.isEmpty()) {
      requirePlain("a number");
    }
    List<String> numbers = new ArrayList<>();
    for (CheckValue value : check.values()) {
      numbers.add(String.valueOf(number(value.text().strip())));
    }
    JoinedConditions checks = modifiers.has("all") ? JoinedConditions.all() : JoinedConditions.any();
    if (comparison.isEmpty()) {
      return equal(numbers, false);
    }
    for (String number : numbers) {
      checks.add(field() + " " + comparison.get() + " " + number);
    }
    return checks.text();
  }

  private long number(String text) throws SigmaException {
    if (!NUMBER.matcher(text).matches()) {
      throw new SigmaException("'" + check.label() + "' needs a whole number, not '" + text + "'");
    }
    return Long.decode(text.startsWith("0x") || text.startsWith("0X") ? text : text.replaceFirst("^([+-]?)0+(?=\\d)", "$1"));
  }

  String addresses() throws SigmaException {
    if (modifiers.has("cidr")) {
      return networks();
    }
    requirePlain("an address");
    return equal(texts(ADDRESS, "an address"), true);
  }

  private String networks() throws SigmaException {
    if (mapped.network().isEmpty()) {
      throw new SigmaException(
          "'" + check.label() + "': the modifier 'cidr' needs the key 'network' in the mapping of this field, which has none");
    }
    List<String> networks = new ArrayList<>();
    for (CheckValue value : check.values()) {
      String[] halves = value.text().strip().split("/", -1);
      boolean valid = halves.length == 2 && ADDRESS.matcher(halves[0]).matches() && halves[1].matches("\\d{1,3}");
      if (!valid) {
        throw new SigmaException("'" + check.label() + "' needs a network such as 10.0.0.0/8, not '" + value.text() + "'");
      }
      networks.add(value.text().strip());
    }
    if (!modifiers.has("all")) {
      return mapped.network() + " in " + ConditionConstants.list(networks);
    }
    JoinedConditions checks = JoinedConditions.all();
    for (String network : networks) {
      checks.add(mapped.network() + " in " + ConditionConstants.list(List.of(network)));
    }
    return checks.text();
  }

  String hosts() throws SigmaException {
    requirePlain(
        "a name of a host that is compared as a whole: the engine sees addresses, and resolves the names that rules contain");
    return equal(texts(HOST, "a whole name of a host").stream().map(ConditionConstants::lower).toList(), true);
  }

  String choices() throws SigmaException {
    requirePlain("a field with a few values, which are compared as a whole");
    JoinedConditions checks = modifiers.has("all") ? JoinedConditions.all() : JoinedConditions.any();
    for (CheckValue value : check.values()) {
      String condition = mapped.choices().get(ConditionConstants.lower(value.text().strip()));
      if (condition == null) {
        throw new SigmaException("'" + check.label() + "' has no counterpart for the value '" + value.text() + "'");
      }
      checks.add("(" + condition + ")");
    }
    return checks.text();
  }

  private void requirePlain(String what) throws SigmaException {
    if (!modifiers.isPlain()) {
      throw new SigmaException("'" + check.label() + "' is not possible: " + check.field() + " is " + what);
    }
  }

  private List<String> texts(Pattern form, String what) throws SigmaException {
    List<String> texts = new ArrayList<>();
    for (CheckValue value : check.values()) {
      String text = value.text().strip();
      if (!form.matcher(text).matches()) {
        throw new SigmaException("'" + check.label() + "' needs " + what + ", not '" + text + "'");
      }
      texts.add(text);
    }
    return texts;
  }

  private String equal(List<String> values, boolean isText) throws SigmaException {
    List<String> constants = isText ? values.stream().map(ConditionConstants::quoted).toList() : values;
    if (constants.size() > 1 && !modifiers.has("all")) {
      return field() + " in (" + String.join(", ", constants) + ")";
    }
    JoinedConditions checks = JoinedConditions.all();
    for (String constant : constants) {
      checks.add(field() + " = " + constant);
    }
    return checks.text();
  }

  private String field() {
    return mapped.fields().getFirst();
  }
}
