package org.eyas.driver.ebpf.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the store of descriptors that this process can use. */
public final class DescriptorStores {
  /** The folder for a process that systemd did not start. */
  public static final Path FOLDER = Path.of("/sys/fs/bpf/eyas");

  private static final Logger LOG = LoggerFactory.getLogger(DescriptorStores.class);

  private DescriptorStores() {}

  /**
   * The store of systemd if it started this process, otherwise a folder.
   *
   * @param environment the environment of this process
   * @param folder in a file system of type bpf
   * @return null if there is neither
   */
  public static @Nullable DescriptorStore find(Map<String, String> environment, Path folder) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (!socket.isEmpty()) {
      return new SystemdDescriptorStore(socket, environment, ProcessHandle.current().pid());
    }
    if (!Files.exists(folder)) {
      return null;
    }
    try {
      return PinnedDescriptorStore.in(folder);
    } catch (IOException e) {
      LOG.warn("The probe will end with this process: {} cannot be used: {}", folder, Reason.of(e));
      return null;
    }
  }
}
