package org.eyas.api.launch;

/**
 * Names of the service properties by which the launcher and the bundles find each other's services. These services have types of
 * the JDK, because the launcher loads no class of a bundle. The names are constants: a class file that uses them contains the
 * text, and needs no package of this bundle.
 */
public final class LauncherServices {
  /**
   * {@code true} for a {@code Callable<Integer>} that the launcher calls once, on the main thread, after the start is complete. Its
   * result is the exit code. If it throws an exception that is a {@code BooleanSupplier}, that says whether the command line cannot be
   * understood; such errors have an exit code of their own.
   */
  public static final String MAIN_THREAD = "main.thread";

  /**
   * {@code true} for an {@code IntSupplier} that gives the exit code of a run that ended without an error: that of the command
   * which the engine ran. Negative if there was none.
   */
  public static final String EXIT_CODE = "exit.code";

  /** {@code true} for a service of any type: the start is not complete as long as there is one. */
  public static final String START_PENDING = "start.pending";

  /** {@code true} for a service of any type: the engine has its rules and reads its sources. */
  public static final String ENGINE_RUNNING = "engine.running";

  /** {@code HUP} or {@code USR1} for a {@code Runnable} that the launcher calls at that signal, on a thread of the JVM. */
  public static final String SIGNAL = "signal";

  /** {@code true} for a {@code BiConsumer<Integer, String>} that gets the severity (of RFC 5424) and the text of each log line. */
  public static final String LOG_COPY = "log.copy";

  /**
   * {@code true} for a {@code Supplier<Map<String, Instant>>} of the launcher: the problems of the process, each with the time when
   * it began. Any thread may call it.
   */
  public static final String PROCESS_PROBLEMS = "process.problems";

  /** The filter that finds the service of {@link #PROCESS_PROBLEMS}. */
  public static final String PROBLEMS = "(" + PROCESS_PROBLEMS + "=true)";

  /** {@code out} or {@code err} for the {@code PrintStream} of the launcher. */
  public static final String STREAM = "stream";

  /** The filter that finds the standard output. */
  public static final String OUT = "(" + STREAM + "=out)";

  /** The filter that finds the standard error output. */
  public static final String ERR = "(" + STREAM + "=err)";

  /** {@code stop} for the {@code Runnable} of the launcher that ends the process as SIGTERM does. It returns at once. */
  public static final String ENGINE = "engine";

  /** The filter that finds the service that ends the process. */
  public static final String STOP = "(" + ENGINE + "=stop)";

  private LauncherServices() {}
}
