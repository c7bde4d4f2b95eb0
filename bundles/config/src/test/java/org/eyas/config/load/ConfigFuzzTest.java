package org.eyas.config.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.config.LoadedConfiguration;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.yaml.ConfigException;
import org.eyas.testkit.fuzz.FuzzSession;
import org.eyas.testkit.fuzz.FuzzTarget;
import org.eyas.testkit.fuzz.TextDamage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged configuration files and overrides: each is taken, or refused with one message. */
class ConfigFuzzTest {
  private static final String FALCO =
      """
      config_files: [/nowhere/a.yaml, {path: /nowhere/b.yaml, strategy: override}]
      rules_files: [/nowhere/falco_rules.yaml]
      plugins:
        - {name: container, library_path: libcontainer.so, init_config: {label_max_len: 100, engines: {docker: {enabled: true}}}}
      load_plugins: [container]
      engine: {kind: modern_ebpf, modern_ebpf: {cpus_for_each_buffer: 2, buf_size_preset: 4}}
      append_output: [{match: {source: syscall}, extra_output: "on ${HOST}", extra_fields: [evt.num, {a: "%proc.name"}]}]
      rules: [{disable: {tag: x}}, {enable: {rule: "a*"}}]
      metrics: {enabled: true, interval: 15m, output_rule: true}
      syscall_event_drops: {threshold: .1, actions: [log, alert], rate: .03333, max_burst: 1}
      base_syscalls: {custom_set: ["!read", clone], repair: false}
      eyas: {throttle: [{rules: [a], window_seconds: 5}], output_queues: [{output: http, when_full: spill}], heartbeat: {interval: 1h}}
      """;

  @TempDir private Path folder;

  private static List<String> words() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "~", "&a [*a]", "*x", "!!binary |", "<<: *a", "? ", "|\n  x", ">-\n  x", "\"\\0\"", "${", "$${X}", "'${HOME}'",
                "\n---\n", "%YAML 9",
                "[[[[", "{{{{", "0x", "1e999", ".inf", "-1", "99999999999999999999", "2026-11-27", "\u0000", "\ud800", "\t"));
    KeyTable.all().keys().stream().map(KeyDefinition::name).forEach(name -> words.add("\n" + name.replace("[]", "") + ": "));
    return words;
  }

  private final class Target implements FuzzTarget {
    private final TextDamage damage = new TextDamage(words());
    private final List<String> texts =
        List.of(Files.readString(Path.of("../../dist/src/main/dist/etc/eyas.yaml")), FALCO, FALCO);

    Target() throws IOException {}

    @Override
    public List<String> feed(Random random) throws IOException {
      String name = random.nextBoolean() ? "eyas.yaml" : "falco.yaml";
      byte[] text = damage.of(texts.get(random.nextInt(texts.size())), random).getBytes(StandardCharsets.UTF_8);
      Path file = Files.write(folder.resolve(name), text);
      List<String> overrides =
          random.nextInt(4) == 0 ? List.of(damage.of("append_output[0].match.tags[]=a", random)) : List.of();
      try {
        ConfigLoader loader = new ConfigLoader(variable -> "x", List.of());
        ConfigTree tree = loader.load(file.toString(), overrides);
        LoadedConfiguration.of(loader, tree, new LaunchProperties(property -> null)).remarks();
        return List.of();
      } catch (ConfigException e) {
        return String.valueOf(e.getMessage()).isBlank() ? List.of("refused without a reason") : List.of();
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void anyConfigurationIsTakenOrRefused() throws Exception {
    FuzzSession.run("config", new Target());
  }
}
