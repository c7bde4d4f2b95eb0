package org.eyas.api.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AlertPlaceTest {
  private static AlertPlace of(Map<String, Object> fields) {
    return AlertPlace.of(new Alert(0, Priority.NOTICE, "r", "syscall", "m", new TreeMap<>(fields), new TreeSet<>()));
  }

  @Test
  void aContainerHasItsNameAndAPodItsNamespace() {
    assertEquals(
        new AlertPlace("web", "shop/web-1"),
        of(Map.of("container.id", "0123456789ab", "container.name", "web", "k8s.ns.name", "shop", "k8s.pod.name", "web-1")));
  }

  @Test
  void withoutANameTheIdIsShown() {
    assertEquals(new AlertPlace("0123456789ab", ""), of(Map.of("container.id", "0123456789ab")));
    assertEquals(new AlertPlace("", "web-1"), of(Map.of("k8s.pod.name", "web-1")));
  }

  @Test
  void theHostIsNotAContainer() {
    assertEquals(new AlertPlace("", ""), of(Map.of("container.id", "host", "container.name", "host", "proc.pid", 1L)));
  }

  @Test
  void aPodThatTheRuntimeDoesNotNameIsNamedByTheApiServer() {
    assertEquals(
        new AlertPlace("", "shop/web-1"), of(Map.of("k8smeta.ns.name", "shop", "k8smeta.pod.name", "web-1")));
  }
}
