package org.eyas.driver.ptrace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.event.EventEncoder;
import org.eyas.driver.ptrace.kernel.BootClock;
import org.eyas.driver.ptrace.trace.TraceTarget;
import org.eyas.driver.ptrace.trace.TracedCallSet;
import org.eyas.driver.ptrace.trace.TracingThread;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of system calls that needs no privileges. It watches one command, or processes of the same user, and all
 * processes that they start.
 *
 * <p>This class is also the service that gives the launcher the exit status of the command.
 */
@Component(
    service = {EventSource.class, IntSupplier.class, Runnable.class},
    property = {
        EventSource.KIND + "=" + PtraceSource.NAME,
        LauncherServices.EXIT_CODE + "=true",
        LauncherServices.SIGNAL + "=TERM"})
public final class PtraceSource implements EventSource, IntSupplier, Runnable {
  static final String NAME = "ptrace";

  private static final Logger LOG = LoggerFactory.getLogger(PtraceSource.class);
  private static final String SNAPLEN = "80"; // Falco's too
  private static final Duration TERM_LIMIT = Duration.ofSeconds(5);

  private volatile @Nullable TracingThread last;

  @Override
  public SourceInfo info() {
    return new SourceInfo(NAME, "syscall", true, "System calls of one command or a few processes, traced without privileges");
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    PtraceMachineCheck.require();
    TraceTarget target = TraceTargetOptions.of(wanted.options());
    if (target instanceof TraceTarget.Command && wanted.bootNanos() != 0) {
      throw new SourceException("the command of eyas run is not started a second time", "to run it again, start eyas run again");
    }
    if (target instanceof TraceTarget.Command) {
      nameProcess();
    }
    SyscallNumbers numbers = SyscallNumbers.of(PtraceMachineCheck.ARCHITECTURE);
    RecipeTable recipes = new RecipeTable(numbers);
    WantedSystemCalls calls = new WantedSystemCalls(numbers, recipes);
    TracedCallSet traced = calls.of(wanted);
    long bootNanos = wanted.bootNanos() == 0 ? bootNanos() : wanted.bootNanos();
    TracingThread tracing = new TracingThread(target, traced, writer(numbers, recipes, wanted.options()), bootNanos);
    try {
      tracing.open();
    } catch (IOException e) {
      throw new SourceException(Reason.of(e), "", e);
    }
    last = tracing;
    return new PtraceCapture(tracing, calls, traced, bootNanos);
  }

  // Rules ask for the parent of a program. The command is started by Eyas, and not by some service in Java.
  private static void nameProcess() {
    try {
      Files.writeString(Path.of("/proc/self/comm"), "eyas");
    } catch (IOException e) {
      LOG.debug("The name of this process cannot be changed: {}", Reason.of(e));
    }
  }

  private static EventWriter writer(SyscallNumbers numbers, RecipeTable recipes, Map<String, String> options) {
    int snaplen = Integer.parseInt(options.getOrDefault("snaplen", SNAPLEN));
    return new EventEncoder(numbers, recipes, snaplen, Boolean.parseBoolean(options.get("drop_failed_exit")));
  }

  private static long bootNanos() {
    try (Arena memory = Arena.ofConfined()) {
      return System.currentTimeMillis() * 1_000_000 - new BootClock(memory).nanos();
    }
  }

  /** The exit status of the last command, as a shell reports it; -1 if none was started. */
  @Override
  public int getAsInt() {
    TracingThread tracing = last;
    return tracing == null ? -1 : tracing.exitStatus().orElse(0);
  }

  /** Called when this process gets SIGTERM. The command gets the signal first, and has time to end. */
  @Override
  public void run() {
    TracingThread tracing = last;
    if (tracing != null) {
      tracing.terminate(TERM_LIMIT);
    }
  }
}
