package org.eyas.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.eyas.console.access.LoginService.Outcome;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of accounts of released versions: an administrator and a viewer. */
class ReleasedAccountsTest {
  private static final String FILE = "accounts";
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;

  private static void write(Path to) throws Exception {
    Files.deleteIfExists(to.resolve(FILE));
    ConsoleAccounts accounts = new ConsoleAccounts(to.resolve(FILE));
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    accounts.setPassword("bob@example.org", ConsoleRole.VIEWER, PASSWORD);
  }

  @Test
  void usersOfAllVersionsLogIn() throws Exception {
    for (Path released : ReleasedFiles.copies("accounts", folder, ReleasedAccountsTest::write)) {
      Path file = released.resolve(FILE);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------")); // a checkout has others
      ConsoleAccounts accounts = new ConsoleAccounts(file);
      ConsoleSessions sessions = new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, () -> 0);
      LoginService login = new LoginService(accounts, sessions, () -> 0);
      for (String user : List.of("ann", "bob@example.org")) {
        assertInstanceOf(Outcome.In.class, login.logIn(user, PASSWORD, "::1"), released.toString());
      }
      assertEquals(List.of(ConsoleRole.ADMIN, ConsoleRole.VIEWER), accounts.all().stream().map(ConsoleAccount::role).toList());
    }
  }
}
