package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.compile.text.TextTest;
import org.eyas.engine.compile.text.TextTests;
import org.eyas.engine.schema.FlagTable;
import org.eyas.engine.syntax.Operator;

/** Derives the number of a parameter from checks of the names of its flags. */
final class FlagFacts {
  /** The text of a parameter that the event does not have. */
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private FlagFacts() {}

  /**
   * The implication for a number whose bits have names. A name is only shown if the number has all bits of the name.
   * The opposite is not true: the name of a bit is not shown after a name of several bits, such as O_RDWR.
   */
  static Implication ofBits(TextCheck check, int param, FlagTable table) {
    if (check.operator() != Operator.CONTAINS && check.operator() != Operator.ICONTAINS) {
      return Implication.NOTHING;
    }
    TextTest test = TextTests.of(check);
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
    return Implication.atMost(RawConditions.anyOf(shown));
  }

  /** The implication for a number with a name for each value. */
  static Implication ofValues(TextCheck check, int param, FlagTable table) {
    switch (check.operator()) {
      case EQUAL, IN, CONTAINS, ICONTAINS, STARTSWITH, ENDSWITH -> {}
      default -> {
        return Implication.NOTHING;
      }
    }
    TextTest test = TextTests.of(check);
    List<Long> values = new ArrayList<>();
    texts(table).forEach((value, text) -> {
      if (test.test(Text.of(text))) {
        values.add(value);
      }
    });
    return Implication.exactly(new Numbers(param, Ranges.of(values)));
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
