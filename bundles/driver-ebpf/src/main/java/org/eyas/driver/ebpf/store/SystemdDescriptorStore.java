package org.eyas.driver.ebpf.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eyas.api.failure.Reason;
import org.eyas.linux.libc.UnixDatagramSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file descriptor store of systemd, by the protocols of sd_notify(3) and sd_listen_fds(3). systemd gives the descriptors to the
 * next process of the unit. How many it holds is the unit's FileDescriptorStoreMax. It answers nothing: what it does not hold is missing
 * at the next start.
 */
public final class SystemdDescriptorStore implements DescriptorStore {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdDescriptorStore.class);
  private static final int FIRST_FD = 3;
  private static final int MOST_IN_A_MESSAGE = 200; // the kernel passes 253

  private final String socket;
  private final Map<String, String> environment;
  private final long process;

  /**
   * @param socket the path of the socket to which reports are sent
   * @param environment the environment of this process
   * @param process the id of this process
   */
  SystemdDescriptorStore(String socket, Map<String, String> environment, long process) {
    this.socket = socket;
    this.environment = environment;
    this.process = process;
  }

  @Override
  public void add(String name, List<Integer> fds) throws IOException {
    try (UnixDatagramSocket systemd = UnixDatagramSocket.connect(socket)) {
      for (int from = 0; from < fds.size(); from += MOST_IN_A_MESSAGE) {
        int[] part = fds.subList(from, Math.min(fds.size(), from + MOST_IN_A_MESSAGE)).stream().mapToInt(fd -> fd).toArray();
        // Without FDPOLL=0, systemd would close a descriptor that reports an error or its end.
        if (!systemd.send(("FDSTORE=1\nFDPOLL=0\nFDNAME=" + name).getBytes(StandardCharsets.UTF_8), part)) {
          throw new IOException(socket + " does not take messages");
        }
      }
    }
  }

  @Override
  public SequencedMap<String, List<Integer>> received() {
    SequencedMap<String, List<Integer>> all = new TreeMap<>();
    if (!environment.getOrDefault("LISTEN_PID", "").equals(Long.toString(process))) {
      return all;
    }
    String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":");
    int count = Math.min(count(environment.getOrDefault("LISTEN_FDS", "")), names.length);
    for (int i = 0; i < count; i++) {
      all.computeIfAbsent(names[i], _ -> new ArrayList<>()).add(FIRST_FD + i);
    }
    return all;
  }

  private static int count(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public void remove(String name) {
    try (UnixDatagramSocket systemd = UnixDatagramSocket.connect(socket)) {
      systemd.send(("FDSTOREREMOVE=1\nFDNAME=" + name).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("systemd still holds the descriptors {} of the probe: {}; 'systemctl stop' of the unit ends them", name,
          Reason.of(e));
    }
  }

  @Override
  public String description() {
    return "the file descriptor store of systemd";
  }
}
