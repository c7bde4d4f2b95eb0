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
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final String FIRST = "admin";

  private final AccountFile file;
  private Optional<Account> first = Optional.empty();
  private String failure = "";

  public Accounts(Path path) {
    file = new AccountFile(path);
  }

  /** A file beside the file of accounts, whose name has a suffix. */
  public Path beside(String suffix) {
    return file.path().resolveSibling(file.path().getFileName() + suffix);
  }

  /** Creates a password if nobody could log in. @return the password, which must be logged */
  public synchronized Optional<String> open() throws IOException {
    if (!file.read().isEmpty()) {
      return Optional.empty();
    }
    String password = Passwords.random();
    first = Optional.of(new Account(FIRST, Role.ADMIN, PasswordHash.ofRandom(password), true));
    return Optional.of(password);
  }

  /** All accounts; empty if the file cannot be read, and then nobody can log in. */
  public synchronized List<Account> all() {
    return List.copyOf(byUser().values());
  }

  public synchronized Optional<Account> find(String user) {
    return Optional.ofNullable(byUser().get(user));
  }

  /** Whether an account still exists with the same role and password; false if the file cannot be read. */
  public boolean isCurrent(Account account) {
    return find(account.user()).filter(account::equals).isPresent();
  }

  private Map<String, Account> byUser() {
    try {
      Map<String, Account> accounts = file.read();
      failure = "";
      if (accounts.isEmpty()) {
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
  Optional<Account> authenticate(String user, String password) {
    Optional<Account> account = find(user);
    boolean fits = account.map(Account::hash).orElse(PasswordHash.ofUnknownUser()).fits(password);
    return account.filter(_ -> fits);
  }

  /** Sets the password of a user. */
  public synchronized void change(String user, Role role, String password) throws RefusedException, IOException {
    if (!AccountFile.USER.matcher(user).matches()) {
      throw new RefusedException("A user's name has up to 64 letters, digits and . _ @ -, not: " + user);
    }
    Optional<String> complaint = Passwords.complaint(user, password);
    if (complaint.isPresent()) {
      throw new RefusedException(complaint.get());
    }
    Map<String, Account> accounts = file.read();
    accounts.put(user, new Account(user, role, PasswordHash.of(password), false));
    store(accounts);
  }

  public synchronized void remove(String user) throws RefusedException, IOException {
    Map<String, Account> accounts = file.read();
    if (accounts.remove(user) == null) {
      throw new RefusedException("There is no user " + user);
    }
    store(accounts);
  }

  private void store(Map<String, Account> accounts) throws RefusedException, IOException {
    if (accounts.values().stream().noneMatch(account -> account.role() == Role.ADMIN)) {
      throw new RefusedException("At least one user must be admin.");
    }
    file.write(accounts);
    first = Optional.empty();
  }
}
