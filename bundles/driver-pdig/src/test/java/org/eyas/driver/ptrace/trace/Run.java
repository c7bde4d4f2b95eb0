package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.ConditionWait;

/** A command under the tracer, with calls by name. */
final class Run implements AutoCloseable {
  private static final SyscallNumbers NUMBERS = SyscallNumbers.of("amd64");

  private final CallLog log;
  private final AtomicLong taken = new AtomicLong();
  private final TracingThread tracing;

  Run(TraceTarget target, String... calls) throws IOException {
    this(target, new CallLog(), calls);
  }

  private Run(TraceTarget target, CallLog log, String... calls) throws IOException {
    this(target, log, log, calls);
  }

  /** @param writer notes what happens in the log */
  Run(TraceTarget target, CallLog log, EventWriter writer, String... calls) throws IOException {
    this.log = log;
    tracing = new TracingThread(target, traced(calls), writer, 0);
    tracing.open();
  }

  static Run of(List<String> command, String... calls) throws IOException {
    return new Run(new TraceTarget.Command(command), calls);
  }

  /** Runs a script of the shell. */
  static Run shell(String script, String... calls) throws IOException {
    return of(List.of("sh", "-c", script), calls);
  }

  private static TracedCallSet traced(String... calls) {
    BitSet numbers = new BitSet();
    for (String call : calls) {
      numbers.set(NUMBERS.all().get(call));
    }
    for (String call : List.of("clone", "clone3", "fork", "vfork", "execve", "ptrace")) {
      numbers.set(NUMBERS.all().get(call));
    }
    return new TracedCallSet(numbers, new CompatSystemCalls(NUMBERS));
  }

  static int number(String call) {
    return NUMBERS.all().get(call);
  }

  TracingThread tracing() {
    return tracing;
  }

  /** Takes events once; whether all are taken. */
  boolean poll() {
    tracing.begin();
    taken.addAndGet(tracing.events().deliver((_, memory, offset, length) -> {
      if (memory.getInt(offset + 16) != length) {
        throw new IllegalStateException("an event says " + memory.getInt(offset + 16) + " bytes, but has " + length);
      }
    }, 1_000));
    return tracing.events().isOver();
  }

  /** Runs to the end. */
  Run toEnd() {
    ConditionWait.until(this::poll, () -> "the command does not end: " + lines());
    return this;
  }

  int status() {
    return tracing.exitStatus().orElse(-1);
  }

  List<String> lines() {
    return log.lines();
  }

  long taken() {
    return taken.get();
  }

  boolean has(String pattern) {
    return lines().stream().anyMatch(line -> line.matches(pattern));
  }

  @Override
  public void close() {
    tracing.close();
  }
}
