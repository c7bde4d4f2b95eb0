package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

class RealCapturesTest {
  @Test
  void readsEveryEventOfARecentCapture() {
    Replay replay = Replay.of(SharedFiles.require("captures/mixed.scap.gz"));
    assertEquals("", replay.message());
    assertEquals(496_753, replay.events.size());
    assertEquals("shop", replay.state.hosts.getFirst().hostname());
    assertEquals(2, replay.state.hosts.getFirst().cpus());
  }

  @Test
  void readsTheOldCaptures() {
    read("cat_write", 345, 73, 384, 93);
    read("connect_localhost", 374, 184, 690, 112);
    read("curl_google", 1536, 54, 316, 86);
    read("curl_google_comments", 1536, 54, 316, 86);
    read("empty", 143, 218, 883, 122);
    read("open-multiple-files", 1272, 128, 685, 110);
    read("ping_sendto", 1526, 136, 674, 114);
    read("single_ipv6_conn", 1728, 154, 564, 114);
    read("syscall", 368, 229, 773, 112);
    read("test_ipv6_client", 326, 58, 333, 86);
  }

  private static void read(String name, int events, int processes, int fds, int users) {
    Replay replay = Replay.of(SharedFiles.require("captures/old/" + name + ".scap"));
    assertEquals("", replay.message(), name);
    StateRecorder state = replay.state;
    assertEquals(
        List.of(events, processes, fds, users),
        List.of(replay.events.size(), state.processes.size(), state.fds.size(), state.users.size()),
        name);
    assertTrue(state.processes.stream().anyMatch(p -> p.ids().tid() == 1), name + " has no init");
    assertTrue(state.users.stream().anyMatch(u -> u.id() == 0 && u.name().equals("root")), name + " has no root");
  }
}
