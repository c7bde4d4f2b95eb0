package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract test of every output channel, for any behaviour of its receiver. The test of an output extends this
 * class and supplies a receiver.
 */
@Timeout(90)
public abstract class OutputChannelContract {
  private static final Duration ARRIVAL = Duration.ofSeconds(10);
  // More than any pipe or socket buffers.
  private static final int MANY = 4_000;
  // On a machine with two processors the common pool has only one thread, which the sender would block.
  private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);
  private static final String LONG = "x".repeat(500);

  @TempDir private @Nullable Path folder;

  /** Makes a receiver and a channel to it. Their files belong in this folder. */
  protected abstract Receiver receiver(Path folder) throws Exception;

  private Receiver receiver() throws Exception {
    return receiver(Objects.requireNonNull(folder));
  }

  @Test
  void everyAlertArrivesWholeAndInOrder() throws Exception {
    try (Receiver receiver = receiver()) {
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sent.add(i + ": größer \"als\" %s 'x' $HOME \\n 漢字");
        receiver.channel().send(RenderedAlerts.warning(sent.getLast()), i % 7 == 0 || i == 99);
      }
      awaitLines(receiver, sent);
    }
  }

  @Test
  void aReceiverThatHangsGetsEverythingOnceItReadsAgain() throws Exception {
    try (Receiver receiver = receiver()) {
      receiver.channel().send(RenderedAlerts.warning("first"), true);
      awaitLines(receiver, List.of("first"));
      receiver.block();
      List<String> sent = new ArrayList<>(List.of("first"));
      CompletableFuture<Void> sender = sendMany(receiver, sent);
      TimeUnit.MILLISECONDS.sleep(200);
      receiver.unblock();
      sender.get(30, TimeUnit.SECONDS);
      awaitLines(receiver, sent);
    }
  }

  private static CompletableFuture<Void> sendMany(Receiver receiver, List<String> sent) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < MANY / receiver.slowness(); i++) {
      lines.add(i + LONG);
    }
    sent.addAll(lines);
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (String line : lines) {
              receiver.channel().send(RenderedAlerts.warning(line), line == lines.getLast());
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        OWN_THREAD);
  }

  @Test
  void aChannelIsSwitchedOffWhileItsReceiverHangs() throws Exception {
    Receiver receiver = receiver();
    receiver.channel().send(RenderedAlerts.warning("first"), true);
    receiver.block();
    CompletableFuture<Void> sender = sendMany(receiver, new ArrayList<>());
    TimeUnit.MILLISECONDS.sleep(200);
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(
            () -> {
              try {
                receiver.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            OWN_THREAD);
    closing.get(10, TimeUnit.SECONDS);
    sender.handle((nothing, error) -> error).get(10, TimeUnit.SECONDS);
  }

  @Test
  void aReceiverThatVanishedMakesSendingThrowWhatTheEngineCounts() throws Exception {
    try (Receiver receiver = receiver()) {
      receiver.channel().send(RenderedAlerts.warning("first"), true);
      awaitLines(receiver, List.of("first"));
      receiver.vanish();
      String message = awaitFailure(receiver);
      assertTrue(message.contains(" "), "a sentence: " + message);
      assertFalse(message.contains("\n"), "one line: " + message);
    }
  }

  // Sends without a pause, to fill the buffers in which the system accepts data although the receiver is gone.
  private static String awaitFailure(Receiver receiver) {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    while (System.nanoTime() < deadline) {
      IOException thrown = failure(receiver);
      if (thrown != null) {
        return String.valueOf(thrown.getMessage());
      }
    }
    throw new AssertionError("sending to a receiver that is gone does not fail");
  }

  private static @Nullable IOException failure(Receiver receiver) {
    try {
      receiver.channel().send(RenderedAlerts.warning("into nothing"), true);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  void aReceiverThatIsBackGetsAlertsAgainWithoutAnyCall() throws Exception {
    try (Receiver receiver = receiver()) {
      receiver.channel().send(RenderedAlerts.warning("first"), true);
      awaitLines(receiver, List.of("first"));
      receiver.vanish();
      for (int i = 0; i < 3; i++) {
        failure(receiver);
      }
      receiver.comeBack();
      ConditionWait.until(
          () -> {
            receiver.channel().send(RenderedAlerts.warning("after"), true); // a channel may wait before it tries again
            return receiver.lines().contains("after");
          },
          () -> "no alert arrives: " + seen(receiver));
      assertEquals("first", receiver.lines().getFirst());
    }
  }

  @Test
  void aChannelThatIsReopenedGoesOn() throws Exception {
    try (Receiver receiver = receiver()) {
      receiver.channel().reopen();
      receiver.channel().send(RenderedAlerts.warning("a"), true);
      awaitLines(receiver, List.of("a")); // "b" may overtake it on a new connection
      receiver.channel().reopen();
      receiver.channel().send(RenderedAlerts.warning("b"), true);
      awaitLines(receiver, List.of("a", "b"));
    }
  }

  private static String seen(Receiver receiver) {
    try {
      return receiver.lines().toString();
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static void awaitLines(Receiver receiver, List<String> expected) throws Exception {
    ConditionWait.until(() -> receiver.lines().size() >= expected.size(), () -> "not all alerts arrive: " + seen(receiver));
    assertEquals(expected, receiver.lines());
  }
}
