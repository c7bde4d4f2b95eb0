package org.eyas.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole capture, once through the engine and once only decoded, as a measure of the machine's speed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 80)
@Measurement(iterations = 5)
@Fork(2)
public class ReplayBenchmark {
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private Workload workload;
  private long found;

  /** Loads and compiles the rules. */
  @Setup
  public void load() throws IOException {
    workload = new Workload(Boolean.getBoolean("generated"));
  }

  /** Decoding, state, rules, alerts. */
  @Benchmark
  public long engine() throws SourceException, InterruptedException {
    return workload.replay();
  }

  /** Reading and decoding only, with one parameter of each event. */
  @Benchmark
  public long decodeOnly() throws SourceException {
    try (Capture events = workload.open()) {
      events.snapshot(new Nobody());
      while (events.poll(this::decode, 1_024) != Capture.END) {
        // the sink does the work
      }
    }
    return found;
  }

  private void decode(int cpu, ByteBuffer memory, int offset, int length) {
    if (cursor.wrap(cpu, memory, offset, length)) {
      found += cursor.number(0);
    }
  }

  private static final class Nobody implements StateSink {
    @Override
    public void onProcess(ProcessSnapshot process) {}

    @Override
    public void onFd(long tid, FdSnapshot fd) {}

    @Override
    public void onUser(UserEntry user) {}

    @Override
    public void onHost(HostInfo host) {}
  }
}
