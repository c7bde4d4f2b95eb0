package org.eyas.console.page;

import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.api.control.Setting;

/** A configuration file in memory. */
public final class FakeFile implements ConfigurationFile {
  public static final String SECRET = "s3cret-of-the-file";

  private final List<String> actions;
  public volatile String text =
      """
      # Where system calls come from.
      engine:
        kind: auto
      rules_files: [rules.yaml]
      json_output: true
      http_output:
        enabled: true
        url: http://127.0.0.1:2801/
      program_output: {enabled: false}
      eyas:
        http_output:
          headers: {Authorization: Bearer s3cret-of-the-file}
      """;

  FakeFile(List<String> actions) {
    this.actions = actions;
  }

  @Override
  public String path() {
    return "/etc/eyas/eyas.yaml";
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<String> check(String other) throws RefusedException {
    if (other.contains("kind: nonsense")) {
      throw new RefusedException(
          "/etc/eyas/eyas.yaml:3: engine.kind must be one of auto, modern_ebpf, not 'nonsense' (" + SECRET + ")");
    }
    return other.contains("jsn_output") ? List.of("/etc/eyas/eyas.yaml:5: unknown key 'jsn_output', did you mean json_output?")
        : List.of();
  }

  @Override
  public void save(String before, String fresh) throws RefusedException {
    if (!before.equals(text)) {
      throw new RefusedException("the file is another one by now");
    }
    check(fresh);
    text = fresh;
    actions.add("save configuration");
  }

  @Override
  public String reload() {
    return "Reloaded: " + path();
  }

  @Override
  public String withKey(String before, String key, String value) {
    return before + key + ": " + value + "\n";
  }

  @Override
  public String withRule(String before, String rule, boolean enabled) {
    return before + "# " + rule + (enabled ? " on" : " off") + "\n";
  }

  @Override
  public Optional<Setting> setting(String key) {
    return key.equals("priority") ? Optional.of(new Setting(key, "notice", "-o priority=notice")) : Optional.empty();
  }

  @Override
  public List<ConfigurationKey> keys() {
    return List.of(
        key("rules_files", Shape.TEXTS, "[/etc/eyas/rules.d]"),
        key("load_plugins", Shape.TEXTS, "[]"),
        key("priority", Shape.CHOICE, "debug"),
        key("json_output", Shape.FLAG, "false"),
        key("engine.kind", Shape.CHOICE, "auto"),
        key("http_output.enabled", Shape.FLAG, "false"),
        key("http_output.url", Shape.TEXT, "\"\""),
        key("program_output.program", Shape.TEXT, "\"\""),
        key("eyas.http_output.headers", Shape.MAP, "{}"),
        key("eyas.http_outputs", Shape.ENTRIES, "[]"),
        key("eyas.http_outputs[].name", Shape.TEXT, ""),
        key("eyas.http_outputs[].url", Shape.TEXT, ""));
  }

  private static ConfigurationKey key(String name, Shape shape, String standard) {
    String pid = name.contains("http_output") ? "org.eyas.output.http~http" : "org.eyas.rules";
    return new ConfigurationKey(name, shape, List.of("auto", "kmod", "nonsense", "debug", "notice"), "what it takes", standard,
        "Do something with <" + name + ">.", "", true, List.of(pid));
  }
}
