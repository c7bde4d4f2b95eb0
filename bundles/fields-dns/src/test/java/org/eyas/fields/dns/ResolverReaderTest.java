package org.eyas.fields.dns;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eyas.testkit.FakeFd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverReaderTest {
  private static final String CGROUP = "docker-abc.scope";

  @TempDir private Path proc;
  private Path etc;

  @BeforeEach
  void makeProcess() throws IOException {
    etc = Files.createDirectories(proc.resolve("100/root/etc"));
    Files.createDirectories(proc.resolve("100/ns"));
    Files.createSymbolicLink(proc.resolve("100/ns/user"), Path.of("user:[4026531837]"));
    Files.writeString(proc.resolve("100/cgroup"), "0::/system.slice/" + CGROUP + "\n");
    write("resolv.conf", "nameserver 10.0.0.2\n");
    Object owner = Files.getAttribute(etc.resolve("resolv.conf"), "unix:uid");
    assumeTrue(owner.equals(0), "only root can make a file of root");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(etc.resolve(name), text);
    Files.setPosixFilePermissions(etc.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
  }

  private ResolverAddresses read() {
    return new ResolverReader(proc).read(100, CGROUP);
  }

  private static boolean contains(ResolverAddresses servers, String address) {
    AddressBits bits = new AddressBits();
    assertTrue(bits.set(FakeFd.address(address)));
    return servers.contains(bits.high(), bits.low());
  }

  private static ResolverAddresses parsed(String text) {
    return ResolverAddresses.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theServersAreThoseOfTheFile() {
    assertTrue(contains(read(), "10.0.0.2"));
    assertFalse(contains(read(), "10.0.0.3"));
  }

  @Test
  void linesAreReadAsResolversReadThem() {
    ResolverAddresses servers = parsed("""
        # nameserver 10.0.0.1
        ;nameserver 10.0.0.2
        search example.org
        nameserver 10.0.0.3
        nameserver\t fe80::1%eth0
        nameserver ::ffff:10.0.0.4 # a comment
        nameserver ns.example.org
        nameserver
        nameservers 10.0.0.5
        """);
    assertFalse(contains(servers, "10.0.0.1"));
    assertFalse(contains(servers, "10.0.0.2"));
    assertTrue(contains(servers, "10.0.0.3"));
    assertTrue(contains(servers, "fe80::1"));
    assertTrue(contains(servers, "10.0.0.4"));
    assertFalse(contains(servers, "10.0.0.5"));
    assertFalse(contains(servers, "127.0.0.1"));
    assertTrue(contains(parsed("options ndots:5\n"), "127.0.0.1"), "without a server, that of this host");
  }

  @Test
  void aLinkLeadsNowhereOutsideOfTheRoot() throws IOException {
    Files.delete(etc.resolve("resolv.conf"));
    Files.createSymbolicLink(etc.resolve("resolv.conf"), Path.of("../../../../outside.conf"));
    Files.writeString(proc.resolve("outside.conf"), "nameserver 10.0.0.2\n");
    assertSame(ResolverAddresses.UNKNOWN, read());
    Files.createDirectories(proc.resolve("100/root/run"));
    Files.delete(etc.resolve("resolv.conf"));
    Files.createSymbolicLink(etc.resolve("resolv.conf"), Path.of("/run/stub.conf"));
    Files.writeString(proc.resolve("100/root/run/stub.conf"), "nameserver 127.0.0.53\n");
    assertTrue(contains(read(), "127.0.0.53"), "a link of systemd-resolved");
  }

  @Test
  void aFileThatOthersMayWriteDoesNotCount() throws IOException {
    Files.setPosixFilePermissions(etc.resolve("resolv.conf"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertSame(ResolverAddresses.UNKNOWN, read());
  }

  @Test
  void aFileOfAnotherUserDoesNotCount() throws IOException {
    Files.setAttribute(etc.resolve("resolv.conf"), "unix:uid", 1_000);
    assertSame(ResolverAddresses.UNKNOWN, read());
  }

  @Test
  void aProcessInAUserNamespaceOfItsOwnHasNoServers() throws IOException {
    Files.delete(proc.resolve("100/ns/user"));
    Files.createSymbolicLink(proc.resolve("100/ns/user"), Path.of("user:[4026532000]"));
    assertSame(ResolverAddresses.UNKNOWN, read());
  }

  @Test
  void anotherProcessThatGotTheIdHasNoServers() {
    assertSame(ResolverAddresses.UNKNOWN, new ResolverReader(proc).read(100, "docker-def.scope"));
    assertSame(ResolverAddresses.UNKNOWN, new ResolverReader(proc).read(101, CGROUP));
  }

  @Test
  void aHugeFileDoesNotCount() throws IOException {
    write("resolv.conf", "nameserver 10.0.0.2\n".repeat(4_000));
    assertSame(ResolverAddresses.UNKNOWN, read());
  }

  @Test
  void onlyTheFirstSixteenServersCount() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      text.append("nameserver 10.0.0.").append(i).append('\n');
    }
    assertTrue(contains(parsed(text.toString()), "10.0.0.16"));
    assertFalse(contains(parsed(text.toString()), "10.0.0.17"));
  }
}
