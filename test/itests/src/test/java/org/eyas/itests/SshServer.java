package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's sshd on a port of its own, with accounts and keys that exist until the end of a test. Each account may become root
 * by sudo without a password.
 */
final class SshServer implements AutoCloseable {
  /** Tests with such a server lock the names of its accounts: there is one at a time. */
  static final String LOCK = "accounts of SshServer";

  private static final Path RIGHTS = Path.of("/etc/sudoers.d/eyas-test");

  private final Path folder;
  private final int port = LocalPorts.free();
  private final List<String> accounts;
  private final Process process;

  SshServer(Path folder, int accounts) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.accounts = IntStream.range(0, accounts).mapToObj(i -> "eyas-test" + i).toList();
    removeAccounts();
    addAccounts();
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/key");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/host");
    process = start();
  }

  /** Skips a test if the machine has no sshd or sudo, or cannot make accounts. */
  static void require() throws IOException, InterruptedException {
    ReadyEngine.requireRoot();
    List<String> missing = new ArrayList<>();
    for (String program : List.of("/usr/sbin/sshd", "ssh", "sudo", "useradd", "userdel", "unshare")) {
      if (Program.of("sh", "-c", "command -v " + program).run().exitCode() != 0) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      System.out.println("skipped, no sessions: missing: " + missing + "; install openssh-server, openssh-client, sudo");
      Assumptions.abort("no sshd or sudo");
    }
  }

  private void addAccounts() throws IOException, InterruptedException {
    StringBuilder rights = new StringBuilder();
    for (String account : accounts) {
      run("useradd", "--no-create-home", "--home-dir", "/", "--shell", "/bin/sh", "--password", "*", account);
      rights.append(account).append(" ALL=(ALL) NOPASSWD: ALL\n");
    }
    Files.writeString(RIGHTS, rights);
    Files.setPosixFilePermissions(RIGHTS, PosixFilePermissions.fromString("r--r-----"));
  }

  // Also at the start: a test that was killed leaves them.
  private void removeAccounts() throws IOException, InterruptedException {
    Files.deleteIfExists(RIGHTS);
    for (String account : accounts) {
      Program.of("userdel", "--force", account).run();
    }
  }

  private Process start() throws IOException {
    Files.createDirectories(Path.of("/run/sshd"));
    Path log = folder.resolve("sshd.log");
    Process sshd =
        Program.of("/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null", "-p", String.valueOf(port), "-h", folder + "/host")
            .and(option("ListenAddress", "127.0.0.1"))
            .and(option("AuthorizedKeysFile", keys()))
            .and(option("StrictModes", "no"))
            .and(option("UsePAM", "yes"))
            .and(option("PidFile", "none"))
            .and(option("MaxStartups", "200"))
            .start(log, log);
    ConditionWait.until(sshd, this::isListening, () -> "sshd does not listen\n" + log());
    return sshd;
  }

  // A user reads it with the user's own rights, but the folder of a test is root's.
  private String keys() throws IOException {
    Path place = Files.createTempFile("eyas-keys", "");
    Files.copy(folder.resolve("key.pub"), place, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r--r--"));
    place.toFile().deleteOnExit();
    return place.toString();
  }

  private boolean isListening() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    }
  }

  private static List<String> option(String name, String value) {
    return List.of("-o", name + "=" + value);
  }

  String account(int number) {
    return accounts.get(number % accounts.size());
  }

  /** The command that runs another one as an account, over this server: options of ssh, then the other command. */
  List<String> command(int account, String... what) {
    List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-i", folder + "/key", "-p", String.valueOf(port)));
    command.addAll(option("StrictHostKeyChecking", "no"));
    command.addAll(option("UserKnownHostsFile", "/dev/null"));
    command.addAll(option("LogLevel", "ERROR"));
    command.addAll(option("BatchMode", "yes"));
    command.addAll(List.of(what).subList(0, what.length - 1));
    command.add(account(account) + "@127.0.0.1");
    command.add(what[what.length - 1]);
    return command;
  }

  /** Runs a command as an account and returns what it printed. */
  String run(int account, String... what) throws IOException, InterruptedException {
    return run(command(account, what).toArray(String[]::new));
  }

  /** Starts a command as an account; it reads the standard input of the process that this returns. */
  Process start(int account, String what) throws IOException {
    return new ProcessBuilder(command(account, what)).redirectError(folder.resolve("ssh.log").toFile()).start();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Program.Result result = Program.of(command[0], Arrays.copyOfRange(command, 1, command.length)).run();
    assertEquals(0, result.exitCode(), () -> String.join(" ", command) + "\n" + result.err() + log());
    return result.out();
  }

  private String log() {
    return TestFiles.end(folder.resolve("sshd.log"), 2_000);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    removeAccounts();
  }
}
