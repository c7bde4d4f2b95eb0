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

class PeerTest {
  private static Peer user(String id) throws IOException {
    return new Peer(FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(id));
  }

  private static Peer me() throws IOException {
    UserPrincipal user = Files.getOwner(Path.of("/proc/self"));
    return new Peer(user);
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
    String who = me().who(pid);
    assertTrue(who.matches("cli:uid [0-9]+ pid " + pid + "( login [0-9]+)?"), who);
    assertEquals("cli:nobody", user("nobody").who(pid));
    assertTrue(me().who(0).matches("cli:[^ ]+"), me().who(0));
    assertTrue(me().who(Integer.MAX_VALUE).matches("cli:[^ ]+"), me().who(Integer.MAX_VALUE));
  }
}
