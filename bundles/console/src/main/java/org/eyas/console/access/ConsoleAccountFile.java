package org.eyas.console.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file of accounts, a line each: {@code USER:ROLE:HASH}. Empty lines and lines that begin with # are comments. Only its
 * owner may read it, and its owner is root or the user of the engine.
 */
final class ConsoleAccountFile {
  static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private final Path path;
  private final PrivateFile file;

  ConsoleAccountFile(Path path) {
    this.path = path;
    file = new PrivateFile(path);
  }

  Path path() {
    return path;
  }

  /**
   * Accounts by user; none if there is no file.
   *
   * @throws IOException if it cannot be read, if other users may read it, or if a line is wrong; the message names file and
   *     line
   */
  Map<String, ConsoleAccount> read() throws IOException {
    Map<String, ConsoleAccount> accounts = new LinkedHashMap<>();
    int number = 0;
    for (String line : file.lines()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        ConsoleAccount account = parse(line.strip(), number);
        if (accounts.put(account.user(), account) != null) {
          throw wrong(number, "the user '" + account.user() + "' occurs twice");
        }
      }
    }
    return accounts;
  }

  private ConsoleAccount parse(String line, int number) throws IOException {
    String[] parts = line.split(":", 3);
    if (parts.length != 3 || !USER.matcher(parts[0]).matches()) {
      throw wrong(number, "a line is USER:ROLE:HASH");
    }
    ConsoleRole role =
        ConsoleRole.parse(parts[1]).orElseThrow(() -> wrong(number, "the role is viewer or admin, not '" + parts[1] + "'"));
    PasswordHash hash = new PasswordHash(parts[2]);
    if (!hash.isValid()) {
      throw wrong(number, "the text after the role is not the hash of a password");
    }
    return new ConsoleAccount(parts[0], role, hash, false);
  }

  private IOException wrong(int line, String what) {
    return new IOException(path + ":" + line + ": " + what);
  }

  /** Writes all accounts in one step. */
  void write(Map<String, ConsoleAccount> accounts) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("# Who may log in to the Eyas console. USER:ROLE:HASH; written by the console."));
    for (ConsoleAccount account : accounts.values()) {
      lines.add(account.user() + ":" + account.role().word() + ":" + account.hash().text());
    }
    file.write(lines);
  }
}
