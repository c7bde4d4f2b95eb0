package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages for arm64 that {@code dist/package arm64} builds on amd64. Nothing of them runs here. */
class Arm64PackagesTest {
  private static final String HOME = "./usr/lib/eyas/";
  /** Of each: the archive and the image, 55 MB, and some room. */
  private static final long LARGEST = 60_000_000;

  @TempDir private static Path folder;
  private static Packages packages;
  private static Path image;

  @BeforeAll
  static void build() throws Exception {
    packages = Packages.of("arm64");
    image = packages.unpackedImage(folder);
  }

  @AfterAll
  static void removeLinks() throws Exception {
    if (image != null) { // else the class was skipped
      Program.of("rm", "-rf", image.toString()).run(); // JUnit would warn of each of them
    }
  }

  @Test
  void everyNativeFileIsForArm64() throws Exception {
    for (Path tree : List.of(packages.unpackedArchive(folder), image)) {
      Map<String, Integer> found = NativeFiles.below(tree);
      assertEquals(Set.of(NativeFiles.AARCH64, NativeFiles.BPF), Set.copyOf(found.values()), found::toString);
      List<String> probes = found.keySet().stream().filter(name -> name.endsWith(".o")).toList();
      assertEquals(1, probes.size(), probes::toString);
      assertTrue(probes.getFirst().endsWith("probe.arm64.o"), probes::toString);
    }
  }

  @Test
  void theFilesAreThoseOfThePackageForAmd64ExceptForTheAotCacheAndTheScriptThatMakesIt() throws Exception {
    Set<String> expected = files(Packages.get());
    Set<String> found = files(packages);
    assertEquals(Set.of(HOME + "lib/eyas.aot"), minus(expected, found));
    assertEquals(
        Set.of(HOME + "lib/train.sh", HOME + "lib/train/", HOME + "lib/train/eyas.yaml", HOME + "lib/train/rules.yaml",
            HOME + "lib/train/sample.scap.gz"),
        minus(found, expected));
  }

  // Licences of parts of the JDK are as its vendor wrote them, and the vendors differ.
  private static Set<String> files(Packages packages) throws Exception {
    Program.Result listed =
        Program.of("sh", "-c", "dpkg-deb --fsys-tarfile \"$0\" | tar -t", packages.named(".deb").toString()).run();
    return listed.out().lines().filter(name -> !name.contains("/runtime/legal/")).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> minus(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  // Without --like: only the AOT cache differs between two builds, and these packages have none.
  @Test
  void aSecondBuildHasTheSameBytes() throws Exception {
    Packages second = Packages.build("arm64", folder.resolve("again"), Map.of());
    assertEquals(packages.checksums(), second.checksums());
  }

  @Test
  void theDebianPackageAndTheRpmSayTheirArchitectureAndTheLibrariesOfTheRuntime() throws Exception {
    String control = Program.of("dpkg-deb", "-f", packages.named("_arm64.deb").toString()).run().out();
    assertTrue(control.contains("\nArchitecture: arm64\n"), control);
    assertTrue(control.matches("(?s).*\nDepends: libc6 \\(>= 2\\.\\d+\\), .*zlib1g.*, libbpf1, .*"), control);
    String rpm = packages.named(".aarch64.rpm").toString();
    String described = Program.of("rpm", "-qp", "--queryformat", "%{ARCH} %{OS}", rpm).run().out();
    assertEquals("aarch64 linux", described);
    String required = Program.of("rpm", "-qRp", rpm).run().out();
    assertTrue(required.contains("libz.so.1()(64bit)") && required.contains("glibc >= 2."), required);
  }

  @Test
  void theImageIsForArm64AndHasTheLibrariesThatItsProgramsLoad() throws Exception {
    String config = layoutText();
    assertTrue(config.contains("\"architecture\":\"arm64\""), config);
    for (String library : List.of("ld-linux-aarch64.so.1", "libc.so.6", "libz.so.1", "libbpf.so.1", "libelf.so.1")) {
      assertTrue(Files.exists(image.resolve("usr/lib").resolve(library)), library);
    }
    String bill = Files.readString(packages.named(".oci.cdx.json"));
    assertTrue(bill.matches("(?s).*pkg:deb/debian/libbpf1@[^\"]*\\?arch=arm64\".*"), bill);
    assertTrue(Files.readString(image.resolve("opt/eyas/args")).contains("-XX:AOTMode=auto"), "it has no AOT cache");
  }

  private static String layoutText() throws Exception {
    return Program.of("sh", "-c", "find blobs -type f -size -10k -exec cat {} +").in(folder.resolve("layout")).run().out();
  }

  @Test
  void theyAreSmall() throws IOException {
    for (String end : List.of(".tar.gz", ".deb", ".rpm", ".oci.tar")) {
      long size = Files.size(packages.named(end));
      System.out.println("arm64, " + end + ": " + size + " bytes");
      assertTrue(size <= LARGEST, end + ": " + size + " bytes");
    }
  }
}
