package org.eyas.itests.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.SourceControl;

/** Switches to the driver that a test writes to the file {@code use}, and answers in the file {@code used}. */
public final class Switch {
  private static final Path FOLDER = Path.of(System.getProperty("eyas.test.folder", "."));

  private volatile SourceControl control;
  private volatile boolean over;

  /** Called by the component runtime, as the following. */
  public void bind(SourceControl came) {
    control = came;
  }

  public void unbind(SourceControl gone) {
    control = null;
  }

  public void activate() {
    Thread.ofPlatform().daemon().name("test-switch").start(this::run);
  }

  public void deactivate() {
    over = true;
  }

  private void run() {
    try {
      while (!over) {
        look();
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void look() throws IOException {
    SourceControl asked = control;
    Path use = FOLDER.resolve("use");
    if (asked == null || !Files.exists(use)) {
      return;
    }
    String kind = Files.readString(use).strip();
    Files.delete(use);
    Path answer = Files.writeString(FOLDER.resolve(".used"), use(asked, kind));
    Files.move(answer, FOLDER.resolve("used"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String use(SourceControl asked, String kind) {
    try {
      asked.switchDriver(kind);
      return asked.sources().getFirst().state() + " " + asked.sources().getFirst().kind();
    } catch (RefusedException | RuntimeException e) {
      return "refused: " + e.getMessage();
    }
  }
}
