package org.eyas.core.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.engine.dispatch.DispatchOptions;
import org.eyas.engine.dispatch.FullQueuePolicy;
import org.eyas.engine.dispatch.QueueSettings;
import org.eyas.engine.dispatch.ThrottleSettings;
import org.junit.jupiter.api.Test;

class DispatchSettingsTest {
  private static ConfiguredThrottle throttle(int position, String rule) {
    Map<String, Object> properties = Map.of("position", position, "rules", new String[] {rule});
    return new ConfiguredThrottle(TypedConfig.of(ConfiguredThrottle.Config.class, properties));
  }

  private static DispatchSettings naming(String... queues) {
    return DispatchSettings.of(Map.of("queues", queues));
  }

  @Test
  void aQueueHasTheCommonCapacityAndItsOwnFolderUnlessItsEntrySaysOtherwise() {
    DispatchOptions options =
        naming("http", "file")
            .with(Map.of("output", "http", "when.full", "spill"))
            .with(Map.of("output", "file", "capacity", 5, "when.full", "drop_oldest", "spill.directory", "/x y"))
            .options(70);
    assertEquals(
        new QueueSettings(70, FullQueuePolicy.SPILL, Path.of("/var/lib/eyas/spill/http"), 100 << 20, false),
        options.queues().get("http"));
    assertEquals(
        new QueueSettings(5, FullQueuePolicy.DROP_OLDEST, Path.of("/x y"), 100 << 20, false), options.queues().get("file"));
  }

  @Test
  void aQueueThatTheConfigurationDoesNotNameAnyMoreIsIgnoredUntilItLeaves() {
    DispatchSettings settings = naming("http").with(Map.of("output", "http")).with(Map.of("output", "file"));
    assertEquals(Set.of("http"), settings.options(1).queues().keySet());
  }

  @Test
  void throttlesHaveTheOrderOfTheListHoweverTheyCome() {
    DispatchSettings settings = naming();
    AtomicInteger changes = new AtomicInteger();
    settings.listener(changes::incrementAndGet);
    settings.bindThrottle(throttle(1, "b"));
    settings.bindThrottle(throttle(0, "a"));
    assertEquals(
        List.of(List.of("a"), List.of("b")), settings.options(1).throttles().stream().map(ThrottleSettings::rules).toList());
    assertEquals(2, changes.get());
  }
}
