package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.KnownFailureException;
import org.junit.jupiter.api.Test;

class FailureBurstTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private final FailureBurst burst = new FailureBurst();

  private boolean isNew(String message, long nowNanos) {
    return burst.isNew(new IOException(message), nowNanos);
  }

  @Test
  void aContinuedFailureIsLoggedOnce() {
    assertTrue(isNew("disk full", 0));
    assertFalse(isNew("disk full", 1));
    assertFalse(isNew("disk full", 100 * MINUTE));
  }

  @Test
  void anotherFailureIsLogged() {
    assertTrue(isNew("disk full", 0));
    assertTrue(isNew("no such directory", 1));
  }

  @Test
  void aFailureThatTheChannelLoggedIsNotLoggedAgain() {
    assertFalse(burst.isNew(new KnownFailureException("no certificate"), 0));
    assertTrue(isNew("no certificate", 1));
  }

  @Test
  void aFailureAfterASentAlertIsLoggedUnlessItComesAtOnce() {
    assertTrue(isNew("disk full", 0));
    burst.ended();
    assertFalse(isNew("disk full", MINUTE / 2));
    burst.ended();
    assertTrue(isNew("disk full", 2 * MINUTE));
  }
}
