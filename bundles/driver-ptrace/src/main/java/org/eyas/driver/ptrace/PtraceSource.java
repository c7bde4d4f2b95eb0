package org.eyas.driver.ptrace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.eyas.driver.ptrace.trace.Target;
import org.eyas.driver.ptrace.trace.TracedCalls;
import org.eyas.driver.ptrace.trace.TracingThread;
import org.eyas.recipe.Recipes;
import org.eyas.recipe.SyscallNumbers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of system calls that needs no privileges: it watches one command, or processes of the same user, and everything
 * that they start.
 *
 * <p>It is also the service that gives the launcher the exit status of the command.
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
  private static final String COMMAND = "command.";
  private static final String PIDS = "pids";
  private static final String SNAPLEN = "80"; // Falco's too
  private static final String ARCHITECTURE = "amd64";
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern PID = Pattern.compile("[1-9]\\d{0,8}");
  private static final int OLDEST = 5_003; // 5.3
  private static final Duration TERM_LIMIT = Duration.ofSeconds(5);

  private volatile @Nullable TracingThread last;

  @Override
  public SourceInfo info() {
    return new SourceInfo(NAME, "syscall", true, "System calls of one command or a few processes, traced without privileges");
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    requireMachine();
    Target target = target(wanted.options());
    if (target instanceof Target.Command && wanted.bootNanos() != 0) {
      throw new SourceException("the command of eyas run is not started a second time", "to run it again, start eyas run again");
    }
    if (target instanceof Target.Command) {
      nameProcess();
    }
    SyscallNumbers numbers = SyscallNumbers.of(ARCHITECTURE);
    Recipes recipes = new Recipes(numbers);
    WantedCalls calls = new WantedCalls(numbers, recipes);
    TracedCalls traced = calls.of(wanted);
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

  private static void requireMachine() throws SourceException {
    if (!System.getProperty("os.arch").equals(ARCHITECTURE)) {
      throw new SourceException("ptrace works on x86_64 only", "use engine.kind=modern_ebpf");
    }
    Matcher version = VERSION.matcher(System.getProperty("os.version"));
    if (version.lookingAt() && 1_000 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) < OLDEST) {
      throw new SourceException("ptrace needs Linux 5.3 or newer (PTRACE_GET_SYSCALL_INFO)", "update the kernel");
    }
  }

  // Rules ask for the parent of a program. The command is started by Eyas, and not by some service in Java.
  private static void nameProcess() {
    try {
      Files.writeString(Path.of("/proc/self/comm"), "eyas");
    } catch (IOException e) {
      LOG.debug("The name of this process cannot be changed: {}", Reason.of(e));
    }
  }

  private static EventWriter writer(SyscallNumbers numbers, Recipes recipes, Map<String, String> options) {
    int snaplen = Integer.parseInt(options.getOrDefault("snaplen", SNAPLEN));
    return new EventEncoder(numbers, recipes, snaplen, Boolean.parseBoolean(options.get("drop_failed_exit")));
  }

  private static Target target(Map<String, String> options) throws SourceException {
    List<String> words = new ArrayList<>();
    for (String word = options.get(COMMAND + 0); word != null; word = options.get(COMMAND + words.size())) {
      words.add(word);
    }
    String pids = options.getOrDefault(PIDS, "");
    if (!words.isEmpty()) {
      return new Target.Command(words);
    }
    if (!pids.isEmpty()) {
      return processes(pids);
    }
    throw new SourceException("ptrace has nothing to watch", "use eyas run -- COMMAND, or name processes in eyas.ptrace.pids");
  }

  private static Target processes(String pids) throws SourceException {
    List<Integer> numbers = new ArrayList<>();
    for (String pid : pids.split(",")) {
      if (!PID.matcher(pid).matches()) {
        throw new SourceException("'" + pid + "' is not the id of a process", "correct eyas.ptrace.pids or option -p");
      }
      numbers.add(Integer.valueOf(pid));
    }
    return new Target.Processes(numbers);
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

  /** This process gets SIGTERM: the command gets it first, and has time to end. */
  @Override
  public void run() {
    TracingThread tracing = last;
    if (tracing != null) {
      tracing.terminate(TERM_LIMIT);
    }
  }
}
