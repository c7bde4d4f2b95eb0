package org.eyas.console.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file of accounts, a line each: {@code USER:ROLE:HASH}. Empty lines and lines that begin with # are comments. Only its
 * owner may read it, and its owner is root or the user of the engine.
 */
final class AccountFile {
  static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

  private final Path path;

  AccountFile(Path path) {
    this.path = path;
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
  Map<String, Account> read() throws IOException {
    Map<String, Account> accounts = new LinkedHashMap<>();
    if (!Files.exists(path)) {
      return accounts;
    }
    checkOwner();
    int number = 0;
    for (String line : Files.readAllLines(path)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        Account account = parse(line.strip(), number);
        if (accounts.put(account.user(), account) != null) {
          throw wrong(number, "the user '" + account.user() + "' occurs twice");
        }
      }
    }
    return accounts;
  }

  private Account parse(String line, int number) throws IOException {
    String[] parts = line.split(":", 3);
    if (parts.length != 3 || !USER.matcher(parts[0]).matches()) {
      throw wrong(number, "a line is USER:ROLE:HASH");
    }
    Role role = Role.parse(parts[1]).orElseThrow(() -> wrong(number, "the role is viewer or admin, not '" + parts[1] + "'"));
    PasswordHash hash = new PasswordHash(parts[2]);
    if (!hash.isValid()) {
      throw wrong(number, "the text after the role is not the hash of a password");
    }
    return new Account(parts[0], role, hash, false);
  }

  private IOException wrong(int line, String what) {
    return new IOException(path + ":" + line + ": " + what);
  }

  private void checkOwner() throws IOException {
    String owner = Files.getOwner(path).getName();
    if (!owner.equals("root") && !owner.equals(System.getProperty("user.name"))) {
      throw new IOException(path + " belongs to " + owner + "; it must belong to root: chown root " + path);
    }
    if (!PRIVATE.containsAll(Files.getPosixFilePermissions(path))) {
      throw new IOException(path + " can be read by others; run: chmod 600 " + path);
    }
  }

  /** Writes all accounts in one step. */
  void write(Map<String, Account> accounts) throws IOException {
    StringBuilder text = new StringBuilder("# Who may log in to the Eyas console. USER:ROLE:HASH; written by the console.\n");
    for (Account account : accounts.values()) {
      text.append(account.user()).append(':').append(account.role().word()).append(':').append(account.hash().text())
          .append('\n');
    }
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, ".console-accounts", "", PosixFilePermissions.asFileAttribute(PRIVATE));
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
