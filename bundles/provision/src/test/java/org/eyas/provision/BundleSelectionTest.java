package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleSelectionTest {
  private static boolean includes(String name, String... patterns) {
    return new BundleSelection(List.of(patterns)).includes(name);
  }

  @Test
  void holdsEverythingWhereNothingIsNamed() {
    assertTrue(includes("org.eyas.output.http"));
  }

  @Test
  void ourBundlesHaveShortNames() {
    assertTrue(includes("org.eyas.output.http", "output-http"));
    assertFalse(includes("org.eyas.output.file", "output-http"));
    assertTrue(includes("org.acme.output.http", "org.acme.output.http"));
  }

  @Test
  void aStarStandsForAnyCharactersAndAPointForItself() {
    assertTrue(includes("org.eyas.output.http", "output-*"));
    assertFalse(includes("orgxacme", "org.acme"));
  }

  @Test
  void whatIsLeftOutIsLeftOutOfWhatIsNamed() {
    assertFalse(includes("org.eyas.output.http", "*", "!output-http"));
    assertTrue(includes("org.eyas.output.file", "!output-http"));
  }

  @Test
  void namesThatFitNothingAreTold() {
    assertEquals(
        List.of("output-htpp", "web2"),
        new BundleSelection(List.of("*", "output-htpp", "!web2", "!web"))
            .unknown(List.of("org.eyas.output.http", "org.eyas.web")));
  }

  @Test
  void driversStartFirstAndThenTheWebServer() {
    List<String> names = List.of("org.eyas.output.file", "org.eyas.web", "org.eyas.web.other", "org.eyas.driver.ebpf");
    assertEquals(
        List.of("org.eyas.driver.ebpf", "org.eyas.web", "org.eyas.output.file", "org.eyas.web.other"),
        names.stream().sorted(Comparator.comparingInt(SelectableBundles::rank)).toList());
  }
}
