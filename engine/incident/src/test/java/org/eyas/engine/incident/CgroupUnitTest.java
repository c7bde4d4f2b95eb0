package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.data.Text;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class CgroupUnitTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  private static String unit(String... cgroups) {
    Text all = FakeProcess.strings(cgroups);
    Text unit = CgroupUnit.of(all);
    assertTrue(CgroupUnit.isIn(all, unit));
    assertFalse(CgroupUnit.isIn(all, Text.of("other.service")));
    return unit.toString();
  }

  @Test
  void theLastServiceOrScopeIsTheUnit() {
    assertEquals("nginx.service", unit("unified=/system.slice/nginx.service"));
    assertEquals("app.scope", unit("unified=/user.slice/user-1.slice/user@1.service/app.slice/app.scope"));
    assertEquals("nginx.service", unit("cpu=/", "systemd=/system.slice/nginx.service/below"));
  }

  @Test
  void aContainerIsAUnit() {
    assertEquals(ID, unit("unified=/docker/" + ID));
    assertEquals("cri-containerd-" + ID, unit("unified=/kubepods.slice/cri-containerd-" + ID + "/inner"));
    assertEquals("docker-" + ID + ".scope", unit("unified=/system.slice/docker-" + ID + ".scope"));
  }

  @Test
  void withoutOneThereIsNone() {
    assertEquals("", unit("unified=/", "cpu=/user"));
    assertEquals("", unit());
    assertEquals("", unit("unified=/.service"));
  }
}
