package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.schema.FlagTable;
import org.eyas.engine.syntax.ComparisonOperator;

/** Derives the number of a parameter from checks of the names of its flags. */
final class FlagImplications {
  /** The text of a parameter that the event does not have. */
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private FlagImplications() {}

  /**
   * The implication for a number whose bits have names. A name is only shown if the number has all bits of the name.
   * The opposite is not true: the name of a bit is not shown after a name of several bits, such as O_RDWR.
   */
  static CheckImplication ofBits(TextCheck check, int param, FlagTable table) {
    if (check.operator() != ComparisonOperator.CONTAINS && check.operator() != ComparisonOperator.ICONTAINS) {
      return CheckImplication.NOTHING;
    }
    TextPredicate test = TextPredicates.of(check);
    List<RawCondition> shown = new ArrayList<>();
    if (test.test(NOT_AVAILABLE)) {
      shown.add(new Numbers(param, Ranges.of(List.of()))); // true for an event without the parameter only
    }
    for (int i = 0; i < table.size(); i++) {
      if (test.test(table.name(i))) {
        long bits = table.value(i);
        shown.add(bits == 0 ? new Numbers(param, Ranges.between(0, 0)) : new Bits(param, bits, bits, true));
      }
    }
    return CheckImplication.atMost(RawConditions.anyOf(shown));
  }

  /** The implication for a number with a name for each value. */
  static CheckImplication ofValues(TextCheck check, int param, FlagTable table) {
    switch (check.operator()) {
      case EQUAL, IN, CONTAINS, ICONTAINS, STARTSWITH, ENDSWITH -> {}
      default -> {
        return CheckImplication.NOTHING;
      }
    }
    TextPredicate test = TextPredicates.of(check);
    List<Long> values = new ArrayList<>();
    texts(table).forEach((value, text) -> {
      if (test.test(Text.of(text))) {
        values.add(value);
      }
    });
    return CheckImplication.exactly(new Numbers(param, Ranges.of(values)));
  }

  /** The text of each value; some have two names. */
  private static Map<Long, String> texts(FlagTable table) {
    Map<Long, String> texts = new TreeMap<>();
    for (int i = 0; i < table.size(); i++) {
      texts.merge(table.value(i), table.name(i).toString(), (first, second) -> first + "|" + second);
    }
    return texts;
  }
}
