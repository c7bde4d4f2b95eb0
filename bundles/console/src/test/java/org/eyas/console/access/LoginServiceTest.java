package org.eyas.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.console.access.LoginService.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginServiceTest {
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;
  private long now;
  private Path file;
  private ConsoleAccounts accounts;
  private ConsoleSessions sessions;
  private LoginService login;

  @BeforeEach
  void prepare() {
    file = folder.resolve("sub/accounts");
    accounts = new ConsoleAccounts(file);
    sessions = new ConsoleSessions(accounts::isCurrent, SessionLimits.DEFAULT, () -> now);
    login = new LoginService(accounts, sessions, () -> now);
  }

  private ConsoleSession in(Outcome outcome) {
    return assertInstanceOf(Outcome.In.class, outcome).session();
  }

  @Test
  void firstStartHasAOneTimePasswordThatIsNotStored() throws Exception {
    String once = accounts.createFirstPassword().orElseThrow();
    ConsoleSession session = in(login.logIn("admin", once, "::1"));
    assertTrue(session.mustChangePassword());
    assertFalse(Files.exists(file));
    accounts.setPassword("admin", ConsoleRole.ADMIN, PASSWORD);
    ConsoleSession renewed = login.renew(session);
    assertFalse(renewed.mustChangePassword());
    assertNotEquals(session.id(), renewed.id());
    assertFalse(sessions.exists(session));
    assertInstanceOf(Outcome.Wrong.class, login.logIn("admin", once, "::1"));
    assertTrue(new ConsoleAccounts(file).createFirstPassword().isEmpty());
  }

  @Test
  void theFileIsPrivateAndHasNoPassword() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String text = Files.readString(file);
    assertTrue(text.contains("\nann:admin:pbkdf2-sha512$210000$"), text);
    assertFalse(text.contains(PASSWORD));
    accounts.setPassword("vic", ConsoleRole.VIEWER, PASSWORD);
    List<String> hashes = accounts.all().stream().map(account -> account.hash().text()).toList();
    assertNotEquals(hashes.get(0), hashes.get(1), "each has its own salt");
  }

  @Test
  void fileThatOthersCanReadIsRejected() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    in(login.logIn("ann", PASSWORD, "::1"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertInstanceOf(Outcome.Wrong.class, login.logIn("ann", PASSWORD, "::1"));
    assertThrows(IOException.class, accounts::createFirstPassword);
  }

  @Test
  void aWrongLineIsNamed() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    Files.writeString(file, "# comment\n\nann:root:pbkdf2-sha512$1000$AAAA$AAAA\n");
    IOException e = assertThrows(IOException.class, accounts::createFirstPassword);
    assertEquals(file + ":3: the role is viewer or admin, not 'root'", e.getMessage());
  }

  @Test
  void anAccountOfANewerVersionStaysInTheFileAndGivesNobodyAccess() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    String hash = accounts.all().getFirst().hash().text();
    List<String> newer = List.of("eve:auditor:" + hash, "pam:admin:argon2id$3$AAAA$AAAA", "zoe:viewer:" + hash + ":totp=AAAA");
    Files.write(file, newer, StandardOpenOption.APPEND);
    in(login.logIn("ann", PASSWORD, "::1"));
    for (String user : List.of("eve", "pam", "zoe")) {
      assertInstanceOf(Outcome.Wrong.class, login.logIn(user, PASSWORD, "10.0.0.7"));
    }
    accounts.setPassword("vic", ConsoleRole.VIEWER, PASSWORD);
    accounts.remove("vic");
    assertTrue(Files.readAllLines(file).containsAll(newer), Files.readString(file));
    accounts.setPassword("eve", ConsoleRole.VIEWER, PASSWORD);
    assertFalse(Files.readAllLines(file).contains(newer.getFirst()), "an administrator replaced it");
    in(login.logIn("eve", PASSWORD, "::1"));
  }

  @Test
  void wrongPasswordsAreBlockedLongerEachTime() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Outcome.Wrong.class, login.logIn("ann", "wrong" + i, "10.0.0." + i));
    }
    long first = assertInstanceOf(Outcome.Wait.class, login.logIn("ann", PASSWORD, "10.9.9.9")).seconds();
    now += Duration.ofSeconds(first).toNanos();
    assertInstanceOf(Outcome.Wrong.class, login.logIn("ann", "wrong", "10.9.9.9"));
    long second = assertInstanceOf(Outcome.Wait.class, login.logIn("ann", PASSWORD, "10.9.9.9")).seconds();
    assertEquals(2 * first, second);
    now += Duration.ofSeconds(second).toNanos();
    in(login.logIn("ann", PASSWORD, "10.9.9.9"));
    assertInstanceOf(Outcome.Wrong.class, login.logIn("ann", "wrong", "10.9.9.9"));
  }

  @Test
  void networkThatTriesManyUsersIsBlockedToo() {
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Outcome.Wrong.class, login.logIn("user" + i, "wrong", "10.0.0.1"));
    }
    assertInstanceOf(Outcome.Wait.class, login.logIn("another", "wrong", "10.0.0.1"));
    assertInstanceOf(Outcome.Wrong.class, login.logIn("another", "wrong", "10.0.0.2"));
  }

  @Test
  void floodOfOtherUsersEndsNoBlock() {
    LoginThrottle attempts = new LoginThrottle(() -> now);
    for (int i = 0; i < 12; i++) {
      attempts.failed("ann", "10.0.0.1");
    }
    long wait = attempts.waitSeconds("ann", "10.9.9.9");
    for (int i = 0; i < 30_000; i++) {
      attempts.failed("user" + i, "11." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
    }
    assertEquals(wait, attempts.waitSeconds("ann", "10.9.9.9"));
    assertEquals(wait, attempts.waitSeconds("other", "10.0.0.1"));
  }

  @Test
  void newUsersAreBlockedIfAllCountsAreBlocked() {
    LoginThrottle attempts = new LoginThrottle(() -> now);
    for (int i = 0; i < 5_000 * 5; i++) {
      attempts.failed("user" + i / 5, "10.1." + (i / 5 >> 8) + "." + (i / 5 & 255));
    }
    assertTrue(attempts.waitSeconds("new", "10.9.9.9") > 0);
    now += Duration.ofMinutes(16).toNanos();
    assertEquals(0, attempts.waitSeconds("new", "10.9.9.9"));
  }

  @Test
  void theAddressesOfOneHostCountAsOne() {
    LoginThrottle attempts = new LoginThrottle(() -> now);
    for (int i = 0; i < 5; i++) {
      attempts.failed("user" + i, "[2001:db8:0:1::" + i + "]");
      attempts.failed("other" + i, "127.0.0." + (i + 1));
    }
    assertTrue(attempts.waitSeconds("new", "2001:db8:0:1:ffff::9%eth0") > 0);
    assertEquals(0, attempts.waitSeconds("new", "2001:db8:0:2::9"));
    assertTrue(attempts.waitSeconds("new", "0:0:0:0:0:0:0:1") > 0);
    assertEquals(0, attempts.waitSeconds("new", "127.0.0.1.example.org"));
  }

  // With an editor, not with the console.
  private void edit(String found, String replacement) throws IOException {
    Files.writeString(file, Files.readString(file).replaceAll(found, replacement));
  }

  @Test
  void sessionsOfAnAccountThatIsRemovedFromTheFileEndAtOnce() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    accounts.setPassword("vic", ConsoleRole.VIEWER, PASSWORD);
    ConsoleSession ann = in(login.logIn("ann", PASSWORD, "::1"));
    ConsoleSession vic = in(login.logIn("vic", PASSWORD, "::1"));
    String before = Files.readString(file);
    edit("vic:.*\n", "");
    assertTrue(sessions.findAndMarkUsed(vic.id()).isEmpty());
    assertTrue(sessions.findAndMarkUsed(ann.id()).isPresent());
    Files.writeString(file, before);
    assertFalse(sessions.exists(vic), "the session does not come back with the account");
  }

  @Test
  void aChangedRoleOrPasswordEndsTheSessionsOfTheAccount() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    accounts.setPassword("bob", ConsoleRole.ADMIN, PASSWORD);
    accounts.setPassword("vic", ConsoleRole.VIEWER, PASSWORD);
    ConsoleSession ann = in(login.logIn("ann", PASSWORD, "::1"));
    ConsoleSession bob = in(login.logIn("bob", PASSWORD, "::1"));
    ConsoleSession vic = in(login.logIn("vic", PASSWORD, "::1"));
    edit("bob:admin", "bob:viewer");
    assertFalse(sessions.exists(bob), "a lowered role");
    assertFalse(in(login.logIn("bob", PASSWORD, "::1")).isAdmin());
    edit("vic:viewer", "vic:admin");
    assertFalse(sessions.exists(vic), "a raised role");
    assertTrue(sessions.exists(ann));
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD + "2");
    assertFalse(sessions.exists(ann), "another password");
  }

  @Test
  void aFileThatCannotBeTrustedEndsAllSessions() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    ConsoleSession ann = in(login.logIn("ann", PASSWORD, "::1"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertFalse(sessions.exists(ann));
  }

  @Test
  void theSessionOfTheOneTimePasswordEndsWhenAFileOfAccountsIsWritten() throws Exception {
    String once = accounts.createFirstPassword().orElseThrow();
    ConsoleSession session = in(login.logIn("admin", once, "::1"));
    assertTrue(sessions.exists(session));
    new ConsoleAccounts(file).setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    assertFalse(sessions.exists(session));
  }

  @Test
  void manyLogInsEndOnlyOwnSessions() {
    sessions = new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, () -> now);
    ConsoleAccount viewer = new ConsoleAccount("vic", ConsoleRole.VIEWER, PasswordHash.ofUnknownUser(), false);
    ConsoleSession admin = sessions.begin(new ConsoleAccount("ann", ConsoleRole.ADMIN, PasswordHash.ofUnknownUser(), false));
    ConsoleSession first = sessions.begin(viewer);
    for (int i = 0; i < 100; i++) {
      now++;
      sessions.begin(viewer);
    }
    assertTrue(sessions.exists(admin));
    assertFalse(sessions.exists(first));
  }

  @Test
  void rejectsWeakPasswordsAndTheRemovalOfTheLastAdmin() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    assertThrows(RefusedException.class, () -> accounts.setPassword("ann", ConsoleRole.ADMIN, "short"));
    assertThrows(RefusedException.class, () -> accounts.setPassword("ann", ConsoleRole.ADMIN, "aaaaaaaaaaaaaaaa"));
    assertThrows(RefusedException.class, () -> accounts.setPassword("a:b", ConsoleRole.ADMIN, PASSWORD));
    assertThrows(RefusedException.class, () -> accounts.setPassword("ann", ConsoleRole.VIEWER, PASSWORD));
    assertThrows(RefusedException.class, () -> accounts.remove("ann"));
    assertThrows(RefusedException.class, () -> accounts.remove("nobody"));
  }

  @Test
  void cookiesAreOutOfReachOfScriptsAndOtherSites() throws Exception {
    accounts.setPassword("ann", ConsoleRole.ADMIN, PASSWORD);
    ConsoleSession session = in(login.logIn("ann", PASSWORD, "::1"));
    assertEquals(43, session.id().length(), "256 bits");
    assertEquals("eyas=" + session.id() + "; Path=/; HttpOnly; SameSite=Strict", LoginService.cookie(session, false));
    assertEquals("__Host-eyas=" + session.id() + "; Path=/; HttpOnly; SameSite=Strict; Secure",
        LoginService.cookie(session, true));
  }
}
