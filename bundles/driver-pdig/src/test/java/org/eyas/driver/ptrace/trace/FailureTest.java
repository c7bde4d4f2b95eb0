package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

/** What happens if events cannot be written. */
class FailureTest {
  private static class Writer implements EventWriter {
    @Override
    public int returned(TracedSystemCall call, long nanos, ByteBuffer to) {
      return 0;
    }

    @Override
    public int executed(TracedSystemCall call, long nanos, ByteBuffer to) {
      return 0;
    }

    @Override
    public int ended(int tid, int status, boolean isThere, long nanos, ByteBuffer to) {
      return 0;
    }

    @Override
    public int signalled(int tid, int sender, int signal, long nanos, ByteBuffer to) {
      return 0;
    }
  }

  private static TracingThread run(EventWriter writer) throws IOException {
    TracedCallSet none = new TracedCallSet(new BitSet(), new CompatSystemCalls(SyscallNumbers.of("amd64")));
    TracingThread tracing = new TracingThread(new TraceTarget.Command(List.of("sh", "-c", "exit 7")), none, writer, 0);
    tracing.open();
    tracing.begin();
    ConditionWait.until(() -> {
      tracing.events().deliver((_, _, _, _) -> {}, 100);
      return tracing.events().isOver();
    });
    return tracing;
  }

  @Test
  void anErrorOfTheVirtualMachineIsAFailureAndNotASuccessOfTheCommand() throws IOException {
    try (TracingThread tracing = run(new Writer() {
      @Override
      public int executed(TracedSystemCall call, long nanos, ByteBuffer to) {
        throw new StackOverflowError("of a test");
      }
    })) {
      assertTrue(tracing.hasFailed());
      assertEquals(OptionalInt.of(1), tracing.exitStatus());
    }
  }

  @Test
  void anEventThatCannotBeWrittenIsCountedAndTheCommandGoesOn() throws IOException {
    try (TracingThread tracing = run(new Writer() {
      @Override
      public int executed(TracedSystemCall call, long nanos, ByteBuffer to) {
        throw new IllegalStateException("of a test");
      }

      @Override
      public long lost() {
        return 20;
      }
    })) {
      assertEquals(OptionalInt.of(7), tracing.exitStatus());
      assertEquals(21, tracing.lost(), "20 of the writer, and one that failed");
    }
  }
}
