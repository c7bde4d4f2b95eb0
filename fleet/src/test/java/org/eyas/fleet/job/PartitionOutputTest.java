package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The clock of the tests moves by a second with each answer of the brokers. */
class PartitionOutputTest {
  private static final JobOptions OPTIONS =
      JobOptions.parse("--bootstrap-servers", "k:9092", "--lateness", "1s", "--idle", "2s");

  private final EmittedTimes out = new EmittedTimes();
  private final PartitionOutput partition = beginningAt(0);
  private final long begin = System.currentTimeMillis();
  private long now = begin;
  private long answeredSince = begin;
  private boolean waited = true;

  private PartitionOutput beginningAt(long offset) {
    return new PartitionOutput(new KafkaPartitionSplit(new TopicPartition("t", 0), offset), out, new PartitionClock(OPTIONS));
  }

  private void read(long offset, long millis, String fault) {
    partition.collect(new AlertRecord("t/0@" + offset, offset, new byte[0], millis * 1_000_000, fault, false), millis);
  }

  /** Each second, a broker says that the partition ends there. */
  private void answers(PartitionOutput asked, int seconds, long end) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      PartitionEnd answer = new PartitionEnd(end, now, answeredSince);
      asked.emitTime(answer, waited, now);
      asked.emitTime(answer, waited, now + 200);
    }
  }

  private void fails(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      partition.emitTime(null, true, now);
    }
    answeredSince = now;
  }

  @Test
  void aSilentPartitionWhoseNewestAlertIsOldHasTheTimeOfTheClock() {
    read(0, begin - 3 * 86_400_000L, "");
    answers(partition, 10, 1);
    assertEquals(now - 1_001, out.watermark());
  }

  @Test
  void theTimeOfASilentPartitionDoesNotFallBehindTheClock() {
    read(0, begin - 30_000, "");
    answers(partition, 3_600, 1);
    assertEquals(now - 1_001, out.watermark());
  }

  @Test
  void badRecordsHaveATime() {
    for (int i = 0; i < 3_600; i++) {
      read(i, now, "it is not JSON");
      answers(partition, 1, i + 1);
    }
    assertEquals(now - 1_000 - 1_001, out.watermark());
  }

  @Test
  void whileBrokersFailTheTimeStandsStill() {
    read(0, begin, "");
    answers(partition, 10, 1);
    long before = out.watermark();
    fails(500);
    answers(partition, 1, 1);
    assertEquals(before, out.watermark());
    answers(partition, 1, 1);
    assertEquals(now - 1_001, out.watermark());
  }

  @Test
  void whileThereAreUnreadAlertsTheTimeStandsStill() {
    read(0, begin, "");
    answers(partition, 10, 1);
    long before = out.watermark();
    for (int end = 2; end < 100; end++) {
      answers(partition, 1, end);
    }
    assertEquals(before, out.watermark());
    assertFalse(out.isIdle());
  }

  @Test
  void aPartitionThatFailsForLongIsLostUntilABrokerAnswers() {
    answers(partition, 10, 0);
    fails(600);
    assertFalse(out.isIdle());
    fails(1);
    assertTrue(out.isIdle() && partition.isLost());
    answers(partition, 1, 5);
    assertFalse(out.isIdle() || partition.isLost());
  }

  @Test
  void aMarkerAfterTheLastAlertHoldsUpTheTimeForHalfAMinute() {
    read(0, begin - 60_000, "");
    answers(partition, 30, 2);
    assertEquals(begin - 60_000 - 1_001, out.watermark());
    answers(partition, 3, 2);
    assertEquals(now - 1_001, out.watermark());
    read(1, now, "");
    answers(partition, 30, 3);
    long alert = now - 30_000;
    assertEquals(alert - 1_001, out.watermark());
  }

  @Test
  void alertsThatWaitForOthersOfTheReaderAreNotMarkers() {
    waited = false; // the reader works through a backlog of other partitions
    read(0, begin - 60_000, "");
    answers(partition, 300, 2);
    assertEquals(begin - 60_000 - 1_001, out.watermark());
  }

  @Test
  void aFailureIsNotTheSilenceAfterAMarker() {
    read(0, begin - 60_000, "");
    answers(partition, 29, 2);
    fails(1);
    answers(partition, 29, 2);
    assertEquals(begin - 60_000 - 1_001, out.watermark());
  }

  @Test
  void aQuietPartitionThatBeginsAtItsEndHasTimeAfterSilence() {
    PartitionOutput quiet = beginningAt(5_000);
    answers(quiet, 3, 5_000);
    assertEquals(now - 1_001, out.watermark());
  }

  @Test
  void ofASplitWithoutOffsetTheFirstHalfMinuteIsUnknown() {
    PartitionOutput old = beginningAt(KafkaPartitionSplit.COMMITTED_OFFSET);
    answers(old, 30, 5_000);
    assertEquals(Long.MIN_VALUE, out.watermark());
    answers(old, 3, 5_000);
    assertEquals(now - 1_001, out.watermark());
  }

  @Test
  void whileTheJobStandsStillAgainAndAgainTheTimePassesAllTheSame() {
    read(0, begin - 3_600_000, "");
    for (int i = 0; i < 10; i++) {
      now += 4_000;
      answers(partition, 2, 1);
    }
    assertEquals(now - 1_001, out.watermark());
  }
}
