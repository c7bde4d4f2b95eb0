package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A loaded module that does not exist: a folder with dev and sys, and devices. It refuses what the real one refuses. */
final class FakeModule {
  final Path root;
  final Map<Integer, FakeDevice> devices = new TreeMap<>();
  final Set<Thread> readers = new HashSet<>();
  private final Map<Integer, Integer> errors = new TreeMap<>();
  private final Path parameters;
  private long api = FakeDevice.packed(8, 0, 3);
  private long schema = FakeDevice.packed(3, 5, 0);

  FakeModule(Path root, String name, int processors) throws IOException {
    this.root = root;
    parameters = Files.createDirectories(root.resolve("sys/module/" + name + "/parameters"));
    Files.createDirectories(root.resolve("dev"));
    Files.writeString(parameters.resolve("g_buffer_bytes_dim"), "8388608\n");
    for (int cpu = 0; cpu < processors; cpu++) {
      Files.createFile(root.resolve("dev/" + name + cpu));
    }
  }

  FakeModule versions(long ofApi, long ofSchema) {
    api = ofApi;
    schema = ofSchema;
    return this;
  }

  /** Opening the device of this processor fails. */
  FakeModule refuses(int cpu, int errno) {
    errors.put(cpu, errno);
    return this;
  }

  /** The size of rings, as the next reader gets it. */
  String ringBytes() throws IOException {
    return Files.readString(parameters.resolve("g_buffer_bytes_dim")).strip();
  }

  KmodSource source() {
    return new KmodSource(List.of(root), this::open);
  }

  /** Sets the list of processors that are online. */
  void online(String list) throws IOException {
    Path folder = Files.createDirectories(root.resolve("sys/devices/system/cpu"));
    Files.writeString(folder.resolve("online"), list + "\n");
  }

  /** @param first a folder that is searched before that of the module */
  KmodSource source(Path first) {
    return new KmodSource(List.of(first, root), this::open);
  }

  private RingDevice open(Path path) {
    int cpu = Integer.parseInt(path.getFileName().toString().replaceAll("[a-z]", ""));
    if (errors.containsKey(cpu)) {
      throw new LastErrorException(errors.get(cpu));
    }
    readers.add(Thread.currentThread());
    FakeDevice device = new FakeDevice(root.resolve("device" + cpu), api, schema);
    devices.put(cpu, device);
    return device;
  }
}
