package org.eyas.console;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Felix' configuration page shows, without what may be secret, and changes nothing: the YAML files are the only writer. */
@Component(service = ConfigurationHandler.class)
public final class FelixConfigurations implements ConfigurationHandler {
  // url: that of a web hook is as good as a password. config: settings of others, as JSON.
  private static final Pattern SECRET =
      Pattern.compile("pass|secret|token|key|cred|auth|header|url|init|open.params|config|static.fields");

  @Activate
  public FelixConfigurations() {}

  @Override
  public void createConfiguration(String pid) throws ValidationException {
    throw refused();
  }

  @Override
  public void createFactoryConfiguration(String factoryPid, @Nullable String name) throws ValidationException {
    throw refused();
  }

  @Override
  public void deleteConfiguration(@Nullable String factoryPid, String pid) throws ValidationException {
    throw refused();
  }

  @Override
  public void updateConfiguration(@Nullable String factoryPid, String pid, Dictionary<String, Object> properties)
      throws ValidationException {
    throw refused();
  }

  @Override
  public void filterProperties(@Nullable String factoryPid, String pid, Collection<String> names) {
    boolean ours = pid.startsWith("org.eyas.") || pid.startsWith("org.apache.felix.");
    names.removeIf(name -> !ours || SECRET.matcher(name.toLowerCase(Locale.ROOT)).find());
  }

  private static ValidationException refused() {
    return new ValidationException("Configurations are made of the YAML file: change it on the page Configuration of Eyas.");
  }
}
