package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.junit.jupiter.api.Test;

/** The contract test of every enricher. The test of an enricher extends this class and supplies processes. */
public abstract class EnricherContract {
  private static final int ROUNDS = 200;
  private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Makes a new enricher. */
  protected abstract Enricher enricher();

  /** Processes for which the enricher finds something, others for which it does not, and some that are not in the table. */
  protected abstract List<FakeProcess> processes();

  /** Records the attached values. */
  private static final class Attached implements Attachments {
    private final Map<AttachmentKey<?>, Object> values = new HashMap<>();

    @Override
    public synchronized <T> void put(AttachmentKey<T> key, T value) {
      assertTrue(key.type().isInstance(value), () -> key + " takes a " + key.type() + ", not " + value);
      values.put(key, value);
    }
  }

  @Test
  void noProcessMakesItFail() {
    Enricher enricher = enricher();
    processes().forEach(process -> enricher.onProcess(process, new Attached()));
  }

  @Test
  void theSameProcessGetsTheSameAnswer() {
    Enricher enricher = enricher();
    for (FakeProcess process : processes()) {
      Attached first = new Attached();
      Attached second = new Attached();
      enricher.onProcess(process, first);
      enricher.onProcess(process, second);
      assertEquals(first.values, second.values);
    }
  }

  @Test
  void aCallDoesNotBlock() {
    Enricher enricher = enricher();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      processes().forEach(process -> enricher.onProcess(process, new Attached()));
      best = Math.min(best, (System.nanoTime() - start) / processes().size());
    }
    long nanos = best;
    assertTrue(nanos < BUDGET_NANOS, () -> "the fastest round took " + nanos + " ns per process: pass the work to a thread");
  }
}
