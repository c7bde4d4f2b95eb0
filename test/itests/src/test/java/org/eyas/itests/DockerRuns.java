package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Containers by a dockerd of the test. */
final class DockerRuns implements ContainerRuns {
  private final Path folder;
  private final RuntimeDaemon daemon;

  DockerRuns(Path folder, Path image, Runc runc) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    daemon = daemon(this.folder, runc.in(this.folder));
    docker("load", "-i", image.toString());
  }

  /**
   * Starts a dockerd with all its files in a folder.
   *
   * @param runc the program that starts its containers
   */
  static RuntimeDaemon daemon(Path folder, Path runc) throws IOException {
    return RuntimeDaemon.start(
        folder, socket(folder), "dockerd", "--data-root", dataRoot(folder).toString(), "--exec-root", folder + "/exec",
        "--pidfile",
        folder + "/dockerd.pid", "-H", "unix://" + socket(folder), "--iptables=false", "--ip6tables=false", "--bridge=none",
        "--storage-driver", "overlay2", "--exec-opt", "native.cgroupdriver=cgroupfs", "--add-runtime", "test=" + runc,
        "--default-runtime", "test");
  }

  /** The beginning of a command for the dockerd of a folder. */
  static Program client(Path folder) {
    return Program.of("docker", "-H", "unix://" + socket(folder));
  }

  @Override
  public List<String> options() {
    List<String> options = new ArrayList<>(ContainerRuns.socket("docker", socket(folder)));
    options.addAll(List.of("-o", "eyas.containers.docker_roots[]=" + dataRoot(folder)));
    return options;
  }

  private static Path dataRoot(Path folder) {
    return folder.resolve("data");
  }

  private static Path socket(Path folder) {
    return folder.resolve("docker.sock");
  }

  private void docker(String... arguments) throws IOException, InterruptedException {
    Program.Result result = client(folder).and(arguments).run();
    assertEquals(0, result.exitCode(), () -> result.err() + daemon.log());
  }

  @Override
  public Map<String, String> run(int count) throws IOException, InterruptedException {
    Map<String, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Path id = folder.resolve("id" + i);
      docker("run", "--rm", "--name", "web" + i, "--network", "none", "--cidfile", id.toString(), IMAGE, PROGRAM[0], PROGRAM[1]);
      ids.put("web" + i, Files.readString(id));
    }
    return ids;
  }

  @Override
  public String type() {
    return "docker";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    daemon.close();
    RuntimeDaemon.clean(folder);
  }
}
