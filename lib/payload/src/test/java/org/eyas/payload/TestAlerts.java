package org.eyas.payload;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;

/** Alerts of the kinds that are difficult for receivers. */
final class TestAlerts {
  static final long NANOS = 1_700_000_000_123_456_789L;

  private TestAlerts() {}

  static RenderedAlert shell() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("proc.name", "bash");
    fields.put("proc.pid", 4711L);
    fields.put("k8s.pod.name", "web-1");
    fields.put("k8s.ns.name", null);
    fields.put("container.id", "3ad7b26ded6d");
    return alert(Priority.WARNING, "Shell in a container", "Shell started (user=root shell=bash)", fields, "shell", "T1059");
  }

  static RenderedAlert alert(
      Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields, String... tags) {
    Alert alert =
        new Alert(NANOS, priority, rule, "syscall", message, fields, new TreeSet<>(Arrays.asList(tags)));
    String text = "22:13:20.123456789: " + priority.label() + " " + message;
    return new RenderedAlert(alert, text, "{}", text);
  }

  static List<RenderedAlert> all() {
    return List.of(shell(), bare(), huge("x"), huge("\u001b"), huge("漢"), huge("\uD83D\uDE00"), hostile(), internal());
  }

  /** An alert with many fields. */
  static RenderedAlert full() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields
        .putAll(Map.of("proc.pid", 4711L, "proc.name", "curl", "proc.cmdline", "curl -s evil", "proc.exepath", "/usr/bin/curl"));
    fields.putAll(Map.of("proc.ppid", 1L, "proc.pname", "sh", "user.name", "root", "user.uid", 0L, "evt.type", "connect"));
    fields.putAll(
        Map.of("fd.cip", "10.0.0.7", "fd.cport", 40_000L, "fd.sip", "2001:db8::1", "fd.sport", 443L, "fd.l4proto", "tcp"));
    fields.putAll(Map.of("container.id", "3ad7b26ded6d", "container.name", "web", "container.image.repository", "docker.io/nginx",
        "container.image.tag", "1.29"));
    fields.putAll(Map.of("k8s.pod.name", "web-1", "k8s.ns.name", "shop", "fs.path.name", "/etc/shadow"));
    return alert(
        Priority.ERROR, "Download", "curl connects", fields, "mitre_command_and_control", "T1105", "T1059.004", "network");
  }

  /** An alert of a host, where the fields of containers say so. */
  static RenderedAlert ofHost() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.putAll(
        Map.of("container.id", "host", "container.name", "host", "proc.name", "bash", "fd.name", "10.0.0.7:1->10.0.0.8:2"));
    return alert(Priority.NOTICE, "r", "m", fields);
  }

  /** An alert with these fields. */
  static RenderedAlert ofFields(Map<String, Object> values) {
    return alert(Priority.NOTICE, "r", "m", new TreeMap<String, @Nullable Object>(values));
  }

  /** An alert with some of these fields, with values that may or may not fit them. */
  static RenderedAlert random(Random random, List<String> names) {
    Object[] values = {"", "text", "/", "/a/b", "a/b", "host", "10.0.0.1", "::1", 5L, -1L, true, 0.5, List.of("10.0.0.1", "b")};
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    for (String name : names) {
      if (random.nextInt(3) == 0) {
        fields.put(name, values[random.nextInt(values.length)]);
      }
    }
    Priority priority = Priority.values()[random.nextInt(Priority.values().length)];
    return alert(priority, "r", "m", fields, "T1105", "T1059.004", "mitre_" + random.nextInt(9), "other");
  }

  /** An alert about a file whose name is shown in the other direction. */
  static RenderedAlert reversed() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("fd.name", "/tmp/\u202egpj.sh");
    Alert alert = alert(Priority.NOTICE, "r", "opened /tmp/\u202egpj.sh", fields).alert();
    String text = "22:13:20.123456789: Notice opened /tmp/\\u202egpj.sh";
    return new RenderedAlert(alert, text, "{}", text);
  }

  /** An alert without fields and tags. */
  static RenderedAlert bare() {
    return alert(Priority.DEBUG, "r", "", new TreeMap<>());
  }

  static RenderedAlert huge(String character) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      fields.put("evt.arg.field" + i + "." + "n".repeat(100), character.repeat(9_000));
    }
    String[] tags = new String[50];
    Arrays.setAll(tags, i -> "tag" + i + "t".repeat(40));
    return alert(Priority.EMERGENCY, character.repeat(1_000), character.repeat(40_000), fields, tags);
  }

  static RenderedAlert hostile() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("proc.cmdline", "echo \"</script>\" \\ <!channel> @everyone {{rule}} \u0000\u0007\t\r\n \uD800 \u2028");
    fields.put("proc.aname[2]", "");
    fields.put("fd.ip", List.of("10.0.0.1", "::1"));
    fields.put("evt.rawres", -2L);
    fields.put("evt.is_open", true);
    fields.put("evt.rate", Double.NaN);
    fields.put("1 \"odd\" name", 0.5);
    fields.put("summary", "mine");
    String message = "<!channel> @everyone [x](http://e) **a** \"\\\n";
    return alert(Priority.CRITICAL, "Rule \"with\" <quotes> & \\", message, fields, "a \"b\"");
  }

  static RenderedAlert internal() {
    Alert alert =
        new Alert(
            NANOS, Priority.CRITICAL, "Falco internal: syscall event drop", "internal", "n_drops=3", new TreeMap<>(),
            new TreeSet<>());
    return new RenderedAlert(alert, "22:13:20.123456789: Critical n_drops=3 ()", "{}", "text");
  }
}
