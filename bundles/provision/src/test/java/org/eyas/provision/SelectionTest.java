package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static boolean holds(String name, String... patterns) {
    return new Selection(List.of(patterns)).holds(name);
  }

  @Test
  void holdsEverythingWhereNothingIsNamed() {
    assertTrue(holds("org.eyas.output.http"));
  }

  @Test
  void ourBundlesHaveShortNames() {
    assertTrue(holds("org.eyas.output.http", "output-http"));
    assertFalse(holds("org.eyas.output.file", "output-http"));
    assertTrue(holds("org.acme.output.http", "org.acme.output.http"));
  }

  @Test
  void aStarStandsForAnyCharactersAndAPointForItself() {
    assertTrue(holds("org.eyas.output.http", "output-*"));
    assertFalse(holds("orgxacme", "org.acme"));
  }

  @Test
  void whatIsLeftOutIsLeftOutOfWhatIsNamed() {
    assertFalse(holds("org.eyas.output.http", "*", "!output-http"));
    assertTrue(holds("org.eyas.output.file", "!output-http"));
  }

  @Test
  void namesThatFitNothingAreTold() {
    assertEquals(
        List.of("output-htpp", "web2"),
        new Selection(List.of("*", "output-htpp", "!web2", "!web"))
            .unknown(List.of("org.eyas.output.http", "org.eyas.web")));
  }
}
