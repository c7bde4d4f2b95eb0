package org.example.fields;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;

/** Tests the values of the field, and the contract of all field providers. */
class RandomnessFieldsTest extends FieldProviderContract {
  @Override
  protected FieldProvider provider() {
    return new RandomnessFields();
  }

  @Override
  protected List<FakeEvent> events() {
    return List.of(eventOf("/usr/sbin/nginx"), eventOf("/tmp/kX9f2Qz81bLw"), eventOf(""));
  }

  private static FakeEvent eventOf(String exepath) {
    FakeProcess process = FakeProcess.of(100, "x");
    process.program.exepath = Text.of(exepath);
    return FakeEvent.of(anyType()).by(process);
  }

  private long entropy(String exepath) {
    NumberCell cell = new NumberCell();
    FieldReader.OfNumber reader =
        (FieldReader.OfNumber) provider().reader(provider().classes().getFirst().fields().getFirst(), null);
    assertEquals(Presence.PRESENT, reader.read(eventOf(exepath), cell));
    return cell.value;
  }

  @Test
  void aNameOfOneCharacterIsNotRandomAtAll() {
    assertEquals(0, entropy("/bin/aaaa"));
  }

  @Test
  void onlyTheNameCountsNotTheFolder() {
    assertEquals(entropy("/a/nginx"), entropy("/usr/local/sbin/nginx"));
  }

  @Test
  void everyCharacterOnceIsTheLogarithmOfTheLength() {
    assertEquals(300, entropy("/tmp/abcdefgh"));
  }

  @Test
  void thoseOfTheDescriptionAreRight() {
    assertEquals(192, entropy("/usr/sbin/nginx"));
    assertEquals(358, entropy("/tmp/kX9f2Qz81bLw"));
  }
}
