package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.disk.RuntimeDirectories;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.lookup.ContainerAttacher;
import org.eyas.enricher.container.lookup.ContainerLookupCounts;
import org.eyas.enricher.container.lookup.ContainerLookupReports;
import org.eyas.enricher.container.reading.LookupHealth;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;

/** Runtimes that are watched over the sockets of fake servers, and processes in their containers. */
abstract class SocketFixture {
  static final String ID = "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  final ContainerLookupCounts counts = new ContainerLookupCounts();
  @AutoClose ContainerAttacher containers = new ContainerAttacher(engine -> true, 100);

  /** What is attached to one process. */
  static final class Attached implements Attachments {
    volatile ContainerSnapshot info = ContainerSnapshot.HOST;

    @Override
    public <T> void put(AttachmentKey<T> key, T value) {
      if (value instanceof ContainerSnapshot found) {
        info = found;
      }
    }

    boolean is(ContainerPart part, String text) {
      return info.part(part).toString().equals(text);
    }
  }

  FakeRuntimeServer server(String name, FakeRuntimeServer.Answer answer) throws IOException {
    return new FakeRuntimeServer(folder.resolve(name), answer);
  }

  void watch(boolean hears) throws IOException {
    assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")), "skipped: only root has cgroups that are root's");
    HostRoot host = new HostRoot(folder);
    DiskLookup disk = new DiskLookup(host, RuntimeDirectories.USUAL, 100, () -> {});
    RuntimeSockets sockets =
        new RuntimeSockets(List.of("/docker"), List.of("/podman"), List.of("/cri"), List.of("/containerd"), hears);
    containers =
        new ContainerAttacher(disk, listener -> sockets.open(host, 100, listener, counts), host, engine -> true,
            new ContainerLookupReports(counts, new LookupHealth("")), 100);
  }

  Attached process(String cgroup) {
    FakeProcess shim = FakeProcess.of(5, "containerd-shim");
    shim.program.exepath = Text.of("/usr/bin/containerd-shim-runc-v2");
    FakeProcess process = shim.child(7, "sh");
    process.place.rawCgroups = Text.of("cpu=" + cgroup + "\0");
    Attached attached = new Attached();
    containers.attach(process, attached);
    return attached;
  }
}
