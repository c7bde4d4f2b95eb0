package org.eyas.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.control.JournalSpan;
import org.junit.jupiter.api.Test;

class JournalRemarkTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MB = 1 << 20;

  private static JournalSpan span(boolean recording, long seconds, long events, long megabytes) {
    return new JournalSpan(recording, 100 * SECOND, (100 + seconds) * SECOND, events, megabytes * MB, 16 * MB, "");
  }

  private static String remark(JournalSpan span, boolean isFull, boolean isWhole) {
    return JournalRemark.on(span, "", isFull, isWhole).remark();
  }

  @Test
  void aJournalThatIsFullAfterSecondsSaysHowMuchAMinuteTakes() {
    assertEquals(
        "it covers 12 seconds only, older events made room; a minute takes some 75 MB", remark(span(true, 12, 5_000, 15), true, true));
    assertEquals(
        "it covers less than a second only, older events made room; a minute takes some 2000 MB",
        remark(new JournalSpan(true, 5, 5 + SECOND / 2, 9, 16 * MB, 16 * MB, ""), true, true));
    assertEquals("", remark(span(true, 61, 5_000, 15), true, true));
  }

  @Test
  void oneThatBeganAMomentAgoSaysThat() {
    assertEquals("it covers 1 second only, from when it was asked to record", remark(span(true, 1, 10, 1), false, true));
    assertEquals("", remark(span(true, 100, 10, 1), false, true));
    assertEquals("", remark(span(true, 0, 0, 1), false, true));
  }

  @Test
  void oneThatDoesNotRecordAnyMoreAndOneThatKnowsNotAllThreadsSaySo() {
    assertEquals(
        "it does not record any more: what came after its last event is not in it; there are too many threads to write them all down "
            + "at once: of those that did nothing in this time it knows nothing",
        remark(span(false, 100, 10, 1), false, false));
  }

  @Test
  void whyNothingIsKeptIsTold() {
    JournalSpan told = JournalRemark.on(span(false, 0, 0, 0), "there is no memory for them: -XX", false, true);
    assertEquals("events are not kept: there is no memory for them: -XX", told.remark());
  }
}
