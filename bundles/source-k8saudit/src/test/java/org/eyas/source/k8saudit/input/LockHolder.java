package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A process that has locked a file until it is ended. */
final class LockHolder {
  private LockHolder() {}

  /** Returns when the file is locked. */
  static Process start(Path file) throws IOException {
    Path classes = Path.of(LockHolder.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classes.toString(), LockHolder.class.getName(), file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (process.getInputStream().read() != '+') {
      process.destroyForcibly();
      throw new IOException(file + " was not locked");
    }
    return process;
  }

  public static void main(String[] arguments) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw")) {
      file.getChannel().lock();
      System.out.print('+');
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}
