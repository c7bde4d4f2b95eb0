package org.eyas.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.launch.LauncherServices;
import org.eyas.launcher.shortage.ThreadShortage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Ends a run on SIGTERM and SIGINT as Falco does: the main thread is interrupted, its service returns, and the process
 * exits with the result of the service instead of the JVM's 143 or 130.
 *
 * <p>A signal during the start ends the process at once: there are no alerts to send, and bundles that are interrupted
 * while they start may hang. The exit code is then 0 for an engine, because a service that is stopped has not failed.
 * Every other command has not completed its work: its exit code is 128 plus the number of the signal.
 *
 * <p>A thread that was started in advance ends the process with 1 if that takes too long. After the signal, this class
 * does not have to allocate memory, so that a full heap cannot keep the process alive: if the announcement fails, the
 * process ends without it.
 */
final class ProcessShutdown extends Thread {
  /** The exit code of a program that SIGTERM ends; the result of the main thread replaces it. */
  private static final int SIGTERM = 143;

  /** The exit code of a process to which the kernel refused a thread that the process needs. */
  static final int NO_THREAD = 4;

  /**
   * The time in which the process must have started; otherwise it ends. It is longer than {@link Main} waits for the
   * engine, because the report of {@link Main} contains more.
   */
  private static final int START_LIMIT_SECONDS = 300;

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  /**
   * The time in which the process must have ended; otherwise it is halted. Outputs that accept nothing take 10 s (bundles/core); the remaining time is for a machine
   * that is short of processor time. After 30 s, Kubernetes and the unit of the packages kill the process, which then
   * reports nothing.
   */
  private static final int LIMIT_SECONDS = 25;

  private final Thread main;
  private volatile boolean service;
  private volatile int signalCode = SIGTERM;
  private final Thread limit = new Thread(this::limit, "shutdown-limit");
  private final int limitSeconds;
  private final int startLimitSeconds;
  private final byte[] late;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private volatile Runnable announcement = () -> {};
  private volatile boolean starting = true;
  private volatile Runnable cleaning = () -> {};
  private volatile Runnable cleanEnd = () -> {};
  private volatile boolean begun;
  private volatile boolean finished;
  private volatile int exitCode = 1;

  private ProcessShutdown(Thread main, boolean service, int limitSeconds, int startLimitSeconds) {
    super("shutdown");
    this.main = main;
    this.service = service;
    this.limitSeconds = limitSeconds;
    this.startLimitSeconds = startLimitSeconds;
    late =
        ("Error: the process did not end within " + limitSeconds + " s; alerts may be lost\n").getBytes(StandardCharsets.UTF_8);
  }

  /** @param service whether this process runs an engine, as far as that is known before the command line is read */
  static ProcessShutdown watch(Thread main, boolean service) {
    return watch(main, service, LIMIT_SECONDS, START_LIMIT_SECONDS);
  }

