package org.eyas.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints which test was skipped and why, because the build only counts skipped tests. The script {@code test/itests/skipped-tests} reads
 * the same lines of all modules, from {@code target/skipped-tests}. Active in every module that depends on the testkit.
 */
public final class SkipReasons implements TestExecutionListener {
  private final Queue<String> skipped = new ConcurrentLinkedQueue<>();
  private final Path file;

  /** Called by the JUnit platform, in the folder of a module. */
  public SkipReasons() {
    this(Path.of("target/skipped-tests"));
  }

  SkipReasons(Path file) {
    this.file = file;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      add(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private void add(TestIdentifier test, String reason) {
    String line = nameOf(test) + ": " + reason.replaceFirst("^(Assumption failed: )?(skipped[:,] )?", "").replace('\n', ' ');
    System.out.println("SKIPPED " + line);
    skipped.add(line);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return; // not run by Maven
    }
    try {
      Files.write(file, skipped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case MethodSource method -> method.getClassName() + "." + method.getMethodName();
      case ClassSource type -> type.getClassName();
      case null, default -> test.getDisplayName();
    };
  }
}
