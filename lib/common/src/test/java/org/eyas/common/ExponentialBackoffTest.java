package org.eyas.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
  private static List<Long> pauses(ExponentialBackoff backoff, int count) {
    return Stream.iterate(backoff.after(0), backoff::after).limit(count).toList();
  }

  @Test
  void aPauseDoublesUpToTheLongest() {
    List<Long> expected = List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    assertEquals(expected, pauses(new ExponentialBackoff(500, 30_000), 8));
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses(new ExponentialBackoff(1, 60), 8));
  }

  @Test
  void aRandomPauseLiesBetweenHalfOfTheLengthAndTheLength() {
    ExponentialBackoff backoff = new ExponentialBackoff(100, 5_000);
    RandomGenerator random = RandomGenerator.getDefault();
    for (int failures : List.of(1, 2, 6, 7, 1_000_000)) {
      long whole = Math.min(5_000, 100L << Math.min(failures - 1, 10));
      LongStream pauses = LongStream.generate(() -> backoff.randomized(failures, random)).limit(200);
      assertTrue(pauses.allMatch(pause -> pause >= whole / 2 && pause <= whole), () -> "after " + failures);
    }
    assertTrue(LongStream.generate(() -> backoff.randomized(1, random)).limit(200).distinct().count() > 10);
  }
}
