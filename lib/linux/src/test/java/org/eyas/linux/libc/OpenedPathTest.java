package org.eyas.linux.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OpenedPathTest {
  @TempDir private Path folder;

  @Test
  void linksDoNotLeadOutOfTheDirectory() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(folder.resolve("file"), "outside");
    Files.writeString(root.resolve("file"), "inside");
    Files.createSymbolicLink(root.resolve("up"), Path.of("../file"));
    Files.createSymbolicLink(root.resolve("absolute"), Path.of("/file"));
    try (OpenedPath directory = OpenedPath.of(root);
        OpenedPath up = directory.below("up");
        OpenedPath absolute = directory.below("absolute")) {
      assertEquals("inside", Files.readString(up.path()));
      assertEquals("inside", Files.readString(absolute.path()));
    }
  }

  @Test
  void itStaysTheSameFileWhenAnotherGetsItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "first");
    try (OpenedPath opened = OpenedPath.of(file)) {
      Files.delete(file);
      Files.writeString(file, "second");
      assertEquals("first", Files.readString(opened.path()));
    }
  }

  @Test
  void filesOfOneMountHaveItsNumber() throws IOException {
    try (OpenedPath proc = OpenedPath.of(Path.of("/proc"));
        OpenedPath self = OpenedPath.of(Path.of("/proc/self"));
        OpenedPath other = OpenedPath.of(folder)) {
      assertEquals(proc.mount(), self.mount());
      assertNotEquals(proc.mount(), other.mount());
      String line = other.mount() + " ";
      assertTrue(Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().anyMatch(each -> each.startsWith(line)));
    }
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    try (OpenedPath directory = OpenedPath.of(folder)) {
      NoSuchFileException missing = assertThrows(NoSuchFileException.class, () -> directory.below("etc/passwd"));
      assertEquals("etc/passwd", missing.getFile());
    }
  }

  @Test
  void aChildIsNeverBehindALink() throws IOException {
    Files.writeString(folder.resolve("file"), "content");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    try (OpenedPath directory = OpenedPath.of(folder);
        OpenedPath file = directory.child("file")) {
      assertTrue(file.state().isRegular());
      assertEquals(7, file.state().size());
      assertTrue(directory.state().isDirectory());
      assertThrows(NoSuchFileException.class, () -> directory.child("link"));
      assertThrows(IOException.class, () -> directory.child("../" + folder.getFileName()));
    }
  }

  @Test
  void aFileIsReadWhole() throws IOException {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    Files.write(folder.resolve("file"), content);
    try (OpenedPath directory = OpenedPath.of(folder);
        OpenedPath file = directory.child("file");
        InputStream in = file.read();
        InputStream single = file.read()) {
      assertArrayEquals(content, in.readAllBytes());
      assertEquals(-1, in.read());
      assertEquals(content[0] & 0xff, single.read());
      assertEquals(content[1] & 0xff, single.read());
    }
  }

  @Test
  void aFifoIsRecognizedWithoutWaitingForItsWriter() throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor());
    try (OpenedPath directory = OpenedPath.of(folder);
        OpenedPath fifo = directory.child("fifo")) {
      assertFalse(fifo.state().isRegular());
    }
  }

  @Test
  @Timeout(20)
  void aLeaseOfTheOwnerDoesNotMakeTheReaderWait() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "skipped: there is no " + python + ", which takes the lease");
    Files.writeString(folder.resolve("file"), "content");
    Process holder =
        new ProcessBuilder(python.toString(), "-c", """
            import fcntl, os, signal, sys
            signal.signal(signal.SIGIO, signal.SIG_IGN)
            fd = os.open(sys.argv[1], os.O_RDWR)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_WRLCK)
            print("held", flush=True)
            sys.stdin.read()
            """, folder.resolve("file").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader said = holder.inputReader();
        OpenedPath directory = OpenedPath.of(folder);
        OpenedPath file = directory.child("file")) {
      assertEquals("held", said.readLine());
      assertThrows(IOException.class, file::read);
    } finally {
      holder.destroyForcibly();
    }
  }
}
