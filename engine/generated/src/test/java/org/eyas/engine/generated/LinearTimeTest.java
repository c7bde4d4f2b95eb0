package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.data.Text;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value cannot make a condition slow: twice the length takes about twice the time. */
class LinearTimeTest {
  private static final int LENGTH = 20_000;

  /** Quadratic time would be 16 for four times the length; on a busy machine, 4 can look like more. */
  private static final double LARGEST_RATIO = 10;

  private final FakeFields fields = FakeFields.ofEveryKind();

  @ParameterizedTest
  @ValueSource(strings = {
      "t.text glob '*a*a*a*a*b'", "t.text glob 'a*a*a*a*a*a*a*a*b'", "t.text glob '*[ab]*[!b]*?*?*c'",
      "t.text iglob '*A*A*A*A*B'",
      "t.text regex '(a*)*(a*)*b'", "t.text regex '(a|a)*b'", "t.text regex '(a|aa)+(a|aa)+b'", "t.text regex '.*a.*a.*a.*b'",
      "t.text regex '(a?){40}a{40}b'", "t.text contains aaaaaaaab", "t.text icontains AAAAAAAAB", "t.text contains baaaaaaa",
      "t.text pmatch (/*/*/*/*/x, /a*/*a/*a*/y)", "t.text contains anyof (aab, aac, aad)", "b64(t.text) = x",
      "tolower(t.text) = x"})
  void fourTimesTheLengthTakesAboutFourTimesTheTime(String condition) throws Exception {
    CheckedCondition checked = ConditionChecker.check(Parser.parse(condition), fields.catalog());
    BothBackEnds both = new BothBackEnds(checked);
    double best = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 8 && best > LARGEST_RATIO; attempt++) {
      nanos(both, LENGTH);
      best = Math.min(best, (double) nanos(both, 4 * LENGTH) / nanos(both, LENGTH));
    }
    assertTrue(best <= LARGEST_RATIO, condition + " takes " + best + " times as long");
  }

  /** The shortest of several runs. */
  private long nanos(BothBackEnds both, int length) {
    fields.values.put("t.text", Text.of("a".repeat(length)));
    long best = Long.MAX_VALUE;
    for (int run = 0; run < 3; run++) {
      long start = System.nanoTime();
      both.holds();
      best = Math.min(best, System.nanoTime() - start);
    }
    return Math.max(best, 20_000);
  }
}
