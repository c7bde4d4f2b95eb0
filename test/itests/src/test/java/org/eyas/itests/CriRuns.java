package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Containers of a pod, by a containerd of the test, as a kubelet would start them. */
final class CriRuns implements ContainerRuns {
  private final Path folder;
  private final RuntimeDaemon daemon;
  private boolean socketOnly;

  CriRuns(Path folder, Path image, Path pause, Runc runc) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Path config = folder.resolve("c.toml");
    Files.writeString(config,
        RuntimeDaemon.resource("containerd.toml").replace("FOLDER", folder.toString()).replace("RUNC",
            runc.in(folder).toString()));
    daemon = RuntimeDaemon.start(folder, socket(), "containerd", "-c", config.toString());
    for (Path archive : new Path[] {image, pause}) {
      checked(Program.of("ctr", "-a", socket().toString(), "-n", "k8s.io", "images", "import", archive.toString()).run());
    }
  }

  /** Lets the engine see nothing of the host but the socket. */
  CriRuns socketOnly() {
    socketOnly = true;
    return this;
  }

  @Override
  public List<String> options() {
    return ContainerRuns.socket("cri", socketOnly ? Path.of("/c.sock") : socket());
  }

  @Override
  public Map<String, String> environment() {
    return socketOnly ? Map.of("HOST_ROOT", folder.toString()) : Map.of();
  }

  private Path socket() {
    return folder.resolve("c.sock");
  }

  private Program.Result checked(Program.Result result) {
    assertEquals(0, result.exitCode(), () -> result.err() + daemon.log());
    return result;
  }

  @Override
  public Map<String, String> run(int count) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("cri.py"), RuntimeDaemon.resource("cri.py"));
    Program.Result result =
        checked(
            Program.of("/usr/bin/python3", script.toString(), socket().toString(), IMAGE, String.valueOf(count))
                .and(PROGRAM)
                .within(60 + 10 * count)
                .run());
    Map<String, String> ids = new LinkedHashMap<>();
    result.out().lines().map(line -> line.split(" ")).forEach(words -> ids.put(words[0], words[1]));
    return ids;
  }

  @Override
  public String type() {
    return "containerd";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    daemon.close();
    RuntimeDaemon.clean(folder);
  }
}
