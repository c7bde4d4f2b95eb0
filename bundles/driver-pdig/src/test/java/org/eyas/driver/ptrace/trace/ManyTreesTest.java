package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Many short processes, some of which are killed: none is lost or hangs. {@code -Deyas.trees=1000} runs more than 20 trees. */
class ManyTreesTest {
  private static final int TREES = Integer.getInteger("eyas.trees", 20);
  private static final Pattern BEGIN = Pattern.compile("\\d+/(\\d+) call (?:56|57|58|435) = 0");
  private static final Pattern END = Pattern.compile("(\\d+) ended \\d+");

  // The killed ones may die at any moment: while they are created, at a stop, or in a call.
  private static final String SCRIPT = """
      for i in 1 2 3 4 5 6 7 8; do
        (true) &
        (while :; do (:); done) & pid=$!
        (exit 4)
        kill -9 $pid
      done
      wait
      exit 3
      """;

  private static Set<String> ids(List<String> lines, Pattern pattern) {
    Set<String> ids = new HashSet<>();
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  @Test
  void everyTreeEndsWithItsStatusAndEveryBeginHasItsEnd() throws IOException {
    for (int i = 0; i < TREES; i++) {
      try (Run run = Run.shell(SCRIPT).toEnd()) {
        assertEquals(3, run.status());
        Set<String> begun = ids(run.lines(), BEGIN);
        begun.removeAll(ids(run.lines(), END));
        assertEquals(Set.of(), begun, "begun and not ended");
      }
    }
  }
}
