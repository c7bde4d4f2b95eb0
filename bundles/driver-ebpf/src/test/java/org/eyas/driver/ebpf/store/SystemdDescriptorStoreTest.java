package org.eyas.driver.ebpf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eyas.linux.libc.Libc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdDescriptorStoreTest {
  private static final long OWN = 77;

  @TempDir private Path folder;

  private SystemdDescriptorStore store(Map<String, String> environment) {
    return new SystemdDescriptorStore(folder.resolve("notify").toString(), environment, OWN);
  }

  private static Path target(int fd) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd));
  }

  @Test
  void descriptorsAreSentWithTheirName() throws Exception {
    try (DescriptorReceiver systemd = new DescriptorReceiver(folder.resolve("notify"))) {
      int first = Libc.createEventFd();
      int second = Libc.epoll(new int[0]);
      store(Map.of()).add("eyas-probe-1", List.of(first, second));
      DescriptorReceiver.Message message = systemd.receive();
      assertEquals("FDSTORE=1\nFDPOLL=0\nFDNAME=eyas-probe-1", message.text());
      assertEquals(List.of(target(first), target(second)), List.of(target(message.fds().get(0)), target(message.fds().get(1))));
      store(Map.of()).remove("eyas-probe-1");
      assertEquals(new DescriptorReceiver.Message("FDSTOREREMOVE=1\nFDNAME=eyas-probe-1", List.of()), systemd.receive());
      List.of(first, second, message.fds().get(0), message.fds().get(1)).forEach(Libc::close);
    }
  }

  @Test
  void manyDescriptorsAreSentInSeveralMessages() throws Exception {
    try (DescriptorReceiver systemd = new DescriptorReceiver(folder.resolve("notify"))) {
      int fd = Libc.createEventFd();
      store(Map.of()).add("eyas-probe-1", IntStream.range(0, 450).mapToObj(_ -> fd).toList());
      int count = 0;
      while (count < 450) {
        List<Integer> received = systemd.receive().fds();
        count += received.size();
        received.forEach(Libc::close);
      }
      assertEquals(450, count);
      Libc.close(fd);
    }
  }

  @Test
  void withoutAReceiverNothingIsHeld() {
    assertThrows(IOException.class, () -> store(Map.of()).add("eyas-probe-1", List.of(1)));
  }

  @Test
  void receivedDescriptorsHaveTheNamesOfTheirOrder() {
    Map<String, String> environment =
        Map.of("LISTEN_PID", "77", "LISTEN_FDS", "3", "LISTEN_FDNAMES", "eyas-probe-1:stored:eyas-probe-1");
    assertEquals(Map.of("eyas-probe-1", List.of(3, 5), "stored", List.of(4)), store(environment).received());
  }

  @Test
  void descriptorsOfAnotherProcessAreNotTaken() {
    assertEquals(Map.of(), store(Map.of("LISTEN_PID", "78", "LISTEN_FDS", "1", "LISTEN_FDNAMES", "eyas-probe-1")).received());
    assertEquals(Map.of(), store(Map.of()).received());
    assertEquals(Map.of(), store(Map.of("LISTEN_PID", "77", "LISTEN_FDS", "many")).received());
  }

  @Test
  void systemdIsPreferredToAFolder() {
    DescriptorStore found = DescriptorStores.find(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"), folder);
    assertEquals("the file descriptor store of systemd", Objects.requireNonNull(found).description());
  }
}
