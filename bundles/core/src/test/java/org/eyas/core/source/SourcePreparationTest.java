package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.part.EngineParts;
import org.eyas.core.part.Faults;
import org.eyas.core.setting.EngineSettings;
import org.junit.jupiter.api.Test;

class SourcePreparationTest {
  private final List<String> prepared = new ArrayList<>();

  private final EngineParts parts = new EngineParts(Faults.outsideFramework());

  private EventSource source(String kind) {
    return source(kind, () -> {});
  }

  private EventSource source(String kind, Runnable fault) {
    return new EventSource() {
      @Override
      public SourceInfo info() {
        return new SourceInfo(kind, "syscall", true, "");
      }

      @Override
      public void prepare(Map<String, String> options) {
        prepared.add(kind + " " + new TreeMap<>(options));
        fault.run();
      }

      @Override
      public Capture open(CaptureRequest wanted) {
        throw new IllegalStateException("nothing is opened here");
      }
    };
  }

  private List<String> preparedWith(Map<String, Object> configuration, String... kinds) {
    EngineParts there = new EngineParts(Faults.outsideFramework());
    there.bindSource(source(kinds[0]), Map.of());
    new SourcePreparation(there, EngineSettings.of(configuration));
    List.of(kinds).subList(1, kinds.length).forEach(kind -> there.bindSource(source(kind), Map.of()));
    return prepared;
  }

  @Test
  void theSourceThatIsTriedFirstPreparesWithItsOptions() {
    Map<String, Object> auto =
        Map.of("source.options", new String[] {"modern_ebpf/buf_size_preset=3", "kmod/buf_size_preset=5", "snaplen=9"});
    assertEquals(List.of("modern_ebpf {buf_size_preset=3, snaplen=9}"), preparedWith(auto, "replay", "modern_ebpf", "kmod"));
  }

  @Test
  void onlyAConfiguredSourcePreparesAndNoneForAReplay() {
    assertEquals(List.of("kmod {}"), preparedWith(Map.of("engine.kind", "kmod"), "modern_ebpf", "kmod"));
    prepared.clear();
    assertEquals(List.of(), preparedWith(Map.of("engine.kind", "replay"), "modern_ebpf", "kmod"));
  }

  @Test
  void aDisabledSourceIsNotPrepared() {
    Map<String, Object> off = Map.of("sources.disabled", new String[] {"syscall"});
    assertEquals(List.of(), preparedWith(off, "modern_ebpf"));
    assertEquals(List.of(), preparedWith(Map.of("sources.enabled", new String[] {"k8s_audit"}), "modern_ebpf"));
  }

  @Test
  void aSourceThatComesAfterTheStartIsNotNotified() {
    SourcePreparation preparation = new SourcePreparation(parts, EngineSettings.of(Map.of()));
    preparation.over();
    parts.bindSource(source("modern_ebpf"), Map.of());
    assertEquals(List.of(), prepared);
  }

  @Test
  void aSourceIsNotifiedOnce() {
    EventSource source = source("modern_ebpf");
    parts.bindSource(source, Map.of());
    new SourcePreparation(parts, EngineSettings.of(Map.of()));
    parts.bindSource(source, Map.of("service.ranking", 1));
    assertEquals(List.of("modern_ebpf {}"), prepared);
  }

  @Test
  void anExceptionOfASourceIsCountedAndDoesNotSpread() {
    Faults faults = Faults.outsideFramework();
    EngineParts guarded = new EngineParts(faults);
    new SourcePreparation(guarded, EngineSettings.of(Map.of()));
    guarded.bindSource(source("modern_ebpf", () -> {
      throw new NoClassDefFoundError("of a test");
    }), Map.of());
    assertEquals(List.of("modern_ebpf {}"), prepared);
    assertEquals(1, guarded.sources().size(), "it is still available: open reports the problem");
    List<HealthProblem> problems = faults.problems();
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().problem().contains("of a test"), problems::toString);
  }
}
