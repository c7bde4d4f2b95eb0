package org.eyas.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir private Path folder;
  private final Semaphore told = new Semaphore(0);
  private FileWatch watch;

  @BeforeEach
  void open() throws IOException {
    watch = new FileWatch(20, told::release);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void assertTold() throws InterruptedException {
    assertTrue(told.tryAcquire(10, TimeUnit.SECONDS), "the listener was not called");
  }

  private void assertNotTold() throws InterruptedException {
    assertFalse(told.tryAcquire(150, TimeUnit.MILLISECONDS), "the listener was called");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void tellsOfAFileThatIsWrittenReplacedDeletedAndMadeAgain() throws Exception {
    Path file = write("a.yaml", "1");
    watch.watch(List.of(file));
    write("a.yaml", "2");
    assertTold();
    Files.move(write("a.yaml.next", "3"), file, StandardCopyOption.ATOMIC_MOVE);
    assertTold();
    Files.delete(file);
    assertTold();
    write("a.yaml", "4");
    assertTold();
  }

  @Test
  void manyChangesInAMomentAreToldOnce() throws Exception {
    watch.close();
    watch = new FileWatch(300, told::release);
    watch.watch(List.of(write("a.yaml", "")));
    for (int i = 0; i < 20; i++) {
      write("a.yaml", String.valueOf(i));
    }
    assertTold();
    assertNotTold();
  }

  @Test
  void otherFilesInTheFolderAreOfNoConcern() throws Exception {
    watch.watch(List.of(write("a.yaml", "")));
    write("b.yaml", "");
    assertNotTold();
  }

  @Test
  void tellsOfFilesThatComeIntoAFolderAndLeaveIt() throws Exception {
    Path rules = write("rules.d/a.yaml", "").getParent();
    watch.watch(List.of(rules));
    write("rules.d/b.yaml", "");
    assertTold();
    Files.delete(rules.resolve("a.yaml"));
    assertTold();
  }

  @Test
  void tellsOfAPathThatIsNotThereYet() throws Exception {
    watch.watch(List.of(folder.resolve("x/y/a.yaml")));
    write("x/y/a.yaml", "1");
    assertTold();
    write("x/y/a.yaml", "2");
    assertTold();
  }

  @Test
  void followsTheLinksOfAConfigurationMap() throws Exception {
    write("..v1/a.yaml", "1");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v1"));
    Path file = Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
    watch.watch(List.of(file));
    for (String version : List.of("..v2", "..v3")) {
      write(version + "/a.yaml", version);
      assertNotTold();
      Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
      Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      assertTold();
      assertEquals(version, Files.readString(file));
    }
    write("..v3/a.yaml", "in place");
    assertTold();
    Files.delete(folder.resolve("..data"));
    Files.delete(file);
  }

  @Test
  void linksThatGoInCirclesEndTheSearch() throws Exception {
    Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Path two = Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    watch.watch(List.of(one));
    Files.delete(two);
    assertTold();
    Files.delete(one);
  }

  @Test
  void goesOnAfterAListenerThatFailed() throws Exception {
    try (FileWatch failing = new FileWatch(20, () -> {
      told.release();
      throw new IllegalStateException("a fault");
    })) {
      Path file = write("a.yaml", "1");
      failing.watch(List.of(file));
      write("a.yaml", "2");
      assertTold();
      write("a.yaml", "3");
      assertTold();
    }
  }
}
