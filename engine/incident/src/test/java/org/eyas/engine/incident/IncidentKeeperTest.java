package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.eyas.api.incident.IncidentReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IncidentKeeperTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final int FRAME_BYTES = 12;

  // Of today, so that no incident is over after the restart.
  private final Steps steps = new Steps().after(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - Steps.START);
  private final IncidentTable before = new IncidentTable();

  @TempDir private Path folder;
  private Path directory = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void chooseTheDirectory() {
    directory = folder.resolve("rule-memory");
    file = directory.resolve(IncidentKeeper.FILE);
  }

  private IncidentKeeper begin(IncidentTable table, Duration interval) {
    IncidentKeeper keeper = new IncidentKeeper(table, directory, "this boot", interval);
    keeper.begin();
    return keeper;
  }

  private void report(String key) {
    before.add(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, key));
    assertTrue(before.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, key)).isPresent());
  }

  private List<IncidentReport> afterRestart() {
    IncidentTable after = new IncidentTable();
    begin(after, NEVER).end();
    return after.incidents();
  }

  private void keepOne() {
    IncidentKeeper keeper = begin(before, NEVER);
    report("tree 1");
    keeper.end();
  }

  @Test
  void incidentsContinueAfterARestart() throws Exception {
    keepOne();
    assertEquals(before.incidents(), afterRestart());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void withoutAnEndTheyAreThoseOfTheLastInterval() throws Exception {
    begin(before, Duration.ofMillis(5));
    report("tree 1");
    while (!afterRestart().equals(before.incidents())) {
      Thread.onSpinWait(); // until the writer wrote; the test has a time limit
    }
    assertFalse(before.incidents().isEmpty());
  }

  @Test
  void withoutAChangeNothingIsWritten() {
    begin(before, NEVER).end();
    assertFalse(Files.exists(directory));
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    keepOne();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);
    assertEquals(List.of(), afterRestart());
    begin(before, NEVER).end(); // it has changes that this keeper did not write
    assertEquals(before.incidents(), afterRestart());
  }

  @Test
  void theFileOfANewerVersionWaitsForIt() throws Exception {
    keepOne();
    List<IncidentReport> ofNewer = before.incidents();
    byte[] current = Files.readAllBytes(file);
    byte[] newer = current.clone();
    ByteBuffer.wrap(newer).putInt(FRAME_BYTES, 2);
    CRC32C sum = new CRC32C();
    sum.update(newer, FRAME_BYTES, newer.length - FRAME_BYTES);
    ByteBuffer.wrap(newer).putInt(Long.BYTES, (int) sum.getValue());
    Files.write(file, newer);
    assertEquals(List.of(), afterRestart());
    Path aside = directory.resolve(IncidentKeeper.FILE + ".newer");
    assertArrayEquals(newer, Files.readAllBytes(aside));
    Files.write(aside, current); // as if the newer version ran again
    assertEquals(ofNewer, afterRestart());
    assertFalse(Files.exists(aside));
    assertEquals(ofNewer, afterRestart());
  }

  @Test
  void aDirectoryThatCannotBeMadeStopsNothing() throws Exception {
    Files.writeString(directory, "a file is here");
    keepOne();
    assertEquals(1, before.incidents().size());
    assertEquals("a file is here", Files.readString(directory));
  }
}
