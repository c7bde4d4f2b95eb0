package org.eyas.schema.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One keyword of a schema, or several keywords that must all hold. The messages are those of Falco. */
sealed interface SchemaRule {
  void check(Object value, String place, SchemaFaults faults);

  record All(List<SchemaRule> rules) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      rules.forEach(rule -> rule.check(value, place, faults));
    }
  }

  /**
   * A reference to a definition. The check of a value finds the definition, so that definitions may refer to each
   * other.
   */
  record Reference(String name, Map<String, SchemaRule> definitions) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      SchemaRule rule = definitions.get(name);
      if (rule == null) {
        throw new SchemaException("a schema refers to a definition that does not exist: " + name);
      }
      rule.check(value, place, faults);
    }
  }

  record HasType(ValueShape shape) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (!shape.fits(value)) {
        faults.add(place, "Value type not permitted by 'type' constraint.");
      }
    }
  }

  record OneOfTexts(Set<String> texts) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (value instanceof Map || value instanceof List || !texts.contains(String.valueOf(value))) {
        faults.add(place, "Failed to match against any enum values.");
      }
    }
  }

  record AtLeast(double minimum, String written) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (ValueShape.NUMBER.fits(value) && ValueShape.number(value) < minimum) {
        faults.add(place, "Expected number greater than or equal to " + written + ".");
      }
    }
  }

  record AtMost(double maximum, String written) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (ValueShape.NUMBER.fits(value) && ValueShape.number(value) > maximum) {
        faults.add(place, "Expected number less than or equal to " + written + ".");
      }
    }
  }

  record FewestProperties(int least) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (ValueShape.OBJECT.fits(value) && ValueShape.members(value).size() < least) {
        faults.add(place, "Object should have no fewer than " + least + " properties.");
      }
    }
  }

  record Required(List<String> names) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (!ValueShape.OBJECT.fits(value)) {
        return;
      }
      for (String name : names) {
        if (!ValueShape.members(value).containsKey(name)) {
          faults.add(place, "Missing required property '" + name + "'.");
        }
      }
    }
  }

  /** @param others the rule for keys that are not named; null forbids such keys */
  record Properties(Map<String, SchemaRule> named, @Nullable SchemaRule others) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (!ValueShape.OBJECT.fits(value)) {
        return;
      }
      Map<?, ?> members = ValueShape.members(value);
      named.forEach(
          (name, rule) -> {
            Object member = members.get(name);
            if (member != null && faults.addInner(rule, member, place + "[" + name + "]")) {
              faults.add(place, "Failed to validate against schema associated with property name '" + name + "'.");
            }
          });
      members.forEach((key, member) -> checkOther(String.valueOf(key), member, place, faults));
    }

    private void checkOther(String key, Object member, String place, SchemaFaults faults) {
      if (named.containsKey(key)) {
        return;
      }
      if (others == null) {
        faults.add(
            place,
            "Object contains a property that could not be validated using 'properties' or 'additionalProperties'"
                + " constraints: '" + key + "'.");
      } else {
        others.check(member, place + "[" + key + "]", faults);
      }
    }
  }

  record Items(SchemaRule each) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (faults.addInner(each, list.get(i), place + "[" + i + "]")) {
            faults.add(place, "Failed to validate item #" + i + " in array.");
          }
        }
      }
    }
  }

  /** @param exactly whether exactly one of the choices must hold */
  record Choice(List<SchemaRule> choices, boolean exactly) implements SchemaRule {
    @Override
    public void check(Object value, String place, SchemaFaults faults) {
      SchemaFaults inside = new SchemaFaults();
      int held = 0;
      for (int i = 0; i < choices.size(); i++) {
        if (inside.addInner(choices.get(i), value, place)) {
          inside.add(place, "Failed to validate against child schema #" + i + ".");
        } else {
          held++;
        }
      }
      if (held == 0) {
        faults.addAll(inside);
        String keyword = exactly ? "oneOf" : "anyOf";
        faults.add(place, "Failed to validate against any child schemas allowed by " + keyword + " constraint.");
      } else if (exactly && held > 1) {
        faults.add(place, "Failed to validate against exactly one child schema.");
      }
    }
  }
}
