package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The object files in the bundle were built from the sources beside them. */
class ProbeObjectTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path RESOURCES = MODULE.resolve("src/main/resources/org/eyas/driver/ebpf");

  @TempDir Path folder;

  @Test
  void theObjectsWereBuiltFromTheseSources() throws Exception {
    List<String> built = Files.readAllLines(RESOURCES.resolve("probe.built"));
    List<String> sums =
        run(MODULE.resolve("src/main/bpf"), "sh", "-c", "sha256sum -- *.c *.h");
    assertEquals(built.subList(1, built.size()), sums, "run bundles/driver-ebpf/build-probe");
  }

  @Test
  void aRebuildGivesTheSameObjects() throws Exception {
    String recorded = Files.readAllLines(RESOURCES.resolve("probe.built")).getFirst();
    String here = clang();
    if (!here.equals(recorded)) {
      String reason = "the objects were built with " + recorded + ", this machine has " + (here.isEmpty() ? "no clang" : here);
      System.out.println("skipped, no rebuild of the probe: " + reason);
      Assumptions.abort(reason);
    }
    run(MODULE, "sh", "build-probe", folder.toString());
    for (String object : List.of("probe.x86.o", "probe.arm64.o")) {
      assertArrayEquals(
          Files.readAllBytes(RESOURCES.resolve(object)), Files.readAllBytes(folder.resolve(object)), object);
    }
  }

  private String clang() throws Exception {
    try {
      run(MODULE, "llvm-strip", "--version");
      String line = run(MODULE, "clang", "--version").getFirst();
      return line.replaceAll(".*version (\\d+).*", "clang $1");
    } catch (IOException e) {
      return "";
    }
  }

  private List<String> run(Path in, String... command) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command));
    return Files.readAllLines(output);
  }
}
