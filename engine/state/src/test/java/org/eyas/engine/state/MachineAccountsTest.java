package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.eyas.api.process.Accounts;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.state.encoding.Machine;
import org.junit.jupiter.api.Test;

class MachineAccountsTest {
  private final Machine machine = new Machine();
  private final Accounts accounts = machine.state.accounts();

  @Test
  void knowsTheSnapshotsUsersAndGroups() {
    machine.state.reports().onUser(new UserEntry(UserEntry.Kind.USER, 1000, 100, "ada", "/home/ada", "/bin/sh"));
    machine.state.reports().onUser(new UserEntry(UserEntry.Kind.GROUP, 100, 100, "users", "", ""));
    assertEquals("ada", accounts.userName(1000).toString());
    assertEquals("/home/ada", accounts.homeDirectory(1000).toString());
    assertEquals("/bin/sh", accounts.shell(1000).toString());
    assertEquals("users", accounts.groupName(100).toString());
    assertFalse(accounts.userName(1001).isPresent());
    assertFalse(accounts.groupName(1001).isPresent());
  }

  @Test
  void rootNeedsNoEntry() {
    assertEquals("root", accounts.userName(0).toString());
    assertEquals("/root", accounts.homeDirectory(0).toString());
    assertEquals("root", accounts.groupName(0).toString());
    assertFalse(accounts.shell(0).isPresent());
  }

  @Test
  void linesThatIncludeNisAreNotAccounts() {
    machine.state.reports().onUser(new UserEntry(UserEntry.Kind.USER, 7, 7, "+nis", "", ""));
    assertFalse(accounts.userName(7).isPresent());
  }

  @Test
  void eventsAddAndRemoveAccounts() {
    machine.did(1, "USER_ADDED_E", 1000, 100, "ada", "/home/ada", "/bin/sh", "");
    machine.did(1, "GROUP_ADDED_E", 100, "users", "");
    assertEquals("ada", accounts.userName(1000).toString());
    assertEquals("users", accounts.groupName(100).toString());
    machine.did(1, "USER_ADDED_E", 1000, 100, "mallory", "/", "/bin/sh", "c0ffee");
    assertEquals("ada", accounts.userName(1000).toString());
    machine.did(1, "USER_DELETED_E", 1000, 100, "ada", "", "", "");
    machine.did(1, "GROUP_DELETED_E", 100, "users", "");
    assertFalse(accounts.userName(1000).isPresent());
    assertFalse(accounts.groupName(100).isPresent());
  }
}
