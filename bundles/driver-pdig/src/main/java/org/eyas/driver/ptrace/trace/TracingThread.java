package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.eyas.driver.ptrace.kernel.Ptrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code ptrace}: starts the command or attaches to processes, and then waits for their stops until they
 * have ended. The kernel binds tracees to the tracing thread, so this thread alone makes all requests. A command ends
 * with this thread.
 *
 * <p>Other threads may call the public methods.
 */
public final class TracingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TracingThread.class);
  private static final Duration WAKE_AGAIN = Duration.ofMillis(10);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int NO_STATUS = -1;
  private static final int MOST_STOPS_OF_OTHERS = 1_000;

  private final TraceTarget target;
  private final TracedCallSet calls;
  private final EventWriter writer;
  private final long bootNanos;
  private final TracedEventQueue events = new TracedEventQueue();
  private final CompletableFuture<Integer> ready = new CompletableFuture<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("ptrace").unstarted(this::run);
  private volatile boolean stopped;
  private volatile boolean failed;
  private volatile int root;
  private volatile int status = NO_STATUS;
  private volatile boolean sharesProcessor;
  private long lookNanos;
  private boolean kills;
  private int stopsOfOthers;

  /** @param bootNanos when the machine started, in nanoseconds since the epoch */
  public TracingThread(TraceTarget target, TracedCallSet calls, EventWriter writer, long bootNanos) {
    this.target = target;
    this.calls = calls;
    this.writer = writer;
    this.bootNanos = bootNanos;
  }

  /**
   * Starts the thread, and waits until the command or the processes are ready to be traced. They stand still until
   * {@link #begin}.
   */
  public void open() throws IOException {
    thread.start();
    try {
      int id = ready.get();
      LOG.debug("thread {} traces", id);
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(cause(e)), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  // If the C library lacks a function, a class cannot be initialized.
  private static Throwable cause(Throwable thrown) {
    Throwable inner = thrown.getCause();
    boolean isWrapper = thrown instanceof ExecutionException || thrown instanceof ExceptionInInitializerError;
    return isWrapper && inner != null ? cause(inner) : thrown;
  }

  /** Lets the tracees run. Further calls do nothing. */
  public void begin() {
    begun.countDown();
  }

  /** The events of the tracees. */
  public TracedEventQueue events() {
    return events;
  }

  /** The number of events so far that could not be written. */
  public long lost() {
    return events.lost() + writer.lost();
  }

  /**
   * Lets the thread decide again on which processors the tracees run, if they share one. Without a stop, the thread
   * would not wake up. Called by the loop, at least ten times per second.
   */
  public void reconsiderPlacement(long nowNanos) {
    if (sharesProcessor && nowNanos - lookNanos > LOOK_NANOS) {
      lookNanos = nowNanos;
      ProcessSignals.wake(ready.getNow(0));
    }
  }

  /** Whether tracing ended due to an internal error. */
  public boolean hasFailed() {
    return failed;
  }

  /** The exit status of the command as a shell reports it; 1 if tracing failed before its end; empty as long as it runs. */
  public OptionalInt exitStatus() {
    int last = status;
    if (last == NO_STATUS) {
      return failed ? OptionalInt.of(1) : OptionalInt.empty();
    }
    return OptionalInt.of((last & 0x7f) == 0 ? last >> 8 & 0xff : 128 + (last & 0x7f));
  }

  /**
   * Sends SIGTERM to the command and waits until it has ended, but at most for this time. Does nothing if the command
   * does not run.
   */
  public void terminate(Duration limit) {
    int command = root;
    if (command != 0 && status == NO_STATUS && ProcessSignals.kill(command, ProcessSignals.TERM) == 0) {
      try {
        thread.join(limit);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Kills the command and everything that it started, or lets attached processes go on. */
  @Override
  public void close() {
    stopped = true;
    events.close();
    begin();
    try {
      int id = ready.exceptionally(_ -> 0).getNow(0);
      long begin = System.nanoTime();
      while (id != 0 && !thread.join(WAKE_AGAIN) && System.nanoTime() - begin < CLOSE_NANOS) {
        ProcessSignals.wake(id); // the thread may have been about to wait
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (Arena memory = Arena.ofConfined()) {
      trace(memory);
    } catch (IOException e) {
      ready.completeExceptionally(e);
    } catch (InterruptedException e) {
      LOG.debug("interrupted", e);
    } catch (RuntimeException | Error e) {
      failed = true;
      if (!ready.completeExceptionally(e)) {
        LOG.error("Tracing ends due to an internal error", e);
      }
    } finally {
      writer.close();
      events.end();
    }
  }

  private void trace(Arena memory) throws IOException, InterruptedException {
    ProcessSignals.allowWake();
    TracerTools tools = TracerTools.in(memory);
    TracingNotices notices = new TracingNotices();
    StopRecorder recording = new StopRecorder(writer, events, bootNanos, memory);
    switch (target) {
      case TraceTarget.Command(var words) -> trace(words, new Tracer(tools, calls, true, recording, notices), tools, notices);
      case TraceTarget.Processes(var pids) -> trace(pids, new Tracer(tools, calls, false, recording, notices), tools);
    }
    notices.end();
  }

  private void trace(List<String> command, Tracer own, TracerTools tools, TracingNotices notices)
      throws IOException, InterruptedException {
    root = TracedCommandLaunch.stopped(command, calls, tools, notices);
    own.addStarting(root);
    ready.complete(ProcessSignals.thread());
    begun.await();
    run(own, tools.ptrace());
  }

  private void trace(List<Integer> pids, Tracer own, TracerTools tools) throws IOException, InterruptedException {
    ProcessAttacher attachment = new ProcessAttacher(tools, own);
    try {
      for (int pid : pids) {
        attachment.seize(pid);
      }
      ready.complete(ProcessSignals.thread());
      begun.await();
      follow(own, tools.ptrace());
    } finally {
      own.placement().separate();
      attachment.release(System.nanoTime() + END_NANOS);
    }
  }

  // The signals of the keyboard are for the command, as under sudo and time.
  private void run(Tracer own, Ptrace ptrace) {
    Runnable restoreInterrupt = ProcessSignals.ignore(ProcessSignals.INT);
    Runnable restoreQuit = ProcessSignals.ignore(ProcessSignals.QUIT);
    try {
      if (!stopped) {
        TracedCommandLaunch.release(root, ptrace);
        follow(own, ptrace);
      }
      endTree(own, ptrace);
    } finally {
      restoreInterrupt.run();
      restoreQuit.run();
    }
  }

  private void endTree(Tracer own, Ptrace ptrace) {
    if (own.tracees().size() > 0) {
      if (!stopped) {
        LOG.warn("The command has ended; processes that it left are killed: they cannot run without the tracer");
      }
      own.tracees().forEach(tracee -> ProcessSignals.kill(tracee.pid(), ProcessSignals.KILL));
      kills = true;
      while (own.tracees().size() > 0 && step(own, ptrace)) {}
    }
  }

  private void follow(Tracer own, Ptrace ptrace) {
    while (!stopped && status == NO_STATUS && own.tracees().size() > 0 && step(own, ptrace)) {}
  }

  // The report of a creator is usually the next stop. If there is none, or only others, the tracer asks whether it can still come.
  private int next(Tracer own, Ptrace ptrace) {
    if (!own.hasUnannounced()) {
      return ptrace.await();
    }
    int tid = ptrace.poll();
    stopsOfOthers++;
    if (tid == 0 || stopsOfOthers >= MOST_STOPS_OF_OTHERS) {
      stopsOfOthers = 0;
      own.startAbandoned();
    }
    return tid == 0 ? ptrace.await() : tid;
  }

  private boolean step(Tracer own, Ptrace ptrace) {
    int tid = next(own, ptrace);
    if (tid > 0) {
      own.onStateChange(tid, ptrace.status());
      if (tid == root && (ptrace.status() & 0xff) != Ptrace.STOPPED) {
        status = ptrace.status();
      }
      if (kills) {
        ProcessSignals.kill(tid, ProcessSignals.KILL); // a process that was killed may have created another one before; that stops once
      }
    }
    own.placement().reconsider(System.nanoTime());
    if (own.placement().isShared() != sharesProcessor) {
      sharesProcessor = own.placement().isShared();
    }
    return tid != -Ptrace.ECHILD;
  }
}
