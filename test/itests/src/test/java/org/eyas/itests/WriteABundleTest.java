package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.StreamServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/how-to/write-a-bundle.md in a copy of the checkout, as they are written. */
@Timeout(600)
class WriteABundleTest {
  private static final Pattern COMMAND = Pattern.compile("`((?:mvn|cd ~ && mvn|install) [^`]*)`");
  private static final Pattern FOLDER = Pattern.compile("/etc/eyas/bundles.d");
  private static final Set<String> NOT_COPIED = Set.of("target", ".git", "node_modules", ".eyas");

  @TempDir private Path folder;

  @Test
  void thePageLeadsFromNothingToABundleThatRuns() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only jars of root are accepted");
    copy(Dist.checkout(), folder.resolve("eyas"));
    Path dropped = Files.createDirectory(folder.resolve("bundles.d"));
    List<String> commands = commands(dropped);
    assertEquals(4, commands.size(), () -> "commands of the page: " + commands);
    for (String command : commands.subList(0, 3)) {
      run(command);
    }
    dropWhileTheEngineRuns(commands.getLast(), dropped);
    otherKinds();
  }

  private void dropWhileTheEngineRuns(String command, Path dropped) throws Exception {
    StreamServer server = StreamServer.ofLines();
    String socket = folder.resolve("control.sock").toString();
    try (Receiver receiver = server.asReceiver((alert, endOfBatch) -> {}, () -> {});
        EyasRun engine = new EyasRun(() -> folder)) {
      String component = "eyas.components[]={pid: org.acme.matrix, config: {host: localhost, port: %d}}".formatted(server.port());
      engine.start("-o", "engine.kind=nodriver", "-o", "webserver.enabled=false", "-o", "eyas.control.socket=" + socket,
          "-o", "eyas.audit.file=" + folder.resolve("audit"), "-o", "eyas.alert_history.directory=" + folder.resolve("history"),
          "-o", "eyas.evidence.file=" + folder.resolve("evidence"),
          "-o", "eyas.bundles.directory=" + dropped, "-o", component);
      engine.await("the control socket", () -> Files.exists(Path.of(socket)));
      run(command);
      engine.await("err", "Bundle org.acme.matrix 1.0.0 is installed and started", 1);
      engine.await("a test alert of the new output", () -> isSent(receiver, socket));
    }
    String fields = Program.eyas("--list", "-o", "eyas.bundles.directory=" + dropped).in(folder).run().out();
    assertTrue(fields.contains("matrix.exe"), fields);
  }

  private boolean isSent(Receiver receiver, String socket) throws Exception {
    Program.eyas("outputs", "test", "matrix", "--socket", socket).in(folder).run();
    return receiver.lines().stream().anyMatch(line -> line.contains("This is a test of the output 'matrix'."));
  }

  /** In one project with a module for each, because most of the time is Maven's start. */
  private void otherKinds() throws Exception {
    List<String> kinds = List.of("output", "source", "webhook", "fields", "enricher", "rules");
    for (String kind : kinds) {
      run("examples/new " + kind + " org.acme.new_" + kind + " ~/all/" + kind);
    }
    Files.writeString(
        folder.resolve("all/pom.xml"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>org.acme</groupId><artifactId>all</artifactId><version>1</version>"
            + "<packaging>pom</packaging><modules>"
            + kinds.stream().map(kind -> "<module>" + kind + "</module>").collect(Collectors.joining())
            + "</modules></project>");
    run("mvn -f ~/all/pom.xml -DskipTests package");
    assertTrue(Files.exists(folder.resolve("all/source/src/main/java/org/acme/new_source/NewSourceSource.java")));
    assertTrue(Files.exists(folder.resolve("all/fields/target/org.acme.new_fields-1.0.0.jar")));
  }

  private static List<String> commands(Path dropped) throws IOException {
    String page = Files.readString(Dist.checkout().resolve("docs/how-to/write-a-bundle.md"));
    String steps = page.substring(page.indexOf("## From nothing"), page.indexOf("## What to keep"));
    return COMMAND.matcher(steps).results()
        .map(found -> FOLDER.matcher(found.group(1).replaceAll("\\s+", " ")).replaceAll(dropped.toString()))
        .toList();
  }

  // ~ is the folder of the test. Maven reads the usual repository, but installs into another one.
  private void run(String command) throws Exception {
    Path repository = Path.of(System.getProperty("user.home"), ".m2/repository");
    Program.Result result =
        Program.of("/bin/sh", "-c", command)
            .in(folder.resolve("eyas"))
            .with("HOME", folder)
            .with("MAVEN_ARGS", "-q -B -Dmaven.repo.local=" + folder.resolve("m2") + " -Dmaven.repo.local.tail=" + repository
                + " -Dmaven.repo.local.tail.ignoreAvailability=true -Dchecks=off")
            .run();
    assertEquals(0, result.exitCode(), () -> command + ": " + result.out() + result.err());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) throws IOException {
        if (NOT_COPIED.contains(String.valueOf(place.getFileName()))) {
          return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectories(to.resolve(from.relativize(place)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.copy(file, to.resolve(from.relativize(file)));
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
