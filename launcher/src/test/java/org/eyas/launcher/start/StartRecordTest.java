package org.eyas.launcher.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of starts with a clock of the test; a run that is not ended was killed. */
class StartRecordTest {
  private static final String BOOT = "0f1e2d3c-0000-1111-2222-333344445555";

  @TempDir private Path folder;
  private Path file;
  private long nowMillis = 3_600_000;

  @BeforeEach
  void name() {
    file = folder.resolve("starts");
  }

  private StartRecord start(int secondsLater) throws IOException {
    nowMillis += secondsLater * 1_000L;
    return StartRecord.begin(file, BOOT, nowMillis);
  }

  // Three runs that were killed 5 s after their start.
  private void startThreeTimes() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertEquals("", start(5).reason());
    }
  }

  @Test
  void theFourthStartIsCarefulAfterThreeUncleanEnds() throws IOException {
    startThreeTimes();
    assertEquals("the last three runs did not end cleanly, within 10 s", start(5).reason());
  }

  @Test
  void aRunThatLastedForDaysCountsIfItsEndIsOneOfThree() throws IOException {
    start(5);
    start(400_000);
    start(20);
    assertEquals("the last three runs did not end cleanly, within 40 s", start(20).reason());
  }

  @Test
  void threeUncleanEndsInMoreThanAMinuteDoNotCount() throws IOException {
    start(5);
    start(31);
    start(31);
    assertEquals("", start(31).reason());
  }

  @Test
  void aCleanEndDoesNotCount() throws IOException {
    start(5);
    start(5);
    start(5).ended();
    start(5);
    start(5);
    assertEquals("", start(5).reason());
  }

  @Test
  void aCleanEndIsNotedOnce() throws IOException {
    StartRecord record = start(5);
    record.ended();
    record.ended();
    String text = Files.readString(file);
    assertTrue(text.endsWith(" n e\n"), text);
  }

  @Test
  void aCarefulRunThatDiesIsFollowedByAnother() throws IOException {
    startThreeTimes();
    start(5);
    assertEquals("the last run, which read no such files either, did not end cleanly after 300 s", start(300).reason());
    start(5).ended();
    assertEquals("", start(5).reason());
  }

  @Test
  void aCarefulRunThatLastsTenMinutesEndsThat() throws IOException {
    startThreeTimes();
    start(5);
    assertEquals("", start(600).reason());
  }

  @Test
  void startsOfAnotherBootDoNotCount() throws IOException {
    startThreeTimes();
    assertEquals("", StartRecord.begin(file, "another-boot", nowMillis + 5_000).reason());
  }

  @Test
  void startsFromTheFutureDoNotCount() throws IOException {
    startThreeTimes();
    assertEquals("", StartRecord.begin(file, BOOT, 1_000).reason());
  }

  @Test
  void aDamagedRecordIsReadAsFarAsPossible() throws IOException {
    startThreeTimes();
    Files.writeString(file, "\0\377 damaged\n" + Files.readString(file) + "cut");
    assertEquals("the last three runs did not end cleanly, within 10 s", start(5).reason());
    Files.write(file, new byte[100_000]);
    assertEquals("", start(5).reason());
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void aRecordThatOthersCanWriteDoesNotCount() throws IOException {
    startThreeTimes();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals("", start(5).reason());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aLinkIsReplacedAndNotFollowed() throws IOException {
    Path other = folder.resolve("other");
    Files.writeString(other, "of somebody");
    Files.createSymbolicLink(file, other);
    start(5).ended();
    assertEquals("of somebody", Files.readString(other));
    assertTrue(Files.readString(file).startsWith(BOOT));
  }

  @Test
  void aFolderThatCannotBeUsedStopsNoStart() throws IOException {
    assertEquals("", StartRecord.begin(Map.of()).reason());
    assertEquals("", StartRecord.begin(Map.of("RUNTIME_DIRECTORY", folder.resolve("missing").toString())).reason());
    Files.createDirectories(file.resolve("in the way"));
    StartRecord record = StartRecord.begin(Map.of("RUNTIME_DIRECTORY", folder.toString()));
    assertEquals("", record.reason());
    record.ended();
  }
}
