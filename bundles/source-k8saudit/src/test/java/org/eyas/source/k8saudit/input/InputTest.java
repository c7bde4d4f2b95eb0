package org.eyas.source.k8saudit.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.eyas.source.k8saudit.input.AuditInput.Found;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests files and pipes as inputs: the end, rotation, truncation. */
@Timeout(120)
class InputTest {
  @TempDir private Path folder;

  private final AuditDocument document = new AuditDocument();
  private final List<String> found = new ArrayList<>();

  private Path log() {
    return folder.resolve("audit.log");
  }

  private static AuditInput open(String address, boolean fromBeginning) throws Exception {
    return InputAddress.of(address).open(new InputLimits(1 << 20, fromBeginning));
  }

  private AuditInput followed(boolean fromBeginning) throws Exception {
    return open("file://" + log(), fromBeginning);
  }

  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Found next(AuditInput input) throws Exception {
    Found what = input.next(document, true);
    if (what == Found.DOCUMENT) {
      Path name = Path.of(document.place()).getFileName();
      found.add(name + " " + new String(document.bytes(), document.offset(), document.length(), UTF_8));
    }
    return what;
  }

  private void await(AuditInput input, String... documents) {
    ConditionWait.until(() -> {
      next(input);
      return found.size() >= documents.length;
    }, () -> "found " + found);
    assertEquals(List.of(documents), found);
    found.clear();
  }

  private void assertIdle(AuditInput input) throws Exception {
    assertEquals(Found.IDLE, next(input));
    assertEquals(Found.IDLE, input.next(document, false));
  }

  @Test
  void fileIsReadToItsEnd() throws Exception {
    write(log(), "1\n2\n3");
    try (AuditInput input = open(log().toString(), false)) {
      await(input, "audit.log:1 1", "audit.log:2 2", "audit.log:3 3");
      assertEquals(Found.END, next(input));
      assertEquals(Found.END, next(input));
    }
  }

  @Test
  void folderIsReadInTheOrderInWhichItsFilesWereWritten() throws Exception {
    for (String name : List.of("c", "a", "b", "d")) {
      write(folder.resolve(name), name.equals("a") ? "" : name);
    }
    write(folder.resolve("old.gz"), "packed");
    Files.createDirectory(folder.resolve("inner"));
    Files.setLastModifiedTime(folder.resolve("b"), FileTime.fromMillis(1_000));
    for (String name : List.of("c", "a", "d")) {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(2_000));
    }
    try (AuditInput input = open(folder.toString(), false)) {
      await(input, "b:1 b", "c:1 c", "d:1 d", "old.gz:1 packed");
      assertEquals(Found.END, next(input));
    }
  }

  @Test
  void aCompressedFileThatEndsInItsHeadDoesNotEndTheFolder() throws Exception {
    for (String name : List.of("a.gz", "b.gz")) {
      Files.write(folder.resolve(name), new byte[] {0x1f, (byte) 0x8b, (byte) (name.startsWith("a") ? 8 : 9)});
      Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(1_000));
    }
    write(folder.resolve("c"), "c");
    try (AuditInput input = open(folder.toString(), false)) {
      await(input, "c:1 c");
      assertEquals(Found.END, next(input));
    }
  }

  @Test
  void followedFileIsReadFromItsEnd() throws Exception {
    write(log(), "before\npart of ");
    try (AuditInput input = followed(false)) {
      assertIdle(input);
      write(log(), "a line\n1\n2");
      await(input, "audit.log:2 1");
      assertIdle(input);
      write(log(), "0\n");
      await(input, "audit.log:3 20");
    }
  }

  @Test
  void followedFileIsReadFromItsBeginningIfThatIsAskedFor() throws Exception {
    write(log(), "before\n");
    try (AuditInput input = followed(true)) {
      await(input, "audit.log:1 before");
    }
  }

  @Test
  void fileThatDoesNotExistYetIsReadWhenItDoes() throws Exception {
    try (AuditInput input = followed(false)) {
      assertIdle(input);
      write(log(), "1\n");
      await(input, "audit.log:1 1");
    }
  }

  @Test
  void rotatedFileIsReadToItsEndAndThenTheNewOne() throws Exception {
    write(log(), "");
    try (AuditInput input = followed(false)) {
      write(log(), "1\n");
      await(input, "audit.log:1 1");
      Path old = folder.resolve("audit.log.1");
      Files.move(log(), old);
      assertIdle(input);
      write(old, "2\nhalf a line");
      write(log(), "3\n");
      await(input, "audit.log:2 2", "audit.log:3 half a line", "audit.log:1 3");
      Files.move(log(), old, StandardCopyOption.REPLACE_EXISTING);
      write(log(), "4\n");
      await(input, "audit.log:1 4");
    }
  }

  @Test
  void truncatedFileIsReadFromItsBeginning() throws Exception {
    write(log(), "a long line of before\n");
    try (AuditInput input = followed(false)) {
      write(log(), "1\nhalf");
      await(input, "audit.log:1 1");
      Files.writeString(log(), "2\n");
      await(input, "audit.log:2 half", "audit.log:1 2");
    }
  }

  @Test
  void pipeIsReadToItsEnd() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    try (AuditInput input = open(pipe.toString(), false)) {
      assertEquals(Found.IDLE, next(input));
      String text = "x".repeat(100_000);
      Thread writer = Thread.ofVirtual().start(() -> writeTo(pipe, text + "\n2\n3"));
      await(input, "pipe:1 " + text, "pipe:2 2", "pipe:3 3");
      writer.join();
      ConditionWait.until(() -> next(input) == Found.END);
    }
  }

  private static void writeTo(Path pipe, String text) {
    try {
      Files.writeString(pipe, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void unreadablePipeIsAnError() throws Exception {
    StreamInput input = new StreamInput("broken", () -> {
      throw new IOException("it broke");
    }, new InputLimits(100, false));
    String[] message = {""};
    ConditionWait.until(() -> {
      try {
        return input.next(document, true) == Found.END;
      } catch (IOException e) {
        message[0] = e.getMessage();
        return true;
      }
    });
    assertTrue(message[0].contains("it broke"), message[0]);
    input.close();
  }
}