  /** Ends a run on signals with other limits, for tests. */
  static ProcessShutdown watch(Thread main, boolean service, int limitSeconds, int startLimitSeconds) {
    ProcessShutdown hook = new ProcessShutdown(main, service, limitSeconds, startLimitSeconds);
    hook.limit.setDaemon(true);
    hook.limit.start();
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /**
   * Ends a process to which the kernel refuses a thread during its start; does not return. This method needs no thread.
   *
   * @param cleaning the action that removes files before the end
   */
  static void failStart(Runnable cleaning) {
    while (FAILED.getAndSet(true)) {
      LockSupport.park(); // the thread that failed first ends the process
    }
    try {
      cleaning.run();
      write(ThreadShortage.START_FAILED);
    } finally {
      Runtime.getRuntime().halt(NO_THREAD);
    }
  }

  /** Ends the process in the same way, after the cleaning action of this run. */
  void failStart() {
    failStart(cleaning);
  }

  private static void write(String line) {
    try {
      new FileOutputStream(FileDescriptor.err).write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Standard error cannot be written; the exit code reports the failure, too.
    }
  }

  /** Registers the service that ends this process as SIGTERM does: a {@code Runnable} with {@code engine=stop}. */
  void registerAt(BundleContext context) {
    Runnable stop = this::endAsRequested;
    context.registerService(Runnable.class, stop, FrameworkUtil.asDictionary(Map.of(LauncherServices.ENGINE, "stop")));
  }

  // On a thread of its own: exit() does not return, and the caller belongs to a bundle that is about to stop.
  private void endAsRequested() {
    try {
      Thread.ofPlatform().name("stop").start(() -> Runtime.getRuntime().exit(SIGTERM));
    } catch (OutOfMemoryError e) { // the kernel refuses a thread, and exit() would need another one for this hook
      endMain();
    }
  }

  /** Sets whether this process runs an engine: then it ends with 0 after a signal. */
  void setService(boolean is) {
    service = is;
  }

  /**
   * Ends the process because of a signal; does not return.
   *
   * @param code 128 plus the number of the signal
   */
  void end(int code) {
    signalCode = code;
    Runtime.getRuntime().exit(code);
  }

  /** The exit code of a run that a signal ended before it had a result. */
  int stoppedCode() {
    return service ? 0 : signalCode;
  }

  /** The exit code of a run without an error: 0, unless a signal ended a command before it had a result. */
  int resultCode() {
    return begun ? stoppedCode() : 0;
  }

  /** Sets the cleaning action of a process that ends during its start. */
  void setCleaning(Runnable last) {
    cleaning = last;
  }

  /**
   * Sets the action that runs first when a signal or a command ends this process. The action must not allocate memory.
   */
  void setCleanEnd(Runnable noted) {
    cleanEnd = noted;
  }

  /** Reports that the start is complete: from now on, a signal interrupts the main thread. */
  void started() {
    starting = false;
  }

  /** Sets the action that runs before the main thread is interrupted. */
  void setAnnouncement(Runnable first) {
    announcement = first;
  }

  /** Reports that the run has ended; everything is flushed and closed. */
  void finished(int code) {
    exitCode = code;
    finished = true;
    LockSupport.unpark(limit);
  }

  @Override
  public void run() {
    if (finished) {
      return; // an ordinary exit
    }
    if (starting) {
      cleanEnd.run();
      cleaning.run();
      Runtime.getRuntime().halt(stoppedCode());
    }
    endMain();
    while (true) {
      LockSupport.park(); // the other thread halts
    }
  }

  private void endMain() {
    cleanEnd.run();
    begun = true;
    LockSupport.unpark(limit);
    runAnnouncement();
    main.interrupt();
  }

  private void runAnnouncement() {
    try {
      announcement.run();
    } catch (RuntimeException | Error e) {
      // The heap is full, or the framework is closing. Logging it could fail in the same way.
    }
  }

  private void limit() {
    long startNanos = System.nanoTime();
    while (!begun) {
      long left = TimeUnit.SECONDS.toNanos(startLimitSeconds) - (System.nanoTime() - startNanos);
      if (!starting) {
        LockSupport.park();
      } else if (left > 0) {
        LockSupport.parkNanos(left);
      } else {
        endLateStart();
      }
    }
    long limitNanos = TimeUnit.SECONDS.toNanos(limitSeconds);
    long begin = System.nanoTime();
    for (long left = limitNanos; left > 0 && !finished; left = limitNanos - (System.nanoTime() - begin)) {
      LockSupport.parkNanos(left);
    }
    if (!finished) {
      reportLate();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private void endLateStart() {
    try {
      cleaning.run();
      write("Error: startup did not complete within " + startLimitSeconds + " s");
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private void reportLate() {
    try {
      err.write(late);
    } catch (IOException | Error e) {
      // Standard error cannot be written; the exit code reports the failure, too.
    }
  }
}
