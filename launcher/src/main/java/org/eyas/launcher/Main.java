package org.eyas.launcher;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eyas.launcher.log.LogCopies;
import org.eyas.launcher.log.Terminal;
import org.eyas.launcher.shortage.ProcessProblems;
import org.eyas.launcher.shortage.ThreadShortage;
import org.eyas.launcher.start.StartRecord;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The program: reads the command line, starts the bundles, and calls on the main thread the {@code Callable<Integer>}
 * service that has the property {@code main.thread=true}. Its result is the exit code; an exception that it throws is
 * printed as {@code Error: ...} and exits with 1. It is interrupted when the process gets a signal to end.
 *
 * <p>If the service is unregistered while it runs and then returns, because its bundle is updated, its successor continues.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  // A machine that boots, a limit of its cgroup or an emulated processor can make a start many times slower.
  private static final long START_LIMIT_MILLIS = 60_000;
  private static final long UPDATE_LIMIT_MILLIS = 30_000;

  private final Streams streams;
  private final Shutdown shutdown;
  private StartRecord record = StartRecord.none();
  private Map<String, Instant> problems = Map.of(); // of this run, until its end
  private boolean unclean; // ended by a failure that is not a mistake of the user

  Main(Streams streams, Shutdown shutdown) {
    this.streams = streams;
    this.shutdown = shutdown;
  }

  /** Runs and exits. */
  public static void main(String[] args) {
    ThreadShortage threads = ThreadShortage.ofProcess();
    threads.failsStart(() -> Shutdown.failStart(() -> {}));
    Thread.setDefaultUncaughtExceptionHandler(Main::ended);
    Shutdown shutdown = Shutdown.watch(Thread.currentThread(), Subcommand.of(args).isEmpty());
    threads.failsStart(shutdown::failStart);
    CaughtSignal.onInterrupt(shutdown::end);
    Streams streams = Streams.standard();
    Main program = new Main(streams, shutdown);
    program.exit(program.runToItsEnd(args));
  }

  // Other threads continue: the process must not.
  private int runToItsEnd(String[] args) {
    try {
      return run(args);
    } catch (RuntimeException | Error e) {
      unclean = true;
      if (ThreadShortage.ofProcess().recognizes(e)) {
        streams.err().println(ThreadShortage.RUN_ENDED);
        return Shutdown.NO_THREAD;
      }
      e.printStackTrace(streams.err());
      return 1;
    }
  }

  private static void ended(Thread thread, Throwable failure) {
    if (ThreadShortage.ofProcess().recognizes(failure)) {
      LOG.error("The thread {} ended, because the kernel refused it another one", thread.getName());
    } else {
      LOG.error("The thread {} ended due to an internal error", thread.getName(), failure);
    }
  }

  /** Ends the process. */
  void exit(int code) {
    streams.flush();
    if (!unclean) {
      record.ended();
    }
    shutdown.finished(code);
    System.exit(code);
  }

  /** Runs once and returns the exit code. */
  int run(String[] args) {
    try {
      LaunchOptions options = LaunchOptions.parse(args);
      shutdown.service(options.runsEngine() && (!options.has("daemon") || Background.isBackgroundProcess()));
      if (options.has("help")) {
        streams.out().print(Subcommand.named(options.command()).map(HelpText::render).orElseGet(HelpText::render));
        return 0;
      }
      Optional<Subcommand> command = Subcommand.named(options.command()).filter(named -> named.isForEngine(options.operands()));
      if (command.isPresent()) {
        shutdown.started();
        return new EngineClient(streams).run(command.get(), options);
      }
      if (FileCommands.NAMES.contains(options.command())) {
        shutdown.started();
        return new FileCommands(streams.out(), home()).run(options);
      }
      if (Subcommand.named(options.command()).filter(Subcommand::runsCommand).isPresent()) {
        return new Main(streams.allToErr(), shutdown).launch(options.properties());
      }
      if (options.has("daemon") && !Background.isBackgroundProcess()) {
        return background(options, args);
      }
      PidFile.of(options).write();
      return options.runsEngine() && !options.replays() ? launchEngine(options) : launch(options.properties());
    } catch (InterruptedException | ClosedByInterruptException e) {
      return shutdown.stoppedCode(); // a signal to end came before anything was started, or while the engine answered
    } catch (UsageException | IOException | BundleException e) {
      return failed(e);
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof InterruptedException) {
        return shutdown.stoppedCode(); // the framework wraps it while it resolves bundles
      }
      throw e;
    }
  }

  // Errors in configuration and rules are printed before the process leaves the terminal.
  private int background(LaunchOptions options, String[] args)
      throws IOException, BundleException, InterruptedException, UsageException {
    int code = launch(options.andSwitch("dry.run"));
    return code == 0 ? Background.start(home(), args, PidFile.of(options)) : code;
  }

  private int launchEngine(LaunchOptions options) throws IOException, BundleException, InterruptedException {
    record = StartRecord.begin(System.getenv());
    shutdown.atRequestedEnd(record::ended);
    if (record.reason().isEmpty()) {
      return launch(options.properties());
    }
    problems = Map.of(record.problem(), Instant.now());
    LOG.warn("{}", record.problem());
    Map<String, String> properties = new HashMap<>(options.properties());
    properties.put(StartRecord.CAREFUL, record.reason());
    return launch(properties);
  }

  private int launch(Map<String, String> properties) throws IOException, BundleException, InterruptedException {
    try (Distribution distribution = Distribution.create(home(), properties);
        StartMonitor monitor = new StartMonitor(distribution.context())) {
      streams.registerAt(distribution.context());
      shutdown.cleaning(distribution::abandon);
      Signals.connect(distribution.context(), shutdown);
      shutdown.registerAt(distribution.context());
      ProcessProblems.connect(distribution.context(), problems);
      LogCopies.connect(distribution.context());
      distribution.start();
      // Without a component runtime, nothing will change.
      Callable<?> main = monitor.awaitMain(Unsatisfied.hasRuntime(distribution.context()) ? START_LIMIT_MILLIS : 0);
      if (main == null) {
        unclean = true;
        streams.err().println("Error: startup did not complete; " + missing(distribution));
        return 1;
      }
      shutdown.started();
      int code = call(main);
      while (monitor.isMainUnregistered()) {
        Callable<?> next = monitor.awaitNext(UPDATE_LIMIT_MILLIS);
        if (next == null) {
          unclean = true;
          streams.err().println("Error: the bundle of the engine stopped and did not start again; " + missing(distribution));
          return 1;
        }
        code = call(next);
      }
      return code == 0 ? monitor.exitCode().orElse(shutdown.resultCode()) : code;
    }
  }

  private int call(Callable<?> main) {
    try {
      return (Integer) main.call();
    } catch (InterruptedException e) {
      return 0; // a signal is not an error: the exit code is that of the command or of the signal
    } catch (RuntimeException e) {
      unclean = true;
      e.printStackTrace(streams.err()); // an internal error, not a mistake of the user: print where
      return failed(e);
    } catch (Exception e) {
      return failed(e);
    }
  }

  private int failed(Exception e) {
    if (ThreadShortage.ofProcess().recognizes(e)) {
      return Shutdown.NO_THREAD;
    }
    streams.out().flush();
    streams.err().print(Terminal.line(Level.ERROR, "Error: " + FailureText.of(e) + "\n"));
    return 1;
  }

  private static String missing(Distribution distribution) {
    return String.join(", ", Unsatisfied.describe(distribution.context()));
  }

  private static Path home() {
    return Path.of(System.getProperty("eyas.home", ".")).toAbsolutePath();
  }
}
