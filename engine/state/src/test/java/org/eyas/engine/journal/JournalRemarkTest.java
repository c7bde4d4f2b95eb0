package org.eyas.engine.journal;

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
  void aJournalThatIsFullAfterSecondsSaysHowMuchMemoryAMinuteTakes() {
    assertEquals(
        "it covers 12 seconds only, older events were dropped; a minute takes about 75 MB",
        remark(span(true, 12, 5_000, 15), true, true));
    assertEquals(
        "it covers less than a second only, older events were dropped; a minute takes about 2000 MB",
        remark(new JournalSpan(true, 5, 5 + SECOND / 2, 9, 16 * MB, 16 * MB, ""), true, true));
    assertEquals("", remark(span(true, 61, 5_000, 15), true, true));
  }

  @Test
  void aJournalThatStartedAMomentAgoSaysSo() {
    assertEquals("it covers 1 second only, since the recording started", remark(span(true, 1, 10, 1), false, true));
    assertEquals("", remark(span(true, 100, 10, 1), false, true));
    assertEquals("", remark(span(true, 0, 0, 1), false, true));
  }

  @Test
  void saysThatRecordingEndedAndThatThreadsAreMissing() {
    assertEquals(
        "recording has ended: later events are missing; there are too many threads to record them all at once: threads without an "
            + "event in this time are missing",
        remark(span(false, 100, 10, 1), false, false));
  }

  @Test
  void saysWhyNothingIsRecorded() {
    JournalSpan told = JournalRemark.on(span(false, 0, 0, 0), "there is not enough memory: -XX", false, true);
    assertEquals("events are not recorded: there is not enough memory: -XX", told.remark());
  }
}
