package org.example.enricher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.Enricher;
import org.eyas.testkit.EnricherContract;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

/** Tests which unit is found, and the contract of all enrichers. */
class UnitEnricherTest extends EnricherContract {
  @Override
  protected Enricher enricher() {
    return new UnitEnricher();
  }

  @Override
  protected List<FakeProcess> processes() {
    return List.of(in("cpuset=/\0memory=/system.slice/ssh.service\0"), in("cpuset=/\0"), in(""), FakeProcess.unknown(7));
  }

  private static FakeProcess in(String cgroups) {
    FakeProcess process = FakeProcess.of(100, "x");
    process.place.rawCgroups = Text.of(cgroups);
    return process;
  }

  @Test
  void theInnermostUnitCounts() {
    assertEquals("app.service", UnitName.of("a=/user.slice/user@1.service/app.slice/app.service\0").toString());
  }

  @Test
  void aProcessOutsideOfAllUnitsHasAnEmptyName() {
    assertEquals("", UnitName.of("cpuset=/\0memory=/init\0").toString());
  }
}
