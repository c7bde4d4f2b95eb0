package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.SyscallParametersContract;
import org.junit.jupiter.api.BeforeEach;

/** A tracer without any privilege, user id 65534 and no capabilities, also fulfils the contract of all drivers. */
class UnprivilegedParameterLiveTest extends SyscallParametersContract {
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all");

  @BeforeEach
  void skipIfThereIsNoPrivilegeToGiveUp() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: not root; ParameterLiveTest has no privilege either");
    for (Path at = TracerProgram.JAVA; at != null; at = at.getParent()) {
      boolean isOpen = Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE);
      assumeTrue(isOpen, "skipped: nobody may not enter " + at + ", in which Java is");
    }
  }

  @Override
  protected Map<String, Integer> numbers() {
    return RecordedCommand.NUMBERS.all();
  }

  @Override
  protected long record(Command command, EventRecorder into) throws Exception {
    Path folder = Files.createDirectories(command.output().resolveSibling("open"));
    permitAll(command.output().getParent());
    permitAll(folder);
    TracerProgram tracer = new TracerProgram(NOBODY, classPath(folder), folder);
    tracer.record(command.words(), into);
    Files.copy(tracer.output(), command.output());
    return 0;
  }

  private static void permitAll(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  // The class path of the test may be in folders that only root may enter.
  private static String classPath(Path folder) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path from = Path.of(entry);
      if (Files.exists(from)) {
        Path to = folder.resolve(copies.size() + "-" + from.getFileName());
        copy(from, to);
        copies.add(to.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
        Files.createDirectories(to.resolve(from.relativize(path).toString()));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
        String name = from.relativize(path).toString();
        Files.copy(path, name.isEmpty() ? to : to.resolve(name));
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
