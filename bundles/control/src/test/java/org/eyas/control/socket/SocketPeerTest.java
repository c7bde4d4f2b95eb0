package org.eyas.control.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;

class SocketPeerTest {
  private static SocketPeer user(String id) throws IOException {
    return new SocketPeer(FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(id));
  }

  private static SocketPeer me() throws IOException {
    UserPrincipal user = Files.getOwner(Path.of("/proc/self"));
    return new SocketPeer(user);
  }

  @Test
  void rootAndTheEnginesOwnUserMayChangeIt() throws IOException {
    assertTrue(user("0").mayChangeTheEngine());
    assertTrue(me().mayChangeTheEngine());
    assertFalse(user("65534").mayChangeTheEngine());
  }

  @Test
  void reportsTheProcessIfItBelongsToTheUser() throws IOException {
    long pid = ProcessHandle.current().pid();
    String who = me().auditName(pid);
    assertTrue(who.matches("cli:uid [0-9]+ pid " + pid + "( login [0-9]+)?"), who);
    assertEquals("cli:nobody", user("nobody").auditName(pid));
    assertTrue(me().auditName(0).matches("cli:[^ ]+"), me().auditName(0));
    assertTrue(me().auditName(Integer.MAX_VALUE).matches("cli:[^ ]+"), me().auditName(Integer.MAX_VALUE));
  }
}
