package org.eyas.core.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.junit.jupiter.api.Test;

class SourcePreparationTest {
  private final List<String> prepared = new ArrayList<>();

  private EventSource source(String kind) {
    return new EventSource() {
      @Override
      public SourceInfo info() {
        return new SourceInfo(kind, "syscall", true, "");
      }

      @Override
      public void prepare(Map<String, String> options) {
        prepared.add(kind + " " + options);
      }

      @Override
      public Capture open(CaptureRequest wanted) {
        throw new IllegalStateException("nothing is opened here");
      }
    };
  }

  private List<String> preparedWith(Map<String, Object> configuration, String... kinds) {
    SourcePreparation preparation = new SourcePreparation(EngineSettings.of(configuration));
    List.of(kinds).forEach(kind -> preparation.bindSource(source(kind)));
    return prepared;
  }

  @Test
  void theSourceThatIsTriedFirstPreparesWithItsOptions() {
    Map<String, Object> auto = Map.of("source.options", new String[] {"buf_size_preset=3"});
    assertEquals(List.of("modern_ebpf {buf_size_preset=3}"), preparedWith(auto, "replay", "modern_ebpf", "kmod"));
  }

  @Test
  void aSourceThatIsNamedPreparesAloneAndNoneForAReplay() {
    assertEquals(List.of("kmod {}"), preparedWith(Map.of("engine.kind", "kmod"), "modern_ebpf", "kmod"));
    prepared.clear();
    assertEquals(List.of(), preparedWith(Map.of("engine.kind", "replay"), "modern_ebpf", "kmod"));
  }

  @Test
  void nothingIsPreparedOfASourceThatIsLeftOut() {
    Map<String, Object> off = Map.of("sources.disabled", new String[] {"syscall"});
    assertEquals(List.of(), preparedWith(off, "modern_ebpf"));
    assertEquals(List.of(), preparedWith(Map.of("sources.enabled", new String[] {"k8s_audit"}), "modern_ebpf"));
  }

  @Test
  void whoComesOnceSourcesAreOpenedIsNotTold() {
    SourcePreparation preparation = new SourcePreparation(EngineSettings.of(Map.of()));
    preparation.over();
    preparation.bindSource(source("modern_ebpf"));
    assertEquals(List.of(), prepared);
  }
}
