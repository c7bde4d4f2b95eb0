package org.eyas.linux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directories are ordinary ones, which have owners and permissions as those of cgroups. */
class CgroupOwnersTest {
  private static final int ALICE = 54_321;

  @TempDir private Path mounted;
  private CgroupOwners owners;

  @BeforeEach
  void onlyRootGivesDirectoriesAway() throws IOException {
    assumeTrue(
        Files.getAttribute(mounted, "unix:uid").equals(0), "skipped: only root can give directories to another user");
    owners = new CgroupOwners(mounted);
  }

  private Path directory(String path, int owner) throws IOException {
    Path directory = mounted.resolve(path);
    Files.createDirectories(directory);
    for (Path now = directory; !now.equals(mounted); now = now.getParent()) {
      Files.setPosixFilePermissions(now, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.setAttribute(directory, "unix:uid", owner);
    return directory;
  }

  @Test
  void directoriesOfRootAreRoots() throws IOException {
    directory("cpuset/docker", 0);
    directory("system.slice", 0);
    assertEquals(0, owners.makerIn("cpuset", "/docker"));
    assertEquals(0, owners.makerIn("cpuset", ""));
    assertEquals(0, owners.makerIn("pids", "/system.slice"), "version 2: no hierarchy of its own");
  }

  @Test
  void whatIsBelowADirectoryOfAUserIsTheUsers() throws IOException {
    directory("pids/delegated", ALICE);
    directory("pids/delegated/docker", 0);
    assertEquals(ALICE, owners.makerIn("pids", "/delegated"));
    assertEquals(ALICE, owners.makerIn("pids", "/delegated/docker"), "the user can give it another name");
    assertEquals(ALICE, owners.makerIn("pids", "/delegated/removed/by/now"));
  }

  @Test
  void theControllersOfVersionOneHaveOwners() throws IOException {
    directory("pids/docker", ALICE);
    directory("blkio/docker", 0);
    directory("unified/docker", 0);
    assertEquals(ALICE, owners.makerIn("pids", "/docker"));
    assertEquals(0, owners.makerIn("io", "/docker"));
    assertEquals(0, owners.makerIn("cpu", "/docker"));
  }

  @Test
  void aDirectoryThatOthersMayWriteToIsNobodys() throws IOException {
    Files.setPosixFilePermissions(directory("open", 0), PosixFilePermissions.fromString("rwxrwxr-x"));
    assertEquals(CgroupOwners.UNKNOWN, owners.makerIn("", "/open"));
  }

  @Test
  void aRemovedDirectoryIsNobodysUnlessItsNameIsThatOfAUser() throws IOException {
    directory("user.slice", 0);
    assertEquals(CgroupOwners.UNKNOWN, owners.makerIn("", "/removed"));
    assertEquals(1000, owners.makerIn("", "/user.slice/user-1000.slice/user@1000.service/app.slice"));
    directory("user.slice/user-1000.slice", 0);
    assertEquals(1000, owners.makerIn("", "/user.slice/user-1000.slice/user@1000.service/app.slice"));
    assertEquals(0, owners.makerIn("", "/user.slice/user-1000.slice"));
  }

  @Test
  void aUserCannotGiveACgroupToAnother() throws IOException {
    directory("delegated", ALICE);
    assertEquals(ALICE, owners.makerIn("", "/delegated/user-0.slice/user@1001.service"));
  }

  @Test
  void aPathFromAnotherNamespaceSaysNothing() throws IOException {
    directory("docker", 0);
    assertEquals(CgroupOwners.UNKNOWN, owners.makerIn("", "/../docker"));
    assertEquals(CgroupOwners.UNKNOWN, owners.makerIn("", "/x/../docker"));
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    directory("docker", 0);
    Files.createSymbolicLink(mounted.resolve("link"), mounted.resolve("docker"));
    assertEquals(CgroupOwners.UNKNOWN, owners.makerIn("", "/link"));
  }
}
