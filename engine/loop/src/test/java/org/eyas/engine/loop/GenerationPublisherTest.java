package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class GenerationPublisherTest {
  private static final SourceInfo LIVE = new SourceInfo("test", "syscall", true, "");
  private static final long LIMIT_MILLIS = 60_000;

  private final GenerationPublisher assembler = new GenerationPublisher(() -> {});
  private final SourceLoop loop = new SourceLoop(LoopSetup.of(LIVE, alert -> {}), assembler);
  private final CountDownLatch inBatch = new CountDownLatch(1);
  private final CountDownLatch nextBatch = new CountDownLatch(1);

  @AfterEach
  void close() {
    loop.stop();
    nextBatch.countDown();
    assembler.close();
  }

  private static RuleGeneration generation() {
    return SourceLoopTest.generation(false, List.of(), SourceLoopTest.CAMERA);
  }

  /** Its first batch takes until the test releases it. */
  private final class Slow extends QuietCapture {
    @Override
    public int poll(EventSink sink, int limit) {
      inBatch.countDown();
      try {
        nextBatch.await();
        return 0;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  // Returns when the loop is in its first batch, with the first generation.
  private void start() throws InterruptedException {
    assembler.publish(generation());
    assembler.addLoop(loop);
    Thread.ofPlatform().daemon().name("loop-test").start(this::run);
    inBatch.await();
  }

  private void run() {
    try {
      loop.run(new Slow());
    } catch (SourceException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aGenerationIsInUseAfterTheBatchOfEveryLoop() throws Exception {
    start();
    assertTrue(assembler.awaitUse(LIMIT_MILLIS), "the loop began with the generation");
    assembler.publish(generation());
    assertFalse(assembler.awaitUse(1), "the loop is in a batch");
    long start = System.nanoTime();
    CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS).execute(nextBatch::countDown);
    assertTrue(assembler.awaitUse(LIMIT_MILLIS));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis < LIMIT_MILLIS / 2, () -> "nothing ended the wait for " + millis + " ms");
  }

  @Test
  void aLoopThatEndedIsNotWaitedFor() throws Exception {
    start();
    assertTrue(assembler.awaitUse(LIMIT_MILLIS));
    assembler.publish(generation());
    CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS).execute(() -> assembler.removeLoop(loop));
    long start = System.nanoTime();
    assertTrue(assembler.awaitUse(LIMIT_MILLIS));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis < LIMIT_MILLIS / 2, () -> "nothing ended the wait for " + millis + " ms");
  }
}
