package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** 2,000 containers in a minute: none is missed, and none keeps another from being named. */
@Isolated("other tests count events, of which a flood can cost some")
class ContainerFloodTest {
  private static final int CONTAINERS = 2_000;

  // A look-up that is not scheduled within 100 ms is late, and its alert may have to do without the name.
  private static final int NAMED = CONTAINERS * 99 / 100;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @Test
  void aFloodOfContainersIsNamed() throws Exception {
    ReadyEngine.requireRoot();
    Path root = Files.createDirectories(folder.resolve("data/containers")).getParent();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x---"));
    eyas.write(
        "rules.yaml",
        """
        - rule: flood
          desc: The program of each container
          condition: evt.type in (execve, execveat) and proc.args startswith "flood " and container.id != host
          output: "ran %proc.args as %container.name of %container.image.repository:%container.image.tag"
          priority: NOTICE
        """
            + ReadyEngine.READY_RULE);
    eyas.start(
        "-r", "rules.yaml", "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false", "-o",
        "eyas.containers.docker_roots[]=" + root);
    Path script = Files.writeString(folder.resolve("flood.py"), RuntimeDaemon.resource("flood.py"));
    Program flood = Program.of("/usr/bin/python3", script.toString(), root.toString());
    ReadyEngine.awaitReady(eyas, folder);
    Program.Result done = flood.and(String.valueOf(CONTAINERS)).run();
    assertEquals("", done.err());
    eyas.await("an alert of each container", () -> eyas.count("out", "Notice ran flood flood") >= CONTAINERS);
    eyas.process().destroy();
    eyas.awaitEnd();
    long named = eyas.lines("out", "Notice ran ").stream().filter(ContainerFloodTest::isNamed).count();
    System.out.println(named + " of " + CONTAINERS + " containers in " + done.out().strip() + " s are named");
    assertEquals(CONTAINERS, eyas.count("out", "Notice ran flood flood"));
    assertTrue(named >= NAMED, () -> named + " of " + CONTAINERS + " are named");
  }

  // "ran flood flood7 as flood7 of acme/bb:1.0"
  private static boolean isNamed(String line) {
    String name = line.replaceAll(".*Notice ran flood (\\S+) as .*", "$1");
    return line.contains(" as " + name + " of acme/bb:1.0");
  }
}
