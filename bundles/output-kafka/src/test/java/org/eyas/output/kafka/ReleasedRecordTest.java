package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.payload.PayloadMessage;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in the spools of released versions. */
class ReleasedRecordTest {
  private static final String FILE = "record";
  private static final KeyedMessage RECORD =
      new KeyedMessage("host-größer", new PayloadMessage("application/json", "{\"a\":\n\"größer\"}"));

  private final StoredKeyedMessageFormat format = new StoredKeyedMessageFormat();

  @TempDir private Path folder;

  private void write(Path to) throws IOException {
    Files.write(to.resolve(FILE), format.bytes(RECORD));
  }

  @Test
  void recordsOfAllVersionsAreRead() throws Exception {
    for (Path released : ReleasedFiles.copies("record", folder, this::write)) {
      byte[] stored = Files.readAllBytes(released.resolve(FILE));
      assertFalse(format.isNewer(stored));
      assertEquals(RECORD, format.read(stored), released.toString());
    }
  }

  @Test
  void aRecordOfALaterFormatIsRecognised() {
    assertTrue(format.isNewer(new byte[] {2, 'x'}));
    assertFalse(format.isNewer(format.bytes(new KeyedMessage("", new PayloadMessage("", "")))));
  }
}
