package org.eyas.console.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users who may log in. The file is read at each log-in and each request, so that an edit needs no restart. If it has no users, there is
 * one account, {@code admin}, whose password is created at the start, logged once, and valid until it is changed or the
 * engine ends.
 */
public final class ConsoleAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleAccounts.class);
  private static final String FIRST = "admin";

  private final ConsoleAccountFile file;
  private Optional<ConsoleAccount> first = Optional.empty();
  private String failure = "";

  public ConsoleAccounts(Path path) {
    file = new ConsoleAccountFile(path);
  }

  /** A file beside the file of accounts, whose name has a suffix. */
  public Path siblingFile(String suffix) {
    return file.path().resolveSibling(file.path().getFileName() + suffix);
  }

  /** Creates a password if nobody could log in. @return the password, which must be logged */
  public synchronized Optional<String> createFirstPassword() throws IOException {
    if (!file.read().isEmpty()) {
      return Optional.empty();
    }
    if (file.hasUnknown()) {
      throw new IOException(file.problems());
    }
    String password = PasswordPolicy.random();
    first = Optional.of(new ConsoleAccount(FIRST, ConsoleRole.ADMIN, PasswordHash.ofRandom(password), true));
    return Optional.of(password);
  }

  /** All accounts; empty if the file cannot be read, and then nobody can log in. */
  public synchronized List<ConsoleAccount> all() {
    return List.copyOf(byUser().values());
  }

  public synchronized Optional<ConsoleAccount> find(String user) {
    return Optional.ofNullable(byUser().get(user));
  }

  /** Whether an account still exists with the same role and password; false if the file cannot be read. */
  public boolean isCurrent(ConsoleAccount account) {
    return find(account.user()).filter(account::equals).isPresent();
  }

  private Map<String, ConsoleAccount> byUser() {
    try {
      Map<String, ConsoleAccount> accounts = file.read();
      failure = "";
      if (accounts.isEmpty() && !file.hasUnknown()) {
        first.ifPresent(account -> accounts.put(account.user(), account));
      }
      return accounts;
    } catch (IOException e) {
      report(Reason.of(e));
      return new LinkedHashMap<>();
    }
  }

  // Each request of a session reads the file.
  private void report(String reason) {
    if (!reason.equals(failure)) {
      LOG.error("console: nobody can log in, and all sessions end: {}", reason);
    }
    failure = reason;
  }

  /**
   * The account of a user if the password is correct. The call takes as long for an unknown user as for a known one.
   */
  Optional<ConsoleAccount> authenticate(String user, String password) {
    Optional<ConsoleAccount> account = find(user);
    boolean fits = account.map(ConsoleAccount::hash).orElse(PasswordHash.ofUnknownUser()).matches(password);
    return account.filter(_ -> fits);
  }

  /** Sets the password of a user. */
  public synchronized void setPassword(String user, ConsoleRole role, String password) throws RefusedException, IOException {
    if (!ConsoleAccountFile.USER.matcher(user).matches()) {
      throw new RefusedException("A user's name has up to 64 letters, digits and . _ @ -, not: " + user);
    }
    Optional<String> complaint = PasswordPolicy.refusalReason(user, password);
    if (complaint.isPresent()) {
      throw new RefusedException(complaint.get());
    }
    Map<String, ConsoleAccount> accounts = file.read();
    accounts.put(user, new ConsoleAccount(user, role, PasswordHash.of(password), false));
    store(accounts);
  }

  public synchronized void remove(String user) throws RefusedException, IOException {
    Map<String, ConsoleAccount> accounts = file.read();
    if (accounts.remove(user) == null) {
      throw new RefusedException("There is no user " + user);
    }
    store(accounts);
  }

  private void store(Map<String, ConsoleAccount> accounts) throws RefusedException, IOException {
    if (accounts.values().stream().noneMatch(account -> account.role() == ConsoleRole.ADMIN)) {
      throw new RefusedException("At least one user must be admin.");
    }
    file.write(accounts);
    first = Optional.empty();
  }
}
