package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A kernel of Debian, which runs in QEMU on this machine's files: test/itests/src/test/qemu/on-kernel. */
final class OtherKernel {
  static final Path SCRIPTS = Dist.checkout().resolve("test/itests/src/test/qemu");
  private static final Path FOLDER = Dist.checkout().resolve("test/itests/target/kernels");
  private static final Path ARM64 = Dist.checkout().resolve("test/itests/target/arm64");
  private static final int LIMIT_SECONDS = 1200;

  private final Path kernel;
  private final Map<String, Path> settings;

  private OtherKernel(Path kernel, Map<String, Path> settings) {
    this.kernel = kernel;
    this.settings = settings;
  }

  /** What a command did: its exit code, and what it printed. */
  record Outcome(int code, String printed) {}

  /** The kernels that were fetched. The calling test is skipped if there are none, or if this machine cannot run them. */
  static List<OtherKernel> all() throws IOException {
    skipUnlessPossible("x86_64");
    List<OtherKernel> kernels = below(FOLDER, Map.of());
    skipIf(kernels.isEmpty(), "fetch some: test/itests/src/test/qemu/fetch-kernels test/itests/target/kernels bookworm");
    return kernels;
  }

  /**
   * The same for arm64. They run programs of {@link #arm64Programs} only. The calling test is skipped if those were not fetched
   * either.
   */
  static List<OtherKernel> allForArm64() throws IOException {
    skipUnlessPossible("aarch64");
    List<OtherKernel> kernels =
        below(
            ARM64,
            Map.of("ARCH", Path.of("aarch64"), "ROOT", arm64Programs(), "BUSYBOX", arm64Programs().resolve("usr/bin/busybox")));
    skipIf(kernels.isEmpty() || !Files.isDirectory(arm64Programs()),
        "fetch them: test/itests/src/test/qemu/arm64-root test/itests/target/arm64/root and"
            + " ARCH=arm64 test/itests/src/test/qemu/fetch-kernels test/itests/target/arm64 trixie");
    return kernels;
  }

  private static List<OtherKernel> below(Path folder, Map<String, Path> settings) throws IOException {
    try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
      return files.filter(file -> !file.equals(arm64Programs())).sorted().map(kernel -> new OtherKernel(kernel, settings))
          .toList();
    }
  }

  /** The root of a machine with a kernel for arm64. */
  static Path arm64Programs() {
    return ARM64.resolve("root");
  }

  private static void skipUnlessPossible(String processor) {
    skipIf(!"root".equals(System.getProperty("user.name")) || !"amd64".equals(System.getProperty("os.arch")),
        "not root on x86_64");
    for (String program : List.of("/usr/bin/qemu-system-" + processor, "/usr/libexec/virtiofsd", "/usr/bin/busybox",
        "/usr/bin/python3")) {
      skipIf(!Files.isExecutable(Path.of(program)), "there is no " + program);
    }
  }

  static void skipIf(boolean impossible, String reason) {
    if (impossible) {
      System.out.println("skipped, no other kernels: " + reason);
      Assumptions.abort(reason);
    }
  }

  /** The suite of Debian that it is of. */
  String name() {
    return kernel.getFileName().toString();
  }

  /** Boots the kernel and runs a command. */
  Outcome run(List<String> command) throws Exception {
    Path out = Files.createTempFile("eyas-kernel", ".out");
    try {
      Program onKernel =
          Program.of(SCRIPTS.resolve("on-kernel"), kernel.toString())
              .and(command)
              .in(Dist.checkout())
              .with("SECONDS_LIMIT", LIMIT_SECONDS);
      settings.forEach(onKernel::with);
      Process machine = onKernel.start(out, out);
      if (!machine.waitFor(LIMIT_SECONDS + 10, TimeUnit.SECONDS)) {
        throw new AssertionError("the machine does not end: " + Files.readString(out));
      }
      return new Outcome(machine.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }
}
