package org.eyas.launcher;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.eyas.api.launch.LauncherProperties;
import org.eyas.launcher.help.HelpText;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.LaunchOptions;
import org.eyas.launcher.line.Subcommand;
import org.eyas.launcher.line.UsageException;
import org.eyas.launcher.log.LogCopies;
import org.eyas.launcher.log.TerminalLine;
import org.eyas.launcher.shortage.ProcessProblems;
import org.eyas.launcher.shortage.ThreadShortage;
import org.eyas.launcher.start.StartMonitor;
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

  private static final String RUNNING =
      "Eyas watches what programs do on this machine, and reports what breaks a rule. Stop it with Ctrl-C. Other commands: eyas help";

  // A machine that boots, a limit of its cgroup or an emulated processor can make a start many times slower.
  private static final long START_LIMIT_MILLIS = 60_000;
  private static final long UPDATE_LIMIT_MILLIS = 30_000;

  private final StandardStreams streams;
  private final ProcessShutdown shutdown;
  private StartRecord record = StartRecord.none();
  private Map<String, Instant> problems = Map.of(); // of this run, until its end
  private boolean unclean; // ended by a failure that is not a mistake of the user

  Main(StandardStreams streams, ProcessShutdown shutdown) {
    this.streams = streams;
    this.shutdown = shutdown;
  }

  /** Runs and exits. */
  public static void main(String[] args) {
    ThreadShortage threads = ThreadShortage.ofProcess();
    threads.setStartFailure(() -> ProcessShutdown.failStart(() -> {}));
    Thread.setDefaultUncaughtExceptionHandler(Main::ended);
    ProcessShutdown shutdown = ProcessShutdown.watch(Thread.currentThread(), CommandTable.of(args).isEmpty());
    threads.setStartFailure(shutdown::failStart);
    SignalHandling.onInterrupt(shutdown::end);
    StandardStreams streams = StandardStreams.standard();
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
        return ProcessShutdown.NO_THREAD;
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
      shutdown.setService(options.runsEngine() && (!options.has("daemon") || BackgroundProcess.isBackgroundProcess()));
      if (options.has("help")) {
        streams.out().print(options.subcommand().map(HelpText::render).orElseGet(HelpText::render));
        return 0;
      }
      if (options.subcommand().isPresent()) {
        return subcommand(options.subcommand().get(), options);
      }
      if (options.has("daemon") && !BackgroundProcess.isBackgroundProcess()) {
        return background(options, args);
      }
      PidFile.of(options).write();
      if (args.length == 0 && Boolean.getBoolean(LauncherProperties.TERMINAL)) {
        streams.err().println(RUNNING);
      }
      return options.runsEngine() && !options.replays() ? launchEngine(options) : launch(options.properties());
    } catch (InterruptedException | ClosedByInterruptException e) {
      return shutdown.stoppedCode(); // a signal to end came before anything was started, or while the engine answered
    } catch (UsageException | CommandFailureException | IOException | BundleException e) {
      return exitCodeOf(e);
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof InterruptedException) {
        return shutdown.stoppedCode(); // the framework wraps it while it resolves bundles
      }
      throw e;
    }
  }

  private int subcommand(Subcommand command, LaunchOptions options)
      throws UsageException, CommandFailureException, IOException, BundleException, InterruptedException {
    if (options.place().hasComponent()) {
      Main program = command.runsCommand() ? new Main(streams.withErrAsOut(), shutdown) : this;
      return program.launch(options.properties());
    }
    shutdown.started();
    return switch (options.place()) {
      case ENGINE -> new EngineClient(streams).run(command, options);
      case LAUNCHER -> new LauncherCommands(streams.out(), home()).run(command, options);
      default -> throw new UsageException("eyas " + command.name() + " is a command of the script bin/eyas");
    };
  }

  // Errors in configuration and rules are printed before the process leaves the terminal.
  private int background(LaunchOptions options, String[] args)
      throws IOException, BundleException, InterruptedException, CommandFailureException {
    int code = launch(options.propertiesWithSwitch("dry.run"));
    return code == 0 ? BackgroundProcess.start(home(), args, PidFile.of(options)) : code;
  }

  private int launchEngine(LaunchOptions options) throws IOException, BundleException, InterruptedException {
    record = StartRecord.begin(System.getenv());
    shutdown.setCleanEnd(record::ended);
    if (record.reason().isEmpty()) {
      return launch(options.properties());
    }
    problems = Map.of(record.problem(), Instant.now());
    LOG.warn("{}", record.problem());
    Map<String, String> properties = new HashMap<>(options.properties());
    properties.put(LauncherProperties.CAREFUL, record.reason());
    return launch(properties);
  }

  private int launch(Map<String, String> properties) throws IOException, BundleException, InterruptedException {
    try (DistributionFramework distribution = DistributionFramework.create(home(), properties);
        StartMonitor monitor = new StartMonitor(distribution.context())) {
      streams.registerAt(distribution.context());
      shutdown.setCleaning(distribution::abandon);
      SignalServices.connect(distribution.context(), shutdown);
      shutdown.registerAt(distribution.context());
      ProcessProblems.connect(distribution.context(), problems);
      LogCopies.connect(distribution.context());
      distribution.start();
      // Without a component runtime, nothing will change.
      Callable<?> main = monitor.awaitMain(UnsatisfiedComponents.hasRuntime(distribution.context()) ? START_LIMIT_MILLIS : 0);
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
      return exitCodeOf(e);
    } catch (Exception e) {
      return exitCodeOf(e);
    }
  }

  private int exitCodeOf(Exception e) {
    if (ThreadShortage.ofProcess().recognizes(e)) {
      return ProcessShutdown.NO_THREAD;
    }
    streams.out().flush();
    streams.err().print(TerminalLine.line(Level.ERROR, "Error: " + ExceptionText.of(e) + "\n"));
    return switch (e) {
      case UsageException _ -> ExitCodes.USAGE;
      case BooleanSupplier usage when usage.getAsBoolean() -> ExitCodes.USAGE;// of a bundle: see LauncherServices.MAIN_THREAD
      case CommandFailureException failure -> failure.exitCode();
      default -> ExitCodes.FAILED;
    };
  }

  private static String missing(DistributionFramework distribution) {
    return String.join(", ", UnsatisfiedComponents.describe(distribution.context()));
  }

  private static Path home() {
    return Path.of(System.getProperty(LauncherProperties.HOME, ".")).toAbsolutePath();
  }
}
