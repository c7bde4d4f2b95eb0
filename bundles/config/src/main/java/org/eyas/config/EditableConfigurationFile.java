package org.eyas.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.Setting;
import org.eyas.api.failure.Reason;
import org.eyas.config.component.DefaultsProfile;
import org.eyas.config.key.KeyTable;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.load.EnvironmentAllowList;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlEditor;
import org.eyas.watch.TextFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The main configuration file, which users change while the engine runs; files that it includes are not changed. */
@Component
public final class EditableConfigurationFile implements ConfigurationFile {
  private final ConfigurationPublisher configurator;
  private final ConfigurationReloader reloader;

  @Activate
  public EditableConfigurationFile(@Reference ConfigurationPublisher configurator, @Reference ConfigurationReloader reloader) {
    this.configurator = configurator;
    this.reloader = reloader;
  }

  @Override
  public String path() {
    Path file = configurator.file();
    return file == null ? "" : file.toString();
  }

  @Override
  public String text() throws IOException {
    Path file = configurator.file();
    return file == null ? "" : new TextFile(file).read();
  }

  @Override
  public List<String> check(String text) throws RefusedException {
    Path file = file();
    try {
      variables().checkUses(file.toString(), new TextFile(file).read(), text);
    } catch (ConfigException e) {
      throw new RefusedException(Reason.of(e));
    } catch (IOException e) {
      throw new RefusedException(file + " cannot be read: " + Reason.of(e));
    }
    return reloader.check(file, text);
  }

  @Override
  public void save(String before, String text) throws RefusedException, IOException {
    Path file = file();
    try {
      variables().checkSaved(file.toString(), before, text);
    } catch (ConfigException e) {
      throw new RefusedException(Reason.of(e));
    }
    reloader.replace(new TextFile(file, VersionSecrets::hide), before, text);
  }

  @Override
  public String reload() throws RefusedException {
    return reloader.reload();
  }

  private static EnvironmentAllowList variables() {
    return new EnvironmentAllowList(System::getenv);
  }

  private Path file() throws RefusedException {
    Path file = configurator.file();
    if (file == null) {
      throw new RefusedException(
          "the engine runs without a configuration file: start it with -c FILE, or create "
              + ConfigLoader.STANDARD_FILES.getFirst());
    }
    return file;
  }

  @Override
  public String withKey(String text, String key, String value) throws RefusedException {
    try {
      return YamlEditor.withKey(text, key, value);
    } catch (ConfigException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  @Override
  public String withRule(String text, String rule, boolean enabled) throws RefusedException {
    try {
      return YamlEditor.withRule(text, rule, enabled);
    } catch (ConfigException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  @Override
  public Optional<Setting> setting(String key) {
    return reloader.current().setting(key);
  }

  @Override
  public List<ConfigurationKey> keys() {
    String wanted = setting(DefaultsProfile.KEY).map(Setting::value).orElse("");
    return ConfigurationKeys.of(KeyTable.all(), DefaultsProfile.of(configurator.file(), wanted));
  }
}
