package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open whose path is not a name of the opened file has another event with the real path before it. */
class OpenedPathCheckTest {
  private static final int OPENAT_ENTRY = 306;
  private static final int OPENAT = 307;
  private static final int CURRENT = -100;
  private static final int O_CREAT = 0100;
  private static final int CREATED = 0x4000;
  private static final int FLAGS = 3;

  private final FakeCaller caller = new FakeCaller();

  @TempDir Path temporary;
  private Path folder;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    folder = temporary.toRealPath();
    file = Files.createFile(folder.resolve("file"));
  }

  private List<RecordedEvent> open(String path) throws IOException {
    try (OpenFile open = OpenFile.of(file)) {
      return caller.call("openat", open.fd(), CURRENT, caller.text(path), 0).events();
    }
  }

  private void assertIsName(String path) throws IOException {
    assertEquals(List.of(OPENAT), open(path).stream().map(RecordedEvent::code).toList(), path);
  }

  @Test
  void theRealPathIsAName() throws IOException {
    assertIsName(file.toString());
  }

  @Test
  void aSymbolicLinkToTheFileIsAName() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    // Using a link changes its time of access until that is later than its creation; meanwhile the kernel gives no answer at once.
    ConditionWait.until(() -> {
      Files.readString(link);
      return open(link.toString()).size() == 1;
    }, () -> "the link is never a name");
  }

  @Test
  void aPathWithDotsIsAName() throws IOException {
    assertIsName(folder + "/../" + folder.getFileName() + "/./file");
  }

  @Test
  void aRelativePathIsAName() throws IOException {
    assertIsName(Path.of("").toRealPath().relativize(file).toString());
  }

  @Test
  void aPathBelowADirectoryIsANameInThatDirectoryOnly() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("file"));
    try (OpenFile open = OpenFile.of(file);
        OpenFile parent = OpenFile.of(folder.getParent());
        OpenFile sibling = OpenFile.of(other)) {
      long path = caller.text(folder.getFileName() + "/file");
      assertEquals(1, caller.call("openat", open.fd(), parent.fd(), path, 0).events().size());
      assertEquals(2, caller.call("openat", open.fd(), sibling.fd(), caller.text("file"), 0).events().size());
      assertEquals(2, caller.call("openat", open.fd(), sibling.fd(), path, 0).events().size());
    }
  }

  @Test
  void thePathOfAnotherFileIsReplacedByTheRealPath() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    List<RecordedEvent> events = open(other.toString());
    assertEquals(List.of(OPENAT_ENTRY, OPENAT), events.stream().map(RecordedEvent::code).toList());
    List<String> entry = events.get(0).params();
    List<String> exit = events.get(1).params();
    assertEquals(List.of(Hex.of(CURRENT), Hex.text(file.toString()), exit.get(FLAGS), exit.get(FLAGS + 1)), entry);
    assertEquals(Hex.text(other.toString()), exit.get(2));
  }

  @Test
  void aPathThatLeadsNowhereIsReplacedByTheRealPath() throws IOException {
    List<RecordedEvent> events = open(folder + "/nowhere");
    assertEquals(Hex.text(file.toString()), events.getFirst().params().get(1));
  }

  @Test
  void aDetourThroughAFolderOfProcIsNotAName() throws IOException {
    assertEquals(2, open("/proc/self/root" + file).size(), "rules cannot know such a path");
  }

  @Test
  void theFolderOfTheProcessInProcIsItsOwn() throws IOException {
    Path own = Path.of("/proc/" + FakeCaller.SELF + "/status");
    try (OpenFile open = OpenFile.of(own)) {
      assertEquals(1, caller.call("openat", open.fd(), CURRENT, caller.text("/proc/self/status"), 0).events().size());
    }
  }

  @Test
  void aFailedOpenIsNotChecked() {
    assertEquals(1, caller.call("openat", -2, CURRENT, caller.text("/nowhere"), 0).events().size());
  }

  private int flags(Path path, boolean existsAtEntry) throws IOException {
    Files.deleteIfExists(file);
    if (existsAtEntry) {
      Files.createFile(file);
    }
    caller.call("openat", 0, CURRENT, caller.text(path.toString()), O_CREAT, 0600);
    caller.encoder().entered(caller);
    if (!existsAtEntry) {
      Files.createFile(file);
    }
    try (OpenFile open = OpenFile.of(file)) {
      caller.call("openat", open.fd(), CURRENT, caller.text(path.toString()), O_CREAT, 0600);
      return Integer.reverseBytes((int) Long.parseLong(caller.params().get(FLAGS), 16));
    }
  }

  @Test
  void aFileThatDidNotExistAtTheEntryIsCreated() throws IOException {
    assertTrue((flags(file, false) & CREATED) != 0);
  }

  @Test
  void aFileThatExistedAtTheEntryIsNotCreated() throws IOException {
    assertEquals(0, flags(file, true) & CREATED);
  }
}
