package org.eyas.launcher.shortage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadShortageTest {
  private static final OutOfMemoryError REFUSED =
      new OutOfMemoryError("unable to create native thread: possibly out of memory or process/resource limits reached");

  private long nanos;
  private boolean available;
  private int failedStarts;
  private final ThreadShortage shortage = new ThreadShortage(() -> nanos, () -> available);

  @Test
  void failsTheStart() {
    shortage.setStartFailure(() -> failedStarts++);
    assertTrue(shortage.recognizes(REFUSED));
    assertEquals(1, failedStarts);
  }

  @Test
  void findsTheErrorAmongCausesAndSuppressedOnes() {
    shortage.setStartFailure(() -> failedStarts++);
    assertTrue(shortage.recognizes(new IOException(new IllegalStateException(REFUSED))));
    IOException closing = new IOException("of the test");
    closing.addSuppressed(new IllegalStateException(REFUSED));
    assertTrue(shortage.recognizes(closing));
    assertEquals(2, failedStarts);
  }

  @Test
  void leavesOtherFailuresAlone() {
    shortage.setStartFailure(() -> failedStarts++);
    assertFalse(shortage.recognizes(null));
    assertFalse(shortage.recognizes(new IOException("of the test")));
    assertFalse(shortage.recognizes(new OutOfMemoryError("Cannot reserve 16 bytes of direct buffer memory")));
    assertEquals(0, failedStarts);
  }

  @Test
  void isAProblemOfHealthAfterTheStartUntilAThreadCanBeCreated() {
    shortage.setStartFailure(() -> failedStarts++);
    shortage.startCompleted();
    assertTrue(shortage.problem().isEmpty());
    assertTrue(shortage.recognizes(REFUSED));
    assertEquals(0, failedStarts);
    nanos += TimeUnit.SECONDS.toNanos(60);
    assertEquals(1, shortage.problem().size());
    available = true;
    assertTrue(shortage.problem().isEmpty());
  }

  @Test
  void aShortageOfAMomentIsShownToo() {
    available = true;
    shortage.recognizes(REFUSED);
    nanos += TimeUnit.SECONDS.toNanos(9);
    assertEquals(1, shortage.problem().size());
    nanos += TimeUnit.SECONDS.toNanos(2);
    assertTrue(shortage.problem().isEmpty());
  }

  @Test
  void logsALineOncePerShortage() {
    shortage.recognizes(REFUSED);
    assertTrue(shortage.isFirstOfKind("a client waits"));
    assertFalse(shortage.isFirstOfKind("a client waits"));
    assertTrue(shortage.isFirstOfKind("another client waits"));
    available = true;
    nanos += TimeUnit.SECONDS.toNanos(60);
    assertTrue(shortage.problem().isEmpty());
    shortage.recognizes(REFUSED);
    assertTrue(shortage.isFirstOfKind("a client waits"));
  }
}
