package org.eyas.output.http;

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

/** Messages in the spools of released versions. */
class ReleasedMessageTest {
  private static final String FILE = "message";
  private static final PayloadMessage MESSAGE = new PayloadMessage("application/json", "{\"a\":\n\"größer\"}");

  private final StoredMessageFormat format = new StoredMessageFormat();

  @TempDir private Path folder;

  private void write(Path to) throws IOException {
    Files.write(to.resolve(FILE), format.bytes(MESSAGE));
  }

  @Test
  void messagesOfAllVersionsAreRead() throws Exception {
    for (Path released : ReleasedFiles.copies("message", folder, this::write)) {
      byte[] stored = Files.readAllBytes(released.resolve(FILE));
      assertFalse(format.isNewer(stored));
      assertEquals(MESSAGE, format.read(stored), released.toString());
    }
  }

  @Test
  void aMessageOfALaterFormatIsRecognised() {
    assertTrue(format.isNewer(new byte[] {2, 'x'}));
    assertFalse(format.isNewer(new byte[0]));
    assertFalse(format.isNewer(format.bytes(new PayloadMessage("", "body"))));
  }
}
