package org.eyas.control.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** The user at the other end of a unix domain socket, as the kernel knows it (SO_PEERCRED). */
public record SocketPeer(UserPrincipal user) {
  /** The login id that the kernel reports if no user has logged in. */
  private static final String NO_LOGIN = "4294967295";

  static SocketPeer of(SocketChannel channel) throws IOException {
    return new SocketPeer(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
  }

  /** Whether the peer is root, or the user that this engine runs as. */
  boolean mayChangeTheEngine() throws IOException {
    UserPrincipal root = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("0");
    return user.equals(root) || user.equals(Files.getOwner(Path.of("/proc/self")));
  }

  /**
   * The user and process for the audit log: {@code cli:uid 0 pid 4711 login 1000}. Java does not report the process id
   * of the peer, so the client sends its own. The id counts only if its process belongs to this user.
   */
  public String auditName(long pid) {
    Path process = Path.of("/proc/" + pid);
    try {
      if (pid > 0 && Files.getOwner(process).equals(user)) {
        String login = Files.readString(process.resolve("loginuid")).strip();
        boolean known = !login.isEmpty() && !login.equals(NO_LOGIN);
        return "cli:uid " + Files.getAttribute(process, "unix:uid") + " pid " + pid + (known ? " login " + login : "");
      }
    } catch (IOException e) {
      return "cli:" + user.getName(); // the process has ended, or the kernel has no audit
    }
    return "cli:" + user.getName();
  }
}
