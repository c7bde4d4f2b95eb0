package org.eyas.console.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of accounts, a line each: {@code USER:ROLE:HASH}. Empty lines and lines that begin with # are comments. Only its
 * owner may read it, and its owner is root or the user of the engine.
 *
 * <p>A line whose role or hash is unknown, such as one of a newer version, gives nobody access and stays in the file.
 */
final class ConsoleAccountFile {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleAccountFile.class);
  static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private final Path path;
  private final PrivateFile file;
  private Map<String, String> unknown = Map.of();
  private String reported = "";

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
    Map<String, String> others = new LinkedHashMap<>();
    Set<String> users = new HashSet<>();
    StringJoiner problems = new StringJoiner("; ");
    for (String line : file.lines()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = parts(line.strip(), number);
        if (!users.add(parts[0])) {
          throw wrong(number, "the user '" + parts[0] + "' occurs twice");
        }
        try {
          accounts.put(parts[0], parse(parts, number));
        } catch (IOException e) {
          others.put(parts[0], line);
          problems.add(Reason.of(e));
        }
      }
    }
    unknown = others;
    report(problems.toString());
    return accounts;
  }

  private void report(String problems) {
    if (!problems.isEmpty() && !problems.equals(reported)) {
      LOG.warn(
          "console: {}; these users cannot log in, and their lines stay in the file: correct the lines, or use the version of Eyas that"
              + " wrote them",
          problems);
    }
    reported = problems;
  }

  /** Whether the last {@link #read} found lines of unknown accounts. */
  boolean hasUnknown() {
    return !unknown.isEmpty();
  }

  /** The reasons why lines are unknown, with file and line; empty if there are none. */
  String problems() {
    return reported;
  }

  private String[] parts(String line, int number) throws IOException {
    String[] parts = line.split(":", 3);
    if (parts.length != 3 || !USER.matcher(parts[0]).matches()) {
      throw wrong(number, "a line is USER:ROLE:HASH");
    }
    return parts;
  }

  private ConsoleAccount parse(String[] parts, int number) throws IOException {
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

  /** Writes all accounts in one step, with the lines of unknown accounts whose user has no other. */
  void write(Map<String, ConsoleAccount> accounts) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("# Who may log in to the Eyas console. USER:ROLE:HASH; written by the console."));
    for (ConsoleAccount account : accounts.values()) {
      lines.add(account.user() + ":" + account.role().word() + ":" + account.hash().text());
    }
    unknown.forEach((user, line) -> {
      if (!accounts.containsKey(user)) {
        lines.add(line);
      }
    });
    file.write(lines);
  }
}
