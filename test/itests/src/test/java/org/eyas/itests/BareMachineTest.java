package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs tests again on a machine that has a JDK and nothing else, in a clean root: those that start programs or are skipped if a
 * program is missing. Each of them must pass there or be skipped. All tests run there with {@code test/itests/bare-machine}.
 */
@Isolated // it sees the files of this build, which other tests change
class BareMachineTest {
  /** What a test of one module does that depends on the machine. */
  private static final Pattern STARTS_PROGRAMS =
      Pattern.compile("new ProcessBuilder\\(|\\bassume[TF]|InstalledProgram\\.|TestCertificates\\.|OwnProcess\\.|ShellKill\\.");
  private static final Pattern CLEANS_UP = Pattern.compile("@After(All|Each)");
  private static final Pattern MAY_BE_SKIPPED =
      Pattern.compile("\\bassume[TF]|\\b(Packages|CleanRoot|RuntimeDaemon|Podman|Runc|SshServer|ClientLanguage|LiveEngine)\\.");
  private static final Pattern CLASS_PATH = Pattern.compile("name=\"surefire\\.test\\.class\\.path\" value=\"([^\"]*)\"");
  private static final Pattern FOUND = Pattern.compile("\\[\\s*(\\d+) tests found");
  /** Tests that take long, and of which nothing depends on the machine except what others of them show. */
  private static final List<String> LEFT_OUT = List.of("ThreadLimitTest", "BuildAndRunTest", "BareMachineTest");

  @TempDir private Path folder;
  private final List<String> failures = new ArrayList<>();

  @Test
  void testsPassOrAreSkippedWithNothingButAJdk() throws Exception {
    try (CleanRoot root = CleanRoot.in(folder.resolve("root"))) {
      root.removeLibrary("libbpf.so.1");
      // Every installation has these, but not a root of the least packages.
      Files.writeString(root.path("/etc/hosts"), "127.0.0.1 localhost\n");
      Files.copy(Path.of("/etc/services"), root.path("/etc/services"));
      int modules = 0;
      for (Path module : modules()) {
        modules += run(root, module, testClassPath(module), testsThat(module, STARTS_PROGRAMS, STARTS_PROGRAMS)) ? 1 : 0;
      }
      Path itests = Dist.checkout().resolve("test/itests");
      String classPath = itests.resolve("target/test-classes") + ":" + junit();
      assertTrue(run(root, itests, classPath, testsThat(itests, CLEANS_UP, MAY_BE_SKIPPED)), "no test was found");
      assertEquals("", String.join("\n", failures));
      System.out.println("tests of " + modules + " other modules ran, those that Maven tested before");
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(Dist.checkout(), 4)) {
      return files.filter(file -> file.endsWith("target/surefire-reports")).map(file -> file.getParent().getParent()).sorted()
          .toList();
    }
  }

  // JUnit's console is among the libraries of these tests.
  private static String junit() throws IOException {
    return Files.readString(Dist.checkout().resolve("test/itests/target/classpath")).strip();
  }

  private static String testClassPath(Path module) throws IOException {
    try (Stream<Path> reports = Files.list(module.resolve("target/surefire-reports"))) {
      Path report = reports.filter(file -> file.toString().endsWith(".xml")).findFirst().orElseThrow();
      Matcher path = CLASS_PATH.matcher(Files.readString(report));
      assertTrue(path.find(), () -> "no class path in " + report);
      return path.group(1);
    }
  }

  /** The classes with tests whose source has both. */
  private static List<String> testsThat(Path module, Pattern one, Pattern other) throws IOException {
    Path sources = module.resolve("src/test/java");
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(name -> name.toString().endsWith("Test.java")).toList()) {
        String source = Files.readString(file);
        String name = sources.relativize(file).toString().replace(".java", "");
        boolean compiled = Files.exists(module.resolve("target/test-classes").resolve(name + ".class"));
        if (compiled && one.matcher(source).find() && other.matcher(source).find()
            && LEFT_OUT.stream().noneMatch(name::endsWith)) {
          names.add(name.replace('/', '.'));
        }
      }
    }
    return names;
  }

  // Returns whether there are tests.
  private boolean run(CleanRoot root, Path module, String classPath, List<String> tests) throws Exception {
    if (tests.isEmpty()) {
      return false;
    }
    Path java = Path.of(System.getProperty("java.home"));
    List<String> command =
        new ArrayList<>(
            List.of(
                java.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED", "-Deyas.dist=" + Dist.home(),
                "-Deyas.client=" + System.getProperty("eyas.client"), "-cp", classPath + ":" + junit(),
                "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--disable-ansi-colors",
                "--details=summary"));
    tests.forEach(test -> command.addAll(List.of("-c", test)));
    List<Path> visible = List.of(Dist.checkout(), Path.of(System.getProperty("user.home"), ".m2/repository"), java);
    Program.Result result = root.programThatSees(visible, module, command).within(900).run();
    if (result.exitCode() != 0) {
      failures.add(module + ": " + result.out() + result.err());
    }
    Matcher found = FOUND.matcher(result.out());
    assumeTrue(found.find() && !found.group(1).equals("0"), () -> module + ": no test was found: " + result.out());
    result.out().lines().filter(line -> line.startsWith("SKIPPED "))
        .forEach(line -> System.out.println("on a bare machine: " + line));
    return true;
  }
}
